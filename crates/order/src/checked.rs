//! What the rules for names and CSR hand to the request.

use crate::Problem;

/// The names, judged one by one and as a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedNames {
    /// The common name as it is sent, if it is one.
    pub(crate) common_name: Option<String>,
    /// The other names as they are sent, those that are wrong left out.
    pub(crate) dns_names: Vec<String>,
    /// Errors and advice, in the order of the rows.
    pub(crate) problems: Vec<Problem>,
}

/// The CSR, read and judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedCsr {
    /// The CSR in PEM (RFC 7468: 64 columns, LF), if it is one that may be sent.
    pub(crate) pem: Option<String>,
    /// Errors and advice, the gravest first.
    pub(crate) problems: Vec<Problem>,
}
