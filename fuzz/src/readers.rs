//! Whatever is pasted, dropped or downloaded.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use certdesk_pki::files::{WithRoot, full_chain_pem, safe_file_name};
use certdesk_pki::{
    Certificate, Chain, Csr, CsrRefusal, Extensions, KeyKind, Name, PathInputs, PublicKey, Verdict, Verdicts,
    read_certificates, read_csr,
};

/// The two readers of text. What they read is read again from what is written of it.
pub fn text(bytes: &[u8]) {
    if let Ok(reading) = read_csr(bytes) {
        look_at_csr(&reading.csr);
    }
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split(['\n', '\r']).count()
        + text
            .matches(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
            .count();
    let reading = read_certificates(&text);
    for block in &reading.unreadable {
        assert!((1..=lines).contains(&block.line), "{block:?} of {lines}");
    }
    reading.certificates.iter().for_each(look_at_certificate);
}

/// A CSR's DER, and all that can be asked of it.
pub fn csr(bytes: &[u8]) {
    if let Ok(csr) = Csr::from_der(bytes) {
        look_at_csr(&csr);
    }
}

/// A certificate's DER, and all that can be asked of it.
pub fn certificate(bytes: &[u8]) {
    if let Ok(certificate) = Certificate::from_der(bytes) {
        look_at_certificate(&certificate);
    }
}

/// The chain of the certificates in a text, or in DER one behind the other, under whatever verdicts.
pub fn chain(bytes: &[u8]) {
    let certificates = match std::str::from_utf8(bytes) {
        Ok(text) => read_certificates(text).certificates,
        Err(_) => read_certificates(&STANDARD.encode(bytes)).certificates,
    };
    let said = [Verdict::Unchecked, Verdict::Valid, Verdict::Invalid];
    let mut verdicts = Verdicts::default();
    for (signed, byte) in Chain::candidates(&certificates).into_iter().zip(bytes.iter().rev()) {
        let _ = signed.webcrypto();
        verdicts.insert(signed, said[usize::from(*byte) % said.len()]);
    }
    for leaf_key in [None, certificates.last().map(Certificate::key)] {
        let chain = Chain::build(&certificates, leaf_key, &[], &verdicts);
        assert_eq!(chain.path().len() + chain.leftovers().len(), certificates.len());
        assert_eq!(chain.leaf().is_none(), certificates.is_empty());
        assert!(chain.links().len() <= chain.path().len());
        assert!(chain.intermediates().len() <= chain.path().len());
        let written = read_certificates(&full_chain_pem(&chain, WithRoot::Yes));
        assert_eq!(written.certificates, chain.path());
    }
    look_at_path(&certificates);
}

/// With every signature taken for valid, so that everything else is looked at.
fn look_at_path(certificates: &[Certificate]) {
    let Some(leaf) = certificates.first() else { return };
    let inputs = PathInputs {
        leaf,
        untrusted: certificates,
        roots: certificates,
        names: leaf.subject_alt_names(),
        time: leaf.not_before(),
    };
    let signatures = inputs.signatures().into_iter();
    let verdicts = signatures.map(|signed| (signed, Verdict::Valid)).collect();
    if let Ok(path) = inputs.validate(&verdicts) {
        assert_eq!(path.certificates().first(), Some(leaf));
        assert!(path.certificates().len() > 1);
    }
}

fn look_at_csr(csr: &Csr) {
    let again = read_csr(csr.to_pem().as_bytes()).map(|reading| reading.csr);
    // A request with these words in it, which no program makes, is taken for a private key that was encoded once more.
    let says_so = csr
        .der()
        .windows(8)
        .any(|words| words.eq_ignore_ascii_case(b"PRIVATE "));
    if !(says_so && matches!(again, Err(CsrRefusal::PrivateKey { .. }))) {
        assert_eq!(again.as_ref(), Ok(csr));
        assert_eq!(again.unwrap().der(), csr.der());
    }
    let _ = csr.signed().webcrypto();
    look_at_name(csr.subject());
    look_at_key(csr.key());
    match csr.extensions() {
        Ok(extensions) => look_at_extensions(extensions),
        Err(broken) => {
            look_at_extensions(broken.readable());
            assert!(!broken.readable().faults.is_empty());
        }
    }
    assert_eq!(csr.extensions().is_ok(), csr.subject_alt_names().is_ok());
}

fn look_at_certificate(certificate: &Certificate) {
    let written = read_certificates(&certificate.to_pem());
    assert_eq!(written.certificates, std::slice::from_ref(certificate));
    assert_eq!(written.unreadable, []);
    assert_ne!(certificate.serial_hex(), "");
    assert_ne!(certificate.thumbprint_sha256()[..20], certificate.thumbprint_sha1());
    let _ = certificate.signed_by(certificate.key()).webcrypto();
    look_at_name(certificate.subject());
    look_at_name(certificate.issuer());
    look_at_key(certificate.key());
    look_at_extensions(certificate.extensions());
}

fn look_at_name(name: &Name) {
    let text = name.to_string();
    assert!(name.is_empty() || !text.is_empty());
    assert!(!safe_file_name(&text, "pem").is_empty());
    for attribute in name.attributes() {
        let _ = (attribute.kind().to_string(), attribute.short_name(), attribute.text());
    }
}

fn look_at_key(key: &PublicKey) {
    if let KeyKind::Rsa(key) = key.kind() {
        let _ = (key.bits(), key.exponent_u64(), key.exponent_bits());
        let _ = (key.has_roca_fingerprint(), key.has_close_primes());
        assert!(key.has_small_factor().is_none_or(|factor| factor > 1));
    }
}

fn look_at_extensions(extensions: &Extensions) {
    for name in extensions.subject_alt_names.iter().flatten() {
        assert!(!format!("{name:?}").is_empty());
    }
}
