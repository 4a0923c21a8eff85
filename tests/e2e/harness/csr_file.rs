//! CSRs as OpenSSL makes them, each with a key of its own.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::outside::output;

/// The kind of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key {
    /// RSA with 2048 bits.
    Rsa2048,
    /// ECDSA on P-256.
    P256,
    /// ECDSA on P-384.
    P384,
}

impl Key {
    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Rsa2048 => &["-newkey", "rsa:2048"],
            Self::P256 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
            Self::P384 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"],
        }
    }
}

/// A CSR and its private key, in a folder that goes when this does.
#[derive(Debug)]
pub(crate) struct CsrFile {
    folder: TempDir,
}

impl CsrFile {
    /// Makes a CSR with a common name and subject alternative names.
    pub(crate) fn new(key: Key, common_name: &str, names: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a CSR");
        let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let mut arguments: Vec<String> = vec!["req".into(), "-new".into(), "-nodes".into(), "-batch".into()];
        arguments.extend(key.arguments().iter().map(|argument| (*argument).to_owned()));
        arguments.extend(["-keyout".into(), file("key.pem"), "-out".into(), file("csr.pem")]);
        arguments.extend(["-subj".into(), format!("/C=US/O=Example Corporation/CN={common_name}")]);
        if !names.is_empty() {
            let names: Vec<_> = names.iter().map(|name| format!("DNS:{name}")).collect();
            arguments.extend(["-addext".into(), format!("subjectAltName={}", names.join(","))]);
        }
        output("openssl", arguments);
        Self { folder }
    }

    /// A CSR of the common name alone, with the key that is made fastest.
    pub(crate) fn of(common_name: &str) -> Self {
        Self::new(Key::P256, common_name, &[])
    }

    /// The CSR in PEM.
    pub(crate) fn pem(&self) -> String {
        fs::read_to_string(self.folder.path().join("csr.pem")).expect("OpenSSL has written the CSR")
    }

    /// The private key in PEM.
    pub(crate) fn key_pem(&self) -> String {
        fs::read_to_string(self.folder.path().join("key.pem")).expect("OpenSSL has written the key")
    }

    /// The private key's file.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// A certificate for it that nobody but itself has signed, in PEM.
    pub(crate) fn certificate(&self) -> String {
        let file = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        let (csr, key) = (file("csr.pem"), file("key.pem"));
        output(
            "openssl",
            [
                "x509",
                "-req",
                "-in",
                csr.as_str(),
                "-signkey",
                key.as_str(),
                "-days",
                "9",
            ],
        )
    }

    /// The CSR as a DER file.
    pub(crate) fn der_file(&self) -> PathBuf {
        let der = self.folder.path().join("server.der");
        let pem = self.folder.path().join("csr.pem");
        let file = |path: &PathBuf| path.to_string_lossy().into_owned();
        let (pem, out) = (file(&pem), file(&der));
        output(
            "openssl",
            ["req", "-in", pem.as_str(), "-outform", "DER", "-out", out.as_str()],
        );
        der
    }

    /// The public key in PEM, as OpenSSL reads it from the CSR.
    pub(crate) fn public_key(&self) -> String {
        let pem = self.folder.path().join("csr.pem").to_string_lossy().into_owned();
        output("openssl", ["req", "-in", pem.as_str(), "-noout", "-pubkey"])
    }
}
