//! The rules for those who issue certificates (RFC 5280 section 4, the Baseline Requirements 6 and 7) that webpki does not look
//! at, and that tell a certificate that browsers and other programs may refuse.

use super::fields::{
    ALWAYS_CRITICAL, ANY_EXTENDED_KEY_USAGE, AUTHORITY_INFO_ACCESS, CRITICAL_IN_ROOT, Fields, NAME_CONSTRAINTS,
    NEVER_CRITICAL, are_name_constraints, is_info_access, names_issuer_and_serial,
};
use super::{PathFault, ProfileRule, names};
use crate::algorithm::{Hash, SignatureAlgorithm};
use crate::certificate::Certificate;
use crate::curve::Curve;
use crate::general_name::GeneralName;
use crate::key::{EcKey, KeyKind, RsaKey};
use crate::oid::known;

/// The place of a certificate in its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The lower end.
    Leaf,
    /// A CA that another one certifies, also where it is the upper end.
    Intermediate,
    /// A CA at the upper end that is its own issuer.
    Root,
}

/// Judges one certificate of a path.
pub(super) fn check(certificate: &Certificate, role: Role) -> Result<(), PathFault> {
    let broken = |rule: ProfileRule| PathFault::Profile {
        subject: certificate.subject().clone(),
        rule,
    };
    let fields = Fields::read(certificate.der()).map_err(|_| broken(ProfileRule::ExtensionMalformed))?;
    if role != Role::Leaf {
        check_ca(certificate)?;
    }
    if role == Role::Root && has_unsupported_critical(&fields) {
        return Err(PathFault::UnsupportedCriticalExtension);
    }
    let rules = [
        common(certificate, &fields, role),
        match role {
            Role::Leaf => leaf(certificate, &fields),
            Role::Intermediate => ca(certificate, &fields).or_else(|| authority_key_id_missing(certificate)),
            Role::Root => ca(certificate, &fields).or_else(|| root(certificate, &fields)),
        },
    ];
    match rules.into_iter().flatten().next() {
        Some(rule) => Err(broken(rule)),
        None => Ok(()),
    }
}

/// RFC 5280 section 6.1.4 (k) and (n), of which webpki does not look at the second, and at neither in a root.
fn check_ca(certificate: &Certificate) -> Result<(), PathFault> {
    let may_sign = certificate.key_usage().is_none_or(|usage| usage.key_cert_sign());
    if certificate.is_ca() && may_sign {
        Ok(())
    } else {
        Err(PathFault::NotCa)
    }
}

fn has_unsupported_critical(root: &Fields<'_>) -> bool {
    let known = |oid| CRITICAL_IN_ROOT.contains(oid) || NEVER_CRITICAL.contains(oid);
    root.extensions.iter().any(|entry| entry.critical && !known(&entry.oid))
}

fn first(rules: &[(bool, ProfileRule)]) -> Option<ProfileRule> {
    rules.iter().find(|(broken, _)| *broken).map(|(_, rule)| *rule)
}

fn common(certificate: &Certificate, fields: &Fields<'_>, role: Role) -> Option<ProfileRule> {
    let extensions = certificate.extensions();
    let constraints = extensions.basic_constraints;
    first(&[
        (fields.version != 2, ProfileRule::Version),
        (!has_good_serial(certificate, role), ProfileRule::SerialNumber),
        (certificate.issuer().is_empty(), ProfileRule::EmptyIssuer),
        (
            !extensions.faults.is_empty()
                || fields
                    .extension(&AUTHORITY_INFO_ACCESS)
                    .is_some_and(|entry| !is_info_access(entry.value)),
            ProfileRule::ExtensionMalformed,
        ),
        (
            fields
                .extensions
                .iter()
                .any(|entry| !entry.critical && ALWAYS_CRITICAL.contains(&entry.oid)),
            ProfileRule::PoliciesNotCritical,
        ),
        (
            NEVER_CRITICAL.iter().any(|oid| fields.is_critical(oid)),
            ProfileRule::CriticalExtension,
        ),
        (
            constraints.is_some_and(|constraints| constraints.path_len.is_some() && !constraints.is_ca),
            ProfileRule::PathLenWithoutCa,
        ),
        (
            certificate.subject().is_empty()
                && extensions.subject_alt_names.is_some()
                && !fields.is_critical(&known::SUBJECT_ALT_NAME),
            ProfileRule::SubjectAltNameCriticality,
        ),
        (!is_good_key(certificate.key().kind()), ProfileRule::Key),
    ])
}

