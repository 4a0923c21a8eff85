//! What a server wants: its files, named as it wants them, and the commands that put them in place and test them.

mod apache;
mod exchange;
mod f5;
mod haproxy;
mod iis;
mod named_file;
mod nginx;
mod other;
mod step;
mod subject;
mod tomcat;

pub use named_file::{FileRole, NamedFile};
pub use step::{Command, Shell, Step, StepKind, quote};

use super::{WithRoot, full_chain_pem};
use crate::chain::Chain;
use crate::server_kind::ServerKind;
use subject::Subject;

/// What there is of the leaf's private key.
#[derive(Clone, Copy)]
pub enum KeyFile<'a> {
    /// It is where the CSR was made, and stays there.
    Elsewhere,
    /// It is here as PEM, encrypted or not.
    Pem(&'a str),
    /// It is here within a PKCS#12 file, together with the chain: see [`super::pkcs12`].
    Pkcs12(&'a [u8]),
}

/// In which form a server takes a private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// [`KeyFile::Pem`].
    Pem,
    /// [`KeyFile::Pkcs12`].
    Pkcs12,
}

impl ServerKind {
    /// In which form this server takes a private key; `None` where each will do.
    pub fn key_form(self) -> Option<KeyForm> {
        match self {
            Self::Nginx | Self::Apache | Self::HaProxy | Self::F5 => Some(KeyForm::Pem),
            Self::Iis | Self::Tomcat | Self::Exchange => Some(KeyForm::Pkcs12),
            Self::Other => None,
        }
    }
}

/// The files for a server, and what to do with them.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerFiles {
    /// The files, no two of the same name: what [`super::zip`] is made of.
    pub files: Vec<NamedFile>,
    /// The steps in their order. The commands are to be given in the folder that the files are in.
    pub steps: Vec<Step>,
}

impl ServerFiles {
    /// The files as [`super::zip`] takes them.
    pub fn entries(&self) -> Vec<(&str, &[u8])> {
        self.files
            .iter()
            .map(|file| (file.name.as_str(), file.content.as_slice()))
            .collect()
    }
}

/// What `kind` wants of `chain`. A key in another form than [`ServerKind::key_form`] is put beside the other files, and the
/// commands are as if it were elsewhere. `None` if the chain has no leaf.
pub fn server_files(kind: ServerKind, chain: &Chain, key: KeyFile<'_>) -> Option<ServerFiles> {
    let subject = Subject::of(chain)?;
    let mut made = match kind {
        ServerKind::Nginx => nginx::nginx(&subject, key),
        ServerKind::Apache => apache::apache(&subject, key),
        ServerKind::Iis => iis::iis(&subject, key),
        ServerKind::Tomcat => tomcat::tomcat(&subject, key),
        ServerKind::HaProxy => haproxy::haproxy(&subject, key),
        ServerKind::Exchange => exchange::exchange(&subject, key),
        ServerKind::F5 => f5::f5(&subject, key),
        ServerKind::Other => other::other(&subject, key),
    };
    let key = match key {
        KeyFile::Elsewhere => None,
        KeyFile::Pem(text) => Some(subject.file("", "key", FileRole::Key, text)),
        KeyFile::Pkcs12(content) => Some(subject.file("", "pfx", FileRole::Pkcs12, content)),
    };
    // HAProxy has the key in a file with the rest.
    let is_missing = !made.files.iter().any(NamedFile::holds_key);
    made.files.extend(key.filter(|_| is_missing));
    Some(made)
}

/// Leaf and intermediates in one file, as nginx, Apache and HAProxy want them.
fn full_chain(subject: &Subject<'_>) -> NamedFile {
    let text = full_chain_pem(subject.chain, WithRoot::No);
    subject.file("-fullchain", "pem", FileRole::FullChain, text)
}
