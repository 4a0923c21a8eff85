//! The rules for the CSR: its key, its signature, what it asks for.

use certdesk_pki::{
    Csr, CsrReading, CsrRefusal, Curve, EcKey, Extensions, Hash, KeyKind, PointForm, RsaKey, SignatureAlgorithm,
    oid::known, read_csr,
};

use crate::{Checked, Coverage, CsrProblem, CsrWish, Field, Problem, Product, Severity, UncheckedWeakness};

/// What is known of the CSR's signature with its own key; whoever can verify (a browser, a test) says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SignatureState {
    /// The verdict is a moment away.
    #[default]
    Pending,
    /// It is right.
    Valid,
    /// It is wrong.
    Invalid,
    /// It can't be checked here: an algorithm that the browser does not know, or a page without WebCrypto.
    Uncheckable,
}

/// The least length of an RSA key (BR 6.1.5).
const RSA_MINIMUM: u32 = 2048;
/// The greatest length of an RSA key that DigiCert lists, for one product (DigiCert API notes, section 7.2).
const RSA_LISTED: u32 = 4096;
/// The least exponent that the BR recommend (BR 6.1.6).
const EXPONENT_MINIMUM: u64 = 65_537;
/// The most bits of an exponent up to 2^256-1, the greatest that the BR recommend (BR 6.1.6).
const EXPONENT_BITS: u32 = 256;

/// Extensions in which Windows and Netscape describe the request itself: they ask for nothing.
const WITHOUT_WISH: [&str; 5] = [
    "1.2.840.113549.1.9.15",
    "1.3.6.1.4.1.311.20.2",
    "1.3.6.1.4.1.311.21.7",
    "1.3.6.1.4.1.311.21.10",
    "2.16.840.1.113730.1.1",
];

/// The proper names of curves that people have and no public certificate does.
const CURVE_NAMES: [(&str, &str); 4] = [
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
];

/// The proper names of kinds of keys that people may have and no public certificate does.
const KEY_NAMES: [(&str, &str); 5] = [
    ("1.3.14.3.2.12", "DSA"),
    ("1.3.101.110", "X25519"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
];

/// Reads and judges what stands in the CSR's box.
#[must_use]
pub fn check(typed: &str, signature: SignatureState, product: Option<Product>) -> Checked<CsrReading> {
    match read(typed.as_bytes()) {
        Err(problem) => Checked::wrong(Field::Csr, problem),
        Ok(reading) => {
            let mut problems = judge(&reading.csr, signature, product);
            problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity()));
            let good = problems.iter().all(|problem| problem.severity() == Severity::Advice);
            let problems = problems
                .into_iter()
                .map(|problem| Problem::new(Field::Csr, problem))
                .collect();
            Checked {
                value: good.then_some(reading),
                problems,
            }
        }
    }
}

/// Reads a CSR: the part of [`check`] that does not change while its signature is being verified.
///
/// # Errors
///
/// [`CsrProblem::Missing`] or [`CsrProblem::Refused`].
pub fn read(input: &[u8]) -> Result<CsrReading, CsrProblem> {
    read_csr(input).map_err(|refusal| match refusal {
        CsrRefusal::Empty => CsrProblem::Missing,
        refusal => CsrProblem::Refused(refusal),
    })
}

