//! CSRs, certificates, chains and file formats; knows nothing of orders.
#![cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::result_large_err,
        reason = "the error is asn1's own, and ours are made of it at once"
    )
)]

mod algorithm;
mod armour;
mod asn1_fault;
mod base64;
mod body;
mod bundle;
mod certificate;
pub mod chain;
mod csr;
mod curve;
mod extensions;
pub mod files;
mod general_name;
mod identify;
mod key;
pub mod make;
mod name;
pub mod oid;
mod pem;
mod piece;
mod private_key;
mod read_csr;
mod refusal;
mod roots;
mod server_kind;
mod signed;
mod text;
pub mod validate;
mod verdicts;
mod weak_key;

pub use algorithm::{Hash, SignatureAlgorithm};
pub use asn1_fault::{Asn1Error, Asn1Fault, Part};
pub use bundle::{BlockFault, CertificatesReading, MAX_BLOCKS, MAX_BUNDLE, UnreadableBlock, read_certificates};
pub use certificate::Certificate;
pub use chain::{Chain, ChainNote, Leftover, LeftoverReason};
pub use csr::{BrokenExtensions, Csr};
pub use curve::Curve;
pub use extensions::{BasicConstraints, ExtensionFault, Extensions, KeyUsage};
pub use general_name::GeneralName;
pub use key::{EcKey, KeyKind, PointForm, PublicKey, RsaKey};
pub use name::{Attribute, Name};
pub use oid::Oid;
pub use read_csr::{CsrReading, MAX_CSR_INPUT, read_csr};
pub use refusal::{CsrRefusal, PrivateKeyKind, Repair};
pub use roots::digicert_root;
pub use server_kind::ServerKind;
pub use signed::{NotForWebCrypto, Signed, WebCryptoVerify};
pub use validate::{PathFault, PathInputs, ProfileRule, ValidatedPath};
pub use verdicts::{Verdict, Verdicts};
