//! What names of files and commands are made of.

use super::{FileRole, NamedFile, Shell, Step, StepKind, quote};
use crate::certificate::Certificate;
use crate::chain::Chain;
use crate::files::safe_file_name;
use crate::general_name::GeneralName;
use std::fmt::Write;
use zeroize::Zeroizing;

/// How many bytes of the name the files have in common, so that what tells them apart is never cut off.
const MAX_STEM: usize = 80;

/// A chain with a leaf, and what its files are called.
pub(super) struct Subject<'a> {
    pub(super) chain: &'a Chain,
    pub(super) leaf: &'a Certificate,
    stem: String,
}

impl<'a> Subject<'a> {
    /// The common name names the files, where there is none the first DNS name, as in certificates that have no subject.
    pub(super) fn of(chain: &'a Chain) -> Option<Self> {
        let leaf = chain.leaf()?;
        let name = leaf.subject().common_name().filter(|name| !name.trim().is_empty());
        let mut stem = safe_file_name(name.or_else(|| dns_names(leaf).next()).unwrap_or_default(), "");
        stem.truncate(stem.floor_char_boundary(MAX_STEM));
        // One that begins with a dash would be taken for an option.
        let stem = stem.trim_end_matches('.').trim_start_matches('-');
        let stem = safe_file_name(stem, "");
        Some(Self { chain, leaf, stem })
    }

    /// The name of a file, as [`safe_file_name`] makes it: the common name, `suffix`, a dot and `extension`.
    pub(super) fn name(&self, suffix: &str, extension: &str) -> String {
        safe_file_name(&format!("{}{suffix}", self.stem), extension)
    }

    /// A file.
    pub(super) fn file(&self, suffix: &str, extension: &str, role: FileRole, content: impl AsRef<[u8]>) -> NamedFile {
        NamedFile {
            name: self.name(suffix, extension),
            role,
            content: Zeroizing::new(content.as_ref().to_vec()),
        }
    }

    /// The SHA-1 thumbprint in capitals, by which Windows knows a certificate.
    pub(super) fn thumbprint(&self) -> String {
        let mut text = String::new();
        for byte in self.leaf.thumbprint_sha1() {
            // Writing to a String does not fail.
            let _ = write!(text, "{byte:02X}");
        }
        text
    }

    /// `openssl verify` of a file whose first certificate is the leaf, by the intermediates in `untrusted`, if there are any.
    pub(super) fn verify(&self, untrusted: &str, leaf: &str) -> Step {
        let mut text = "openssl verify".to_owned();
        if !self.chain.intermediates().is_empty() {
            text += &format!(" -untrusted {}", quote(Shell::Sh, untrusted));
        }
        text += &format!(" {}", quote(Shell::Sh, leaf));
        Step::new(StepKind::VerifyFiles, Shell::Sh, [text])
    }

    /// The hashes of the public keys of a certificate and of a private key.
    pub(super) fn compare_key(certificate: &str, key: &str) -> Step {
        let [certificate, key] = [certificate, key].map(|name| quote(Shell::Sh, name));
        let texts = [
            format!("openssl x509 -in {certificate} -noout -pubkey | openssl sha256"),
            format!("openssl pkey -in {key} -pubout | openssl sha256"),
        ];
        Step::new(StepKind::CompareKey, Shell::Sh, texts)
    }

    /// A TLS handshake with the first host of the certificate; nothing where no name of it is a host's.
    pub(super) fn test_connection(&self) -> Option<Step> {
        let host = host(self.leaf)?;
        let text = format!(
            "openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error </dev/null"
        );
        Some(Step::new(StepKind::TestConnection, Shell::Sh, [text]))
    }
}

fn dns_names(leaf: &Certificate) -> impl Iterator<Item = &str> {
    leaf.subject_alt_names().iter().filter_map(|name| match name {
        GeneralName::Dns(name) => Some(name.as_str()),
        _ => None,
    })
}

/// The first name of a host in a certificate, the common name before the others and a wildcard last, with `www` for its `*`.
/// A common name that is not among the subject alternative names counts only where there are none (RFC 6125 section 6.4.4).
fn host(leaf: &Certificate) -> Option<String> {
    let has_none = dns_names(leaf).next().is_none();
    let is_named = |name: &&str| has_none || dns_names(leaf).any(|other| other.eq_ignore_ascii_case(name));
    let common_names = leaf.subject().common_names().filter(is_named);
    let names: Vec<&str> = common_names.chain(dns_names(leaf)).collect();
    let host = names.iter().find(|name| is_host(name)).map(|name| (*name).to_owned());
    host.or_else(|| {
        let below_wildcard = |name: &&str| name.strip_prefix("*.").filter(|rest| is_host(rest)).map(str::to_owned);
        names.iter().find_map(below_wildcard).map(|rest| format!("www.{rest}"))
    })
}

/// Whether a name is one of a host by RFC 1123 section 2.1, so that no shell sees anything in it: letters, digits and hyphens
/// between dots, at least one of these, no hyphen at either end of a label.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}
