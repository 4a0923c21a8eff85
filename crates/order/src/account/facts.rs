//! What the account has told, as far as the rules of the form use it.

use std::sync::Arc;

use super::containers::Container;
use super::organizations::Organization;
use super::products::OfferedProduct;

/// What the account has told; what it has not is `None`, and then nothing is judged by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The products that are enabled.
    pub products: Option<Arc<Vec<OfferedProduct>>>,
    /// The containers.
    pub containers: Option<Arc<Vec<Container>>>,
    /// The organization that is chosen, in full: with its verified contacts.
    pub organization: Option<Arc<Organization>>,
}
