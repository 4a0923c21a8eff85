//! A file to download.

use std::fmt;
use zeroize::Zeroizing;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileRole {
    /// The leaf, PEM.
    Leaf,
    /// The leaf, DER.
    LeafDer,
    /// The intermediates, PEM.
    Chain,
    /// The intermediates and the root, PEM.
    ChainWithRoot,
    /// The leaf and the intermediates, PEM.
    FullChain,
    /// The leaf, the intermediates and the root, PEM.
    FullChainWithRoot,
    /// The leaf, the intermediates and the private key, PEM.
    FullChainAndKey,
    /// The leaf and the intermediates, PKCS#7 in PEM.
    P7b,
    /// The leaf, the intermediates and the root, PKCS#7 in PEM.
    P7bWithRoot,
    /// The leaf and the intermediates, PKCS#7 in DER.
    P7bDer,
    /// The private key, PEM.
    Key,
    /// The private key and the chain, PKCS#12.
    Pkcs12,
}

/// A file and what it is called. A private key in it is wiped from memory when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Its name, made by [`crate::files::safe_file_name`].
    pub name: String,
    /// What it is.
    pub role: FileRole,
    /// Its bytes.
    pub content: Zeroizing<Vec<u8>>,
}

impl NamedFile {
    /// Whether there is a private key in it, which only its owner may read.
    pub fn holds_key(&self) -> bool {
        matches!(self.role, FileRole::FullChainAndKey | FileRole::Key | FileRole::Pkcs12)
    }
}

/// Without the content, in which a private key may be.
impl fmt::Debug for NamedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedFile")
            .field("name", &self.name)
            .field("role", &self.role)
            .field("len", &self.content.len())
            .finish_non_exhaustive()
    }
}