fn ca(certificate: &Certificate, fields: &Fields<'_>) -> Option<ProfileRule> {
    let constraints = fields.extension(&NAME_CONSTRAINTS);
    first(&[
        (certificate.subject().is_empty(), ProfileRule::EmptySubject),
        (
            !fields.is_critical(&known::BASIC_CONSTRAINTS),
            ProfileRule::BasicConstraintsNotCritical,
        ),
        (certificate.key_usage().is_none(), ProfileRule::KeyUsageMissing),
        (certificate.subject_key_id().is_none(), ProfileRule::SubjectKeyIdMissing),
        (
            constraints.is_some_and(|entry| !are_name_constraints(entry.value)),
            ProfileRule::NameConstraintsContent,
        ),
    ])
}

fn root(certificate: &Certificate, fields: &Fields<'_>) -> Option<ProfileRule> {
    let authority = fields.extension(&known::AUTHORITY_KEY_IDENTIFIER);
    first(&[
        (
            authority.is_some_and(|entry| {
                certificate.authority_key_id() != certificate.subject_key_id() || names_issuer_and_serial(entry.value)
            }),
            ProfileRule::AuthorityKeyIdContent,
        ),
        (
            fields.extension(&known::EXTENDED_KEY_USAGE).is_some(),
            ProfileRule::ExtendedKeyUsage,
        ),
        (
            !is_good_root_signature(certificate.signature_algorithm()),
            ProfileRule::RootSignature,
        ),
    ])
}

fn leaf(certificate: &Certificate, fields: &Fields<'_>) -> Option<ProfileRule> {
    let authority = fields.extension(&known::AUTHORITY_KEY_IDENTIFIER);
    let alt_names = certificate.subject_alt_names();
    let is_bad_dns = |name: &GeneralName| matches!(name, GeneralName::Dns(name) if !names::is_dns_name(name));
    let usage = certificate.key_usage();
    authority_key_id_missing(certificate).or_else(|| {
        first(&[
            (
                authority.is_some_and(|entry| names_issuer_and_serial(entry.value)),
                ProfileRule::AuthorityKeyIdContent,
            ),
            (
                usage.is_some_and(|usage| usage.key_cert_sign() || usage.crl_sign()),
                ProfileRule::LeafKeyUsage,
            ),
            (
                fields.extension(&NAME_CONSTRAINTS).is_some(),
                ProfileRule::NameConstraintsInLeaf,
            ),
            (
                certificate.extended_key_usages().is_empty()
                    || certificate.extended_key_usages().contains(&ANY_EXTENDED_KEY_USAGE),
                ProfileRule::ExtendedKeyUsage,
            ),
            (
                fields.is_critical(&known::EXTENDED_KEY_USAGE),
                ProfileRule::CriticalExtension,
            ),
            (alt_names.is_empty(), ProfileRule::SubjectAltNameMissing),
            (
                !certificate.subject().is_empty() && fields.is_critical(&known::SUBJECT_ALT_NAME),
                ProfileRule::SubjectAltNameCriticality,
            ),
            (alt_names.iter().any(is_bad_dns), ProfileRule::DnsName),
            (!names::has_fitting_common_names(certificate), ProfileRule::CommonName),
        ])
    })
}

fn authority_key_id_missing(certificate: &Certificate) -> Option<ProfileRule> {
    let missing = certificate.authority_key_id().is_none();
    missing.then_some(ProfileRule::AuthorityKeyIdMissing)
}

fn has_good_serial(certificate: &Certificate, role: Role) -> bool {
    let serial = certificate.serial();
    let is_negative = serial.first().is_some_and(|first| first & 0x80 != 0);
    // Roots of the nineties and early two thousands have it.
    let is_zero = role != Role::Root && serial.iter().all(|byte| *byte == 0);
    !is_negative && !is_zero && serial.len() <= 20
}

fn is_good_key(kind: &KeyKind) -> bool {
    match kind {
        KeyKind::Rsa(key) => is_good_rsa(key),
        KeyKind::Ec(key) => is_good_ec(key),
        KeyKind::Ed25519 => true,
        _ => false,
    }
}

fn is_good_rsa(key: &RsaKey) -> bool {
    key.bits() >= 2048
        && key.bits().is_multiple_of(8)
        && key.has_odd_exponent()
        && key.exponent_u64() != Some(1)
        && !key.is_pss_only()
}

fn is_good_ec(key: &EcKey) -> bool {
    !key.has_explicit_parameters() && matches!(key.curve(), Curve::P256 | Curve::P384 | Curve::P521)
}

/// No one relies on it, but a root that signed itself with something else is no public one. Many of those in use have SHA-1.
fn is_good_root_signature(algorithm: &SignatureAlgorithm) -> bool {
    match algorithm {
        SignatureAlgorithm::RsaPkcs1 { hash: Hash::Sha1 } | SignatureAlgorithm::Ed25519 => true,
        SignatureAlgorithm::RsaPkcs1 { hash }
        | SignatureAlgorithm::RsaPss { hash, .. }
        | SignatureAlgorithm::Ecdsa { hash } => matches!(hash, Hash::Sha256 | Hash::Sha384 | Hash::Sha512),
        _ => false,
    }
}
