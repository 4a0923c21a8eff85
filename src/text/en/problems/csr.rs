//! What is wrong or unwise about the CSR.

use certdesk_order::{CsrProblem, CsrWish};
use certdesk_pki::{Asn1Error, Asn1Fault, CsrRefusal, Part};

use crate::text::en::words::{character, count, quoted};

/// How many of the CSR's wishes a sentence names.
const WISHES_NAMED: usize = 3;

pub(super) fn sentence(problem: &CsrProblem) -> String {
    match problem {
        CsrProblem::Missing => "Paste the CSR, or choose its file.".to_owned(),
        CsrProblem::Refused(refusal) => refused(refusal),
        CsrProblem::SignatureInvalid => {
            "The CSR's signature does not match its key, so it was changed or damaged. Copy it again, or make a new one."
                .to_owned()
        }
        CsrProblem::SignatureUnchecked => {
            "The CSR's signature can't be checked in this browser. DigiCert will check it.".to_owned()
        }
        CsrProblem::KeyNotSaved => {
            "The private key of this CSR is in this page only. Save it first: without it the certificate can't be used.".to_owned()
        }
        CsrProblem::WeakHash { hash } => format!(
            "The CSR is signed with {hash}, which is no longer safe. DigiCert may refuse it: better make a CSR with SHA-256."
        ),
        CsrProblem::RsaTooShort { bits, minimum } => {
            format!("The RSA key of the CSR has {bits} bits; {minimum} is the least. Make a new key and a CSR from it.")
        }
        CsrProblem::RsaNotWholeBytes { bits } => format!(
            "The RSA key of the CSR has {bits} bits, which can't be divided by 8. Make a new key of 2048 or 3072 bits, and a CSR \
             from it."
        ),
        CsrProblem::RsaLong { bits, listed } => {
            format!("The RSA key of the CSR has {bits} bits. DigiCert lists no more than {listed}, so it may refuse the CSR.")
        }
        CsrProblem::RsaBadExponent => {
            "The RSA key of the CSR has an unsafe public exponent: it is even, or less than 3. Make a new key and a CSR from it."
                .to_owned()
        }
        CsrProblem::RsaUnusualExponent => {
            "The RSA key of the CSR has an unusual public exponent; 65537 is recommended. DigiCert may refuse it.".to_owned()
        }
        CsrProblem::RsaSmallFactor { factor } => format!(
            "The RSA key of the CSR is broken: its modulus can be divided by {factor}. Make a new key with another program, and a \
             CSR from it."
        ),
        CsrProblem::RsaRoca => {
            "The RSA key of the CSR is broken: what made it has the ROCA flaw, and the private key can be found. CAs must refuse it \
             (Baseline Requirements, 6.1.1.3). Make a new key with another program or device, and a CSR from it."
                .to_owned()
        }
        CsrProblem::RsaClosePrimes => {
            "The RSA key of the CSR is broken: its two primes are too close, and the private key is easily found. CAs must refuse it \
             (Baseline Requirements, 6.1.1.3). Make a new key with another program, and a CSR from it."
                .to_owned()
        }
        CsrProblem::CurveNotListed { curve } => {
            format!("The CSR's key is on the curve {curve}. DigiCert lists only P-256 and P-384, so it may refuse the CSR.")
        }
        CsrProblem::CurveNotAllowed { curve } => format!(
            "The CSR's key is on the curve {}, which public certificates can't have. Make a key on P-256 or P-384, and a CSR \
             from it.",
            quoted(curve)
        ),
        CsrProblem::CurveSpelledOut => {
            "The CSR's key describes its curve in place of naming it. Make a key on a named curve, such as P-256, and a CSR from it."
                .to_owned()
        }
        CsrProblem::PointCompressed => {
            "The CSR's key is in compressed form, which not every program reads. DigiCert may refuse it.".to_owned()
        }
        CsrProblem::KeyNotAllowed { kind } => format!(
            "The CSR's key is of the kind {}, which public certificates can't have. Make an RSA or EC key, and a CSR from it.",
            quoted(kind)
        ),
        CsrProblem::WishesIgnored { wishes } => {
            format!("DigiCert does not read what else the CSR asks for: {}.", named(wishes))
        }
        CsrProblem::ExtensionsBroken => {
            "An extension in the CSR is damaged. DigiCert reads none of them, but other programs may refuse the CSR.".to_owned()
        }
        CsrProblem::CommonNameNotWildcard { common_name: Some(name) } => format!(
            "The common name in the CSR, {}, is no wildcard. If DigiCert refuses it, make a CSR for *.example.com.",
            quoted(name)
        ),
        CsrProblem::CommonNameNotWildcard { common_name: None } => {
            "The CSR has no common name. If DigiCert refuses it, make a CSR for the wildcard, such as *.example.com.".to_owned()
        }
        CsrProblem::CountryMissing => {
            "The CSR names no country. If DigiCert refuses it, make a CSR with the country (C) in its subject.".to_owned()
        }
    }
}

