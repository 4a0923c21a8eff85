//! What there is to say of the files for a server.

use certdesk_pki::files::pkcs12::Pkcs12Variant;
use certdesk_pki::files::server::{FileRole, Shell, StepKind};

use crate::outcome::Pkcs12Step;

/// The files that a server wants, and what is done with them.
pub(crate) struct ServerText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) with_key: &'static str,
    pub(crate) with_key_hint: &'static str,
    pub(crate) all: &'static str,
    pub(crate) all_about: &'static str,
    /// The button, and what the file is.
    pub(crate) role: fn(FileRole) -> (&'static str, &'static str),
    /// Beside a file with a private key in it.
    pub(crate) secret: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) install: fn(StepKind) -> &'static str,
    /// Where the commands are typed, in brackets.
    pub(crate) shell: fn(Shell) -> &'static str,
    // PKCS#12.
    pub(crate) pkcs12: &'static str,
    pub(crate) pkcs12_lead: &'static str,
    pub(crate) key_held: &'static str,
    /// In place of files and steps, until it is made.
    pub(crate) make_first: &'static str,
    pub(crate) key_file: &'static str,
    pub(crate) key_lead: &'static str,
    pub(crate) key_given: &'static str,
    pub(crate) password: &'static str,
    pub(crate) password_hint: &'static str,
    pub(crate) not_for_java: &'static str,
    pub(crate) variant_question: &'static str,
    /// Its name, and when to take it.
    pub(crate) variant: fn(Pkcs12Variant) -> (&'static str, &'static str),
    pub(crate) make: &'static str,
    pub(crate) step: fn(Pkcs12Step) -> &'static str,
}