/// Judges a CSR that could be read (DigiCert API notes, sections 2.2 and 7.2; BR 6.1.1.3, 6.1.5, 6.1.6 and 7.1.3.1).
#[must_use]
pub fn judge(csr: &Csr, signature: SignatureState, product: Option<Product>) -> Vec<CsrProblem> {
    let mut problems = Vec::new();
    match csr.key().kind() {
        KeyKind::Rsa(key) => rsa(key, &mut problems),
        KeyKind::Ec(key) => elliptic_curve(key, &mut problems),
        KeyKind::Ed25519 => problems.push(key_not_allowed("Ed25519")),
        KeyKind::Ed448 => problems.push(key_not_allowed("Ed448")),
        KeyKind::Dsa { .. } => problems.push(key_not_allowed("DSA")),
        KeyKind::Other { algorithm } => {
            let oid = algorithm.to_string();
            problems.push(key_not_allowed(proper_name(&KEY_NAMES, &oid)));
        }
        _ => {}
    }
    match signature {
        _ if !can_sign(csr.key().kind(), csr.signature_algorithm()) => problems.push(CsrProblem::SignatureInvalid),
        SignatureState::Invalid => problems.push(CsrProblem::SignatureInvalid),
        SignatureState::Uncheckable => problems.push(CsrProblem::SignatureUnchecked),
        SignatureState::Pending | SignatureState::Valid => {}
    }
    if let Some(hash) = weak_hash(csr.signature_algorithm()) {
        problems.push(CsrProblem::WeakHash { hash });
    }
    let common_name = csr.subject().common_name().map(str::trim);
    let is_for_wildcard = product.is_some_and(|product| product.coverage() == Coverage::Wildcard);
    if is_for_wildcard && !common_name.is_some_and(|name| name.starts_with("*.")) {
        problems.push(CsrProblem::CommonNameNotWildcard {
            common_name: common_name.map(str::to_owned),
        });
    }
    if csr.subject().country().is_none_or(|country| country.trim().is_empty()) {
        problems.push(CsrProblem::CountryMissing);
    }
    let wishes = match csr.extensions() {
        Ok(extensions) => wishes(extensions),
        Err(broken) => {
            problems.push(CsrProblem::ExtensionsBroken);
            wishes(broken.readable())
        }
    };
    if !wishes.is_empty() {
        problems.push(CsrProblem::WishesIgnored { wishes });
    }
    problems
}

/// The weaknesses for which a CA looks in a key of this kind and [`judge`] does not (BR 6.1.1.3 (5)).
#[must_use]
pub const fn unchecked(key: &KeyKind) -> &'static [UncheckedWeakness] {
    match key {
        KeyKind::Rsa(_) | KeyKind::Ec(_) => &[UncheckedWeakness::DebianWeakKey],
        _ => &[],
    }
}

/// Judges an RSA key (BR 6.1.1.3, 6.1.5 and 6.1.6).
fn rsa(key: &RsaKey, problems: &mut Vec<CsrProblem>) {
    let bits = key.bits();
    if bits < RSA_MINIMUM {
        problems.push(CsrProblem::RsaTooShort {
            bits,
            minimum: RSA_MINIMUM,
        });
    } else if !bits.is_multiple_of(8) {
        problems.push(CsrProblem::RsaNotWholeBytes { bits });
    } else if bits > RSA_LISTED {
        problems.push(CsrProblem::RsaLong {
            bits,
            listed: RSA_LISTED,
        });
    }
    if !key.has_odd_exponent() || key.exponent_u64().is_some_and(|exponent| exponent < 3) {
        problems.push(CsrProblem::RsaBadExponent);
    } else if key.exponent_bits() > EXPONENT_BITS
        || key.exponent_u64().is_some_and(|exponent| exponent < EXPONENT_MINIMUM)
    {
        problems.push(CsrProblem::RsaUnusualExponent);
    }
    if let Some(factor) = key.has_small_factor() {
        problems.push(CsrProblem::RsaSmallFactor { factor });
    }
    if key.has_roca_fingerprint() {
        problems.push(CsrProblem::RsaRoca);
    }
    if key.has_close_primes() {
        problems.push(CsrProblem::RsaClosePrimes);
    }
    // BR 7.1.3.1.1: an RSA key is marked as rsaEncryption and as nothing else.
    if key.is_pss_only() {
        problems.push(key_not_allowed("RSASSA-PSS"));
    }
}