fn refused(refusal: &CsrRefusal) -> String {
    match refusal {
        CsrRefusal::Empty => sentence(&CsrProblem::Missing),
        CsrRefusal::TooLarge { len, .. } => {
            format!("That is too large for a CSR: {} KB. Paste the CSR alone, which has a few.", len.div_ceil(1024))
        }
        CsrRefusal::PrivateKey { .. } => {
            "That was a private key. The box was emptied, and nothing was kept or sent. Paste the CSR; the key stays on your server."
                .to_owned()
        }
        CsrRefusal::Certificate => instead("a certificate"),
        CsrRefusal::PublicKey => "That is only a public key. Make a CSR from the private key that belongs to it.".to_owned(),
        CsrRefusal::Pkcs7 => instead("a PKCS#7 file (.p7b) with certificates"),
        CsrRefusal::Pkcs12 => {
            "That was a PKCS#12 file (.pfx, .p12), which holds a private key. The box was emptied, and nothing was kept or sent. \
             Paste the CSR."
                .to_owned()
        }
        CsrRefusal::Crl => instead("a certificate revocation list (CRL)"),
        CsrRefusal::Spkac => "That is an SPKAC request, which DigiCert does not take. Make a CSR (PKCS#10).".to_owned(),
        CsrRefusal::SeveralCsrs { count } => {
            format!("There are {count} different CSRs. Keep the one for this order, and delete the others.")
        }
        CsrRefusal::UnknownLabel { label, line } => format!(
            "Line {line} begins a block that is no CSR: {}. The CSR begins with -----BEGIN CERTIFICATE REQUEST-----.",
            quoted(label)
        ),
        CsrRefusal::Mislabelled { label, line } => format!(
            "The block at line {line} holds a CSR, but calls itself {}. Write CERTIFICATE REQUEST into its BEGIN and END lines.",
            quoted(label)
        ),
        CsrRefusal::MissingEnd { line } => {
            format!("The CSR that begins at line {line} has no END line, and its end is missing. Copy all of it again.")
        }
        CsrRefusal::MissingBegin { line } => {
            format!("The CSR that ends at line {line} has no BEGIN line, and its start is missing. Copy all of it again.")
        }
        CsrRefusal::CutOff { have, need } => {
            format!("The end of the CSR is missing: only {have} of {need} bytes are there. Copy all of it again.")
        }
        CsrRefusal::BadBase64 { line, character: Some(found) } => {
            format!("Line {line} of the CSR contains {}, which does not belong there. Copy the CSR again.", character(*found))
        }
        CsrRefusal::BadBase64 { line, character: None } => {
            format!("Characters of the CSR are missing, or too many, at line {line}. Copy the CSR again.")
        }
        CsrRefusal::NotACsr => "That is no CSR. Paste all of it, from -----BEGIN CERTIFICATE REQUEST----- to the END line.".to_owned(),
        CsrRefusal::Binary => "That file is no CSR. Choose the CSR as a PEM or DER file.".to_owned(),
        CsrRefusal::Asn1(error) => format!(
            "The CSR is damaged in {}: {}. Copy it again, or make a new one.",
            part(error.part),
            fault(error)
        ),
        CsrRefusal::TrailingData { count: number } => format!(
            "After the CSR there is more that does not belong to it: {}. Copy the CSR alone, or make a new one.",
            count(*number, "byte", "bytes")
        ),
        CsrRefusal::KeyUnreadable(error) => format!(
            "The public key in the CSR can't be read: {}. Make a new key and a CSR from it.",
            fault(error)
        ),
        _ => "That can't be read as a CSR. Copy it again, or make a new one.".to_owned(),
    }
}

fn instead(what: &str) -> String {
    format!("That is {what}, not a CSR. Paste the CSR, which begins with -----BEGIN CERTIFICATE REQUEST-----.")
}

const fn part(part: Part) -> &'static str {
    match part {
        Part::Info => "the part that is signed",
        Part::Version => "its version number",
        Part::Subject => "its subject",
        Part::Key => "its public key",
        Part::Attributes => "its attributes",
        Part::Extensions => "its extensions",
        Part::SignatureAlgorithm => "the name of its signature algorithm",
        Part::Signature => "its signature",
        _ => "its structure",
    }
}

const fn fault(error: &Asn1Error) -> &'static str {
    match error.fault {
        Asn1Fault::TooShort => "data is missing",
        Asn1Fault::ExtraData => "there is more data than there should be",
        Asn1Fault::WrongType => "data is of the wrong kind",
        Asn1Fault::Length => "a length is not written as DER wants it",
        Asn1Fault::Repeated => "something is there twice",
        _ => "a value is not allowed",
    }
}

/// The wishes by name, the first few of many.
fn named(wishes: &[CsrWish]) -> String {
    let mut words: Vec<_> = wishes.iter().take(WISHES_NAMED).map(wish).collect();
    if let more @ 1.. = wishes.len().saturating_sub(WISHES_NAMED) {
        words.push(format!("{more} more"));
    }
    words.join(", ")
}

fn wish(wish: &CsrWish) -> String {
    match wish {
        CsrWish::CertificateAuthority => "the rights of a CA".to_owned(),
        CsrWish::ClientAuthentication => "client authentication".to_owned(),
        CsrWish::Purpose(oid) => format!("the purpose {}", quoted(oid)),
        CsrWish::MustStaple => "OCSP must-staple".to_owned(),
        CsrWish::Policies => "certificate policies".to_owned(),
        CsrWish::Extension(oid) => format!("the extension {}", quoted(oid)),
    }
}
