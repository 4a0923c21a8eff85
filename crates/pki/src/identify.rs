//! Telling apart the ASN.1 structures that people mistake for a CSR, by the types of their first fields alone, so that even
//! a damaged or cut-off private key is known for what it is.

use crate::refusal::PrivateKeyKind;

/// What a piece of DER (or BER) looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Structure {
    Csr,
    Certificate,
    Crl,
    PublicKey,
    Pkcs7,
    Pkcs12,
    Spkac,
    PrivateKey(PrivateKeyKind),
    Unknown,
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OID: u8 = 0x06;
const IA5_STRING: u8 = 0x16;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const TAGGED_0: u8 = 0xa0;
const TAGGED_1: u8 = 0xa1;

/// What the identifiers of PKCS#5's and PKCS#12's encryption by password begin with (RFC 8018 appendix C, RFC 7292 appendix C).
static PASSWORD_BASED: [&[u8]; 2] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5],
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 1],
];

pub(crate) fn identify(der: &[u8]) -> Structure {
    let outer = match elements(der).as_slice() {
        [(SEQUENCE, content), ..] => elements(content),
        _ => return Structure::Unknown,
    };
    let tags: Vec<u8> = outer.iter().map(|(tag, _)| *tag).collect();
    let first = outer.first().map(|(_, content)| *content).unwrap_or_default();
    match tags.as_slice() {
        [SEQUENCE, SEQUENCE, BIT_STRING, ..] | [SEQUENCE, SEQUENCE] => identify_signed(first),
        [SEQUENCE, BIT_STRING, ..] => Structure::PublicKey,
        // Behind a request that lacks a line anything may seem to follow, so its algorithm has to be one.
        [SEQUENCE, OCTET_STRING, ..] if matches!(elements(first).first(), Some((OID, _))) => {
            Structure::PrivateKey(PrivateKeyKind::EncryptedPkcs8)
        }
        [SEQUENCE, ..] if tags.len() > 1 => identify_signed(first),
        // Cut off within the part that is signed, or within a key's AlgorithmIdentifier.
        [SEQUENCE] => match elements(first).first() {
            Some((OID, oid)) if PASSWORD_BASED.iter().any(|prefix| oid.starts_with(prefix)) => {
                Structure::PrivateKey(PrivateKeyKind::EncryptedPkcs8)
            }
            _ => identify_signed(first),
        },
        // PrivateKeyInfo ::= SEQUENCE { version, algorithm, privateKey OCTET STRING } (RFC 5208)
        [INTEGER, SEQUENCE, OCTET_STRING, ..] => Structure::PrivateKey(PrivateKeyKind::Pkcs8),
        // PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData OPTIONAL } (RFC 7292)
        [INTEGER, SEQUENCE, ..] if first == [3] => Structure::Pkcs12,
        [INTEGER, SEQUENCE] => Structure::PrivateKey(PrivateKeyKind::Pkcs8),
        // ECPrivateKey ::= SEQUENCE { version 1, privateKey OCTET STRING, [0], [1] } (RFC 5915)
        [INTEGER, OCTET_STRING, ..] if first == [1] => Structure::PrivateKey(PrivateKeyKind::Sec1),
        // RSAPrivateKey has nine numbers (RFC 8017 A.1.2), a DSA key in OpenSSL's form six; the first is the version.
        [INTEGER, INTEGER, INTEGER, INTEGER, ..] => {
            let kind = if outer.len() == 6 {
                PrivateKeyKind::Dsa
            } else {
                PrivateKeyKind::Pkcs1
            };
            Structure::PrivateKey(kind)
        }
        [INTEGER, INTEGER] if first.len() > 1 => Structure::PublicKey,
        [INTEGER, INTEGER, ..] => Structure::PrivateKey(PrivateKeyKind::Pkcs1),
        // ContentInfo ::= SEQUENCE { contentType OID, content [0] } (RFC 5652)
        [OID, TAGGED_0, ..] => Structure::Pkcs7,
        _ => Structure::Unknown,
    }
}

/// The same of several elements, one after the other: the first of them, but a private key wherever it stands.
pub(crate) fn identify_all(der: &[u8]) -> Structure {
    let first = identify(der);
    let mut rest = der;
    for _ in 0..MAX_ELEMENTS {
        if let private @ Structure::PrivateKey(_) = identify(rest) {
            return private;
        }
        match declared_len(rest).and_then(|len| rest.get(len..)) {
            Some(behind) if !behind.is_empty() => rest = behind,
            _ => break,
        }
    }
    first
}

/// How many elements are looked at for a private key.
const MAX_ELEMENTS: usize = 64;

/// By the first fields of what is signed.
fn identify_signed(info: &[u8]) -> Structure {
    let tags: Vec<u8> = elements(info).iter().map(|(tag, _)| *tag).collect();
    match tags.as_slice() {
        [TAGGED_0, ..] | [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, ..] => Structure::Certificate,
        [INTEGER, SEQUENCE, SEQUENCE, UTC_TIME | GENERALIZED_TIME, ..] => Structure::Crl,
        [SEQUENCE, SEQUENCE, UTC_TIME | GENERALIZED_TIME, ..] => Structure::Crl,
        [INTEGER, SEQUENCE, SEQUENCE] | [INTEGER, SEQUENCE, SEQUENCE, TAGGED_0 | TAGGED_1, ..] => Structure::Csr,
        [SEQUENCE, IA5_STRING, ..] => Structure::Spkac,
        _ => Structure::Unknown,
    }
}

/// The first elements of a piece of BER as (tag, content), as far as they can be told; the last may be cut off.
fn elements(mut bytes: &[u8]) -> Vec<(u8, &[u8])> {
    let mut elements = Vec::new();
    while let ([tag, length, rest @ ..], true) = (bytes, elements.len() < 10) {
        let (len, rest) = match length {
            // Indefinite: up to the end, which is near enough.
            0x80 => (rest.len(), rest),
            short @ ..0x80 => (usize::from(*short), rest),
            long => {
                let count = usize::from(long & 0x7f);
                let (digits, rest) = rest.split_at_checked(count).unwrap_or((&[0xff], &[]));
                (
                    digits.iter().fold(0, |len: usize, digit| {
                        len.saturating_mul(256).saturating_add(usize::from(*digit))
                    }),
                    rest,
                )
            }
        };
        let (content, behind) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        elements.push((*tag, content));
        bytes = behind;
    }
    elements
}

/// How long the element at the start of `der` says it is, its header included; `None` if that can't be told.
pub(crate) fn declared_len(der: &[u8]) -> Option<usize> {
    let [_, length, rest @ ..] = der else { return None };
    match length {
        short @ 0..=0x7f => Some(2 + usize::from(*short)),
        0x81..=0x84 => {
            let count = usize::from(length & 0x7f);
            let digits = rest.get(..count)?;
            let len = digits.iter().try_fold(0_usize, |len, digit| {
                len.checked_mul(256)?.checked_add(usize::from(*digit))
            })?;
            len.checked_add(2 + count)
        }
        _ => None,
    }
}