/// Judges an elliptic-curve key (BR 6.1.5 and 7.1.3.1.2).
fn elliptic_curve(key: &EcKey, problems: &mut Vec<CsrProblem>) {
    let not_allowed = |curve: &str| CsrProblem::CurveNotAllowed {
        curve: curve.to_owned(),
    };
    match key.curve() {
        Curve::P256 | Curve::P384 => {}
        Curve::P521 => problems.push(CsrProblem::CurveNotListed {
            curve: "P-521".to_owned(),
        }),
        Curve::P224 => problems.push(not_allowed("P-224")),
        Curve::Other(oid) => {
            problems.push(not_allowed(proper_name(&CURVE_NAMES, &oid.to_string())));
        }
        _ => {}
    }
    if key.has_explicit_parameters() || matches!(key.curve(), Curve::Unnamed) {
        problems.push(CsrProblem::CurveSpelledOut);
    }
    if key.form() != PointForm::Uncompressed {
        problems.push(CsrProblem::PointCompressed);
    }
}

/// What is known by an OID, or the OID itself.
fn proper_name<'a>(names: &[(&str, &'static str)], oid: &'a str) -> &'a str {
    let found = names.iter().find(|(known, _)| *known == oid);
    found.map_or(oid, |(_, name)| name)
}

/// Whether a key of this kind can have made a signature by this algorithm; where either is unknown, it can.
const fn can_sign(key: &KeyKind, algorithm: &SignatureAlgorithm) -> bool {
    match algorithm {
        SignatureAlgorithm::RsaPkcs1 { .. } | SignatureAlgorithm::RsaPss { .. } => {
            matches!(key, KeyKind::Rsa(_) | KeyKind::Other { .. })
        }
        SignatureAlgorithm::Ecdsa { .. } => matches!(key, KeyKind::Ec(_) | KeyKind::Other { .. }),
        SignatureAlgorithm::Dsa { .. } => matches!(key, KeyKind::Dsa { .. } | KeyKind::Other { .. }),
        SignatureAlgorithm::Ed25519 => matches!(key, KeyKind::Ed25519 | KeyKind::Other { .. }),
        SignatureAlgorithm::Ed448 => matches!(key, KeyKind::Ed448 | KeyKind::Other { .. }),
        _ => true,
    }
}

/// The name of a hash that is no longer safe.
fn weak_hash(algorithm: &SignatureAlgorithm) -> Option<&'static str> {
    match algorithm {
        SignatureAlgorithm::Other { algorithm } => match algorithm.to_string().as_str() {
            // RFC 8017, appendix A.2.4; pki knows no more of these than their numbers.
            "1.2.840.113549.1.1.2" => Some("MD2"),
            "1.2.840.113549.1.1.3" => Some("MD4"),
            _ => None,
        },
        SignatureAlgorithm::RsaPkcs1 { hash }
        | SignatureAlgorithm::RsaPss { hash, .. }
        | SignatureAlgorithm::Ecdsa { hash }
        | SignatureAlgorithm::Dsa { hash } => match hash {
            Hash::Md5 => Some("MD5"),
            Hash::Sha1 => Some("SHA-1"),
            _ => None,
        },
        _ => None,
    }
}

/// A key of a kind that the BR do not allow.
fn key_not_allowed(kind: &str) -> CsrProblem {
    CsrProblem::KeyNotAllowed { kind: kind.to_owned() }
}

/// What the extensions ask for, beyond what each TLS certificate has anyway.
fn wishes(extensions: &Extensions) -> Vec<CsrWish> {
    let mut wishes = Vec::new();
    let signs = extensions
        .key_usage
        .is_some_and(|usage| usage.key_cert_sign() || usage.crl_sign());
    if signs
        || extensions
            .basic_constraints
            .is_some_and(|constraints| constraints.is_ca)
    {
        wishes.push(CsrWish::CertificateAuthority);
    }
    for purpose in &extensions.extended_key_usages {
        if *purpose == known::CLIENT_AUTH {
            wishes.push(CsrWish::ClientAuthentication);
        } else if *purpose != known::SERVER_AUTH {
            wishes.push(CsrWish::Purpose(purpose.to_string()));
        }
    }
    if extensions.must_staple {
        wishes.push(CsrWish::MustStaple);
    }
    if !extensions.policies.is_empty() {
        wishes.push(CsrWish::Policies);
    }
    let others = extensions.others.iter().map(ToString::to_string);
    wishes.extend(
        others
            .filter(|oid| !WITHOUT_WISH.contains(&oid.as_str()))
            .map(CsrWish::Extension),
    );
    wishes
}
