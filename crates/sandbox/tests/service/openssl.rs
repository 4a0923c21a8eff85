//! What OpenSSL says of certificates: a judge from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Certificates as files.
pub(crate) struct Files {
    folder: TempDir,
}

impl Files {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, content).expect("a file");
        file
    }

    /// Verifies a leaf over an intermediate up to a root, each in PEM, at a moment in seconds since 1970.
    pub(crate) fn verify(&self, chain: &[String], at: i64) {
        let [leaf, intermediate, root] = chain else {
            panic!("{} certificates", chain.len())
        };
        let (leaf, intermediate) = (self.put("leaf.pem", leaf), self.put("intermediate.pem", intermediate));
        let root = self.put("root.pem", root);
        let said = output(&[
            "verify".as_ref(),
            "-x509_strict".as_ref(),
            "-purpose".as_ref(),
            "sslserver".as_ref(),
            "-attime".as_ref(),
            at.to_string().as_ref(),
            "-CAfile".as_ref(),
            &root,
            "-untrusted".as_ref(),
            &intermediate,
            &leaf,
        ]);
        assert!(said.trim_end().ends_with("leaf.pem: OK"), "{said}");
    }

    /// What `openssl x509` prints of a certificate for some options.
    pub(crate) fn x509(&self, pem: &str, options: &[&str]) -> String {
        let file = self.put("certificate.pem", pem);
        let mut arguments: Vec<&Path> = vec!["x509".as_ref(), "-noout".as_ref(), "-in".as_ref(), &file];
        arguments.extend(options.iter().map(Path::new));
        output(&arguments)
    }
}

/// What `openssl` prints; it has to succeed.
pub(crate) fn output(arguments: &[&Path]) -> String {
    let output = Command::new("openssl").args(arguments).output().unwrap_or_else(|error| {
        panic!("The tests need the program openssl (on Debian `apt-get install openssl`), which does not start: {error}.")
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "openssl {arguments:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}
