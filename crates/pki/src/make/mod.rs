//! Making key and CSR in the page: every pure step between those that the browser's `crypto.subtle` does.
//!
//! The page generates the key pair by [`NewKeyKind::generation`] and exports it as `spki` and `pkcs8`; [`CsrToSign`] says
//! what is to be signed and how, and becomes the [`crate::Csr`]; [`NewPrivateKey`] becomes a file, plain or, by
//! [`KeyEncryption`], encrypted. Who makes them on the server gets [`commands`].

mod alt_name;
pub mod commands;
mod csr_to_sign;
mod encrypted_key;
mod key_file;
mod new_key_kind;
mod new_private_key;
mod passphrase;
mod subject;

pub use alt_name::{AltName, DnsName, NotADnsName};
pub use csr_to_sign::{CsrFault, CsrToSign, SignatureFault};
pub use encrypted_key::{CiphertextFault, EncryptedPrivateKey, KeyEncryption, PBKDF2_ITERATIONS};
pub use key_file::{KeyFileFault, MAX_KEY_FILE};
pub use new_key_kind::{NewKeyKind, WebCryptoGenerate, WebCryptoSign};
pub use new_private_key::{NewPrivateKey, NotPkcs8, PrivateKeyPem};
pub use passphrase::{MIN_PASSPHRASE, PassphraseEstimate, PassphraseStrength, StrengthReason, estimate_passphrase};
pub use subject::{Subject, SubjectAttribute, SubjectEntries, SubjectFault, SubjectProblem};
