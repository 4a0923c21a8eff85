//! Chains and keys, made for a test in a folder of its own.

use crate::program::SH;
use certdesk_pki::files::pkcs12::{Pkcs12Contents, Pkcs12Password, Pkcs12Variant, RANDOM_LEN, pkcs12};
use certdesk_pki::files::server::{ServerFiles, Shell, StepKind};
use certdesk_pki::files::{WithRoot, zip};
use certdesk_pki::{Certificate, Chain, Verdict};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, RsaKeySize,
};
use std::path::Path;
use tempfile::TempDir;
use time::OffsetDateTime;

/// What a leaf has for a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LeafKey {
    Rsa,
    P256,
}

pub(crate) struct Made {
    pub(crate) chain: Chain,
    /// The private key, PKCS#8 in DER and in PEM.
    pub(crate) key: Vec<u8>,
    pub(crate) key_pem: String,
    folder: TempDir,
}

impl Made {
    /// Root, one intermediate and a leaf for `names`, the common name before its subject alternative names.
    pub(crate) fn new(leaf_key: LeafKey, names: &[&str]) -> Self {
        Self::of_length(leaf_key, names, 1)
    }

    pub(crate) fn of_length(leaf_key: LeafKey, names: &[&str], intermediates: usize) -> Self {
        let mut certificates = Vec::new();
        let mut take = |certificate: &rcgen::Certificate| {
            certificates.push(Certificate::from_der(certificate.der()).unwrap());
        };
        let root_key = KeyPair::generate().unwrap();
        let params = ca("Test Root CA — корень");
        take(&params.self_signed(&root_key).unwrap());
        let mut issuer = Issuer::new(params, root_key);
        for number in 0..intermediates {
            let key = KeyPair::generate().unwrap();
            let params = ca(&format!("Test TLS CA {number}"));
            take(&params.signed_by(&key, &issuer).unwrap());
            issuer = Issuer::new(params, key);
        }
        let key = match leaf_key {
            LeafKey::P256 => KeyPair::generate().unwrap(),
            LeafKey::Rsa => KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap(),
        };
        let mut params =
            CertificateParams::new(names.iter().skip(1).map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        params.distinguished_name = subject(names[0]);
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        take(&params.signed_by(&key, &issuer).unwrap());
        Self {
            chain: chain(&certificates),
            key: key.serialize_der(),
            key_pem: key.serialize_pem(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The folder of this test, which goes with it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.folder().join(name), content).unwrap();
    }

    /// Writes the root to `root.pem`.
    pub(crate) fn write_root(&self) {
        self.write("root.pem", self.chain.root().unwrap().to_pem());
    }

    pub(crate) fn pkcs12(&self, variant: Pkcs12Variant, friendly_name: &str, password: &str) -> Vec<u8> {
        let contents = Pkcs12Contents {
            chain: &self.chain,
            root: WithRoot::Yes,
            key: &self.key,
            friendly_name,
        };
        pkcs12(contents, pkcs12_password(password), variant, &random()).unwrap()
    }

    /// A ZIP file of these files.
    pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        zip(entries, OffsetDateTime::now_utc()).unwrap()
    }
}

pub(crate) fn pkcs12_password(password: &str) -> Pkcs12Password {
    let Ok(password) = Pkcs12Password::new(password.to_owned().into()) else {
        panic!("{password:?} is refused");
    };
    password
}

/// Different bytes at every call, which is all that a test needs.
pub(crate) fn random() -> [u8; RANDOM_LEN] {
    let key = KeyPair::generate().unwrap();
    let mut random = [0; RANDOM_LEN];
    let bytes = key.public_key_raw().iter().cycle().skip(1);
    random.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    random
}

/// The chain of certificates whose signatures are all in order.
pub(crate) fn chain(certificates: &[Certificate]) -> Chain {
    let verdicts = Chain::candidates(certificates)
        .into_iter()
        .map(|signed| (signed, Verdict::Valid))
        .collect();
    Chain::build(certificates, None, &[], &verdicts)
}

fn ca(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name = subject(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params
}

fn subject(common_name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CountryName, "RU");
    subject.push(DnType::OrganizationName, "ООО «Пример» — Bücher & 東京");
    if !common_name.is_empty() {
        subject.push(DnType::CommonName, common_name);
    }
    subject
}

/// The files of a server in the folder of the test.
impl Made {
    /// Writes them, and the root beside them.
    pub(crate) fn write_files(&self, given: &ServerFiles) {
        self.write_root();
        given
            .files
            .iter()
            .for_each(|file| self.write(&file.name, &file.content));
    }

    /// The lines of a step, with the test's folder for those of a server.
    pub(crate) fn here(&self, given: &ServerFiles, kind: StepKind, shell: Shell) -> String {
        let folder = format!("{}/", self.folder().to_str().unwrap());
        let step = given.steps.iter().find(|step| step.kind == kind).unwrap();
        assert_eq!(step.commands.len(), 1);
        assert_eq!(step.commands[0].shell, shell);
        ["/etc/ssl/private/", "/etc/ssl/", "/etc/haproxy/"]
            .iter()
            .fold(step.commands[0].text.clone(), |text, theirs| {
                text.replace(theirs, &folder)
            })
    }

    /// The only command of a step.
    pub(crate) fn command(&self, given: &ServerFiles, kind: StepKind) -> String {
        let step = given.steps.iter().find(|step| step.kind == kind).unwrap();
        assert_eq!(step.commands.len(), 1);
        step.commands[0].text.clone()
    }

    /// Gives a command to a shell in the folder; programs of OpenSSL trust `root.pem` alone.
    pub(crate) fn shell(&self, command: &str) -> String {
        let mut shell = SH.command(self.folder());
        shell.args(["-c", command]);
        shell.env("SSL_CERT_FILE", self.folder().join("root.pem"));
        shell.env("SSL_CERT_DIR", "/nonexistent");
        SH.succeeds(shell)
    }
}
