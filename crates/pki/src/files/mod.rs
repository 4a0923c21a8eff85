//! The files that a certificate is downloaded as.

mod file_name;
mod p7b;
pub mod pkcs12;
pub mod server;
mod zip;

pub use file_name::safe_file_name;
pub(crate) use p7b::read_p7b;
pub use p7b::{p7b_der, p7b_pem};
pub use zip::{ZipRefusal, zip};

use crate::certificate::Certificate;
use crate::chain::Chain;

/// Whether the root goes into a file. Servers are not to send it (RFC 8446 section 4.4.2 allows to omit it); some want it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithRoot {
    /// Leave it out.
    No,
    /// Put it at the end, where there is one.
    Yes,
}

/// The leaf as PEM; empty if the chain has none.
pub fn leaf_pem(chain: &Chain) -> String {
    chain.leaf().map(Certificate::to_pem).unwrap_or_default()
}

/// The certificates of the path in their order, with the root only on request.
fn path(chain: &Chain, root: WithRoot) -> impl Iterator<Item = &Certificate> {
    chain.leaf().into_iter().chain(above_leaf(chain, root))
}

fn above_leaf(chain: &Chain, root: WithRoot) -> impl Iterator<Item = &Certificate> {
    let root = chain.root().filter(|_| root == WithRoot::Yes);
    chain.intermediates().iter().chain(root)
}

/// The intermediates as PEM, the leaf's issuer first.
pub fn chain_pem(chain: &Chain, root: WithRoot) -> String {
    above_leaf(chain, root).map(Certificate::to_pem).collect()
}

/// The leaf and the intermediates as PEM: what nginx, HAProxy and most others want in one file.
pub fn full_chain_pem(chain: &Chain, root: WithRoot) -> String {
    leaf_pem(chain) + &chain_pem(chain, root)
}
