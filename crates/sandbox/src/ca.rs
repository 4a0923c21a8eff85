//! The certification authority of a sandbox: a root and an intermediate made at start, and leaves as ordered.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::digest;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use der::Encode;
use der::asn1::{Ia5String, ObjectIdentifier, OctetString};
use rcgen::{
    BasicConstraints, CertificateParams, CrlDistributionPoint, CustomExtension, DistinguishedName, DnType, DnValue,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, PublicKeyData, RsaKeySize, SanType,
    SerialNumber, string,
};
use time::{Date, Duration};
use x509_cert::ext::pkix::certpolicy::PolicyInformation;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{AccessDescription, AuthorityInfoAccessSyntax, CertificatePolicies};

use crate::account::{Organization, ValidationType};
use crate::calendar;
use crate::csr::PublicKey;

const ROOT_NAME: &str = "Certdesk Sandbox Root CA";
const INTERMEDIATE_NAME: &str = "Certdesk Sandbox TLS RSA CA 1";
const CA_ORGANIZATION: &str = "Certdesk Sandbox";
/// Where status, issuer and revocation list would be found. The names are reserved for examples (RFC 2606).
const OCSP_URL: &str = "http://ocsp.example.com";
const ISSUER_URL: &str = "http://cacerts.example.com/CertdeskSandboxTLSRSACA1.crt";
const CRL_URL: &str = "http://crl3.example.com/CertdeskSandboxTLSRSACA1.crl";
const ROOT_URL: &str = "http://cacerts.example.com/CertdeskSandboxRootCA.crt";
const ROOT_CRL_URL: &str = "http://crl3.example.com/CertdeskSandboxRootCA.crl";
/// Policies of the CA/Browser Forum (BR 7.1.6.1).
const DV_POLICY: &str = "2.23.140.1.2.1";
const OV_POLICY: &str = "2.23.140.1.2.2";
const EV_POLICY: &str = "2.23.140.1.1";
/// RFC 5280, 4.2.1.4: what the intermediate may issue under.
const ANY_POLICY: &str = "2.5.29.32.0";
const OCSP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1");
const CA_ISSUERS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.2");
/// Extensions that rcgen does not make, or not as they are wanted here.
const SUBJECT_KEY_IDENTIFIER: &[u64] = &[2, 5, 29, 14];
const POLICIES: &[u64] = &[2, 5, 29, 32];
const INFORMATION_ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];
/// Bytes of a serial number: 120 random bits behind a byte that keeps it positive and of one length.
const SERIAL_LENGTH: usize = 16;

/// The hash of an issuer's signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hash {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// The hash that an order calls so.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().replace('-', "").as_str() {
            "sha256" => Some(Self::Sha256),
            "sha384" => Some(Self::Sha384),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// What an order calls it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }
}

/// A subject alternative name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SubjectName {
    /// `dNSName`, lower-case A-labels.
    Dns(String),
    /// `iPAddress`.
    Ip(IpAddr),
}

impl SubjectName {
    /// As the API writes it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Dns(name) => name.clone(),
            Self::Ip(address) => address.to_string(),
        }
    }
}

/// What a leaf is to hold.
#[derive(Debug)]
pub(crate) struct LeafPlan<'a> {
    /// The key of the CSR.
    pub(crate) key: &'a PublicKey,
    /// All names, the common name first.
    pub(crate) names: &'a [SubjectName],
    /// The subject; none for DV.
    pub(crate) organization: Option<&'a Organization>,
    /// Which policy it is issued under.
    pub(crate) validation: ValidationType,
    /// First day.
    pub(crate) from: Date,
    /// Last day.
    pub(crate) till: Date,
    /// Hash of the signature.
    pub(crate) hash: Hash,
    /// Whether it may authenticate clients too.
    pub(crate) client_auth: bool,
    /// Serial number, from [`serial_number`].
    pub(crate) serial: &'a [u8],
}

/// A certificate that was issued.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    /// DER.
    pub(crate) der: Vec<u8>,
    /// SHA-1 of the DER, upper-case hexadecimal.
    pub(crate) thumbprint: String,
}

/// A certificate of the authority.
#[derive(Clone, Debug)]
pub(crate) struct CaCertificate {
    /// Its common name.
    pub(crate) common_name: &'static str,
    /// DER.
    pub(crate) der: Vec<u8>,
}

/// Root, intermediate and the key that signs leaves.
pub(crate) struct Authority {
    /// The root.
    pub(crate) root: CaCertificate,
    /// The intermediate.
    pub(crate) intermediate: CaCertificate,
    issuers: [(Hash, Issuer<'static, KeyPair>); 3],
}

impl Authority {
    /// Makes root (P-384) and intermediate (RSA 2048, so that leaves can be signed with any hash), valid around a day.
    pub(crate) fn create(today: Date) -> Result<Self, rcgen::Error> {
        let root_key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384)?;
        let pem = intermediate_key()?;
        let key = KeyPair::from_pem_and_sign_algo(&pem, &rcgen::PKCS_RSA_SHA256)?;
        let around = |before: i64, after: i64| {
            (
                today.saturating_sub(Duration::days(before * 365)),
                today.saturating_add(Duration::days(after * 365)),
            )
        };

        let root = ca_params(ROOT_NAME, BasicConstraints::Unconstrained, around(10, 15), &root_key)?;
        let root_certificate = root.self_signed(&root_key)?;
        let root_issuer = Issuer::new(root, root_key);

        let mut intermediate = ca_params(INTERMEDIATE_NAME, BasicConstraints::Constrained(0), around(3, 7), &key)?;
        intermediate.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        intermediate.crl_distribution_points = crl(ROOT_CRL_URL);
        intermediate.custom_extensions = vec![
            extension(POLICIES, &policies(&[ANY_POLICY])?)?,
            extension(INFORMATION_ACCESS, &information_access(ROOT_URL)?)?,
        ];
        let certificate = intermediate.signed_by(&key, &root_issuer)?;

        let issuer = |hash, algorithm| -> Result<_, rcgen::Error> {
            Ok((
                hash,
                Issuer::new(intermediate.clone(), KeyPair::from_pem_and_sign_algo(&pem, algorithm)?),
            ))
        };
        Ok(Self {
            root: CaCertificate {
                common_name: ROOT_NAME,
                der: root_certificate.der().to_vec(),
            },
            intermediate: CaCertificate {
                common_name: INTERMEDIATE_NAME,
                der: certificate.der().to_vec(),
            },
            issuers: [
                issuer(Hash::Sha256, &rcgen::PKCS_RSA_SHA256)?,
                issuer(Hash::Sha384, &rcgen::PKCS_RSA_SHA384)?,
                issuer(Hash::Sha512, &rcgen::PKCS_RSA_SHA512)?,
            ],
        })
    }

    /// Issues a leaf.
    pub(crate) fn issue(&self, plan: &LeafPlan<'_>) -> Result<Issued, rcgen::Error> {
        let mut params = CertificateParams::default();
        params.not_before = calendar::start_of(plan.from);
        params.not_after = calendar::end_of(plan.till);
        params.serial_number = Some(SerialNumber::from_slice(plan.serial));
        params.distinguished_name = subject(plan)?;
        params.subject_alt_names = plan.names.iter().map(alternative_name).collect::<Result<_, _>>()?;
        params.is_ca = IsCa::NoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        if plan.key.kind.is_rsa() {
            params.key_usages.push(KeyUsagePurpose::KeyEncipherment);
        }
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        if plan.client_auth {
            params.extended_key_usages.push(ExtendedKeyUsagePurpose::ClientAuth);
        }
        params.use_authority_key_identifier_extension = true;
        params.crl_distribution_points = crl(CRL_URL);
        params.custom_extensions = vec![
            extension(
                SUBJECT_KEY_IDENTIFIER,
                &OctetString::new(key_identifier(plan.key)).map_err(encoding)?,
            )?,
            extension(POLICIES, &policies(&[policy_of(plan.validation)])?)?,
            extension(INFORMATION_ACCESS, &information_access(ISSUER_URL)?)?,
        ];
        let issuer = self
            .issuers
            .iter()
            .find(|(hash, _)| *hash == plan.hash)
            .map(|(_, issuer)| issuer);
        let certificate = params.signed_by(plan.key, issuer.ok_or(rcgen::Error::UnsupportedSignatureAlgorithm)?)?;
        let der = certificate.der().to_vec();
        Ok(Issued {
            thumbprint: thumbprint(&der),
            der,
        })
    }
}

/// The key of the intermediate in PEM: one for all sandboxes of a process, because RSA keys are long in the making and
/// tests start many sandboxes.
fn intermediate_key() -> Result<String, rcgen::Error> {
    static KEY: Mutex<Option<String>> = Mutex::new(None);
    let mut kept = KEY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pem) = kept.as_ref() {
        return Ok(pem.clone());
    }
    let pem = KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048)?.serialize_pem();
    *kept = Some(pem.clone());
    Ok(pem)
}

/// SHA-1 of a certificate, upper-case hexadecimal.
pub(crate) fn thumbprint(der: &[u8]) -> String {
    hex::encode_upper(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der))
}

/// An encoding error of the `der` crate, told as one of rcgen.
fn encoding<E>(_: E) -> rcgen::Error {
    rcgen::Error::CouldNotParseCertificate
}

fn ca_params(
    name: &str,
    constraints: BasicConstraints,
    (from, till): (Date, Date),
    key: &KeyPair,
) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::default();
    params.not_before = calendar::start_of(from);
    params.not_after = calendar::end_of(till);
    params.serial_number = Some(SerialNumber::from_slice(&serial_number()?));
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CountryName, printable("US")?);
    params
        .distinguished_name
        .push(DnType::OrganizationName, printable(CA_ORGANIZATION)?);
    params.distinguished_name.push(DnType::CommonName, printable(name)?);
    params.is_ca = IsCa::Ca(constraints);
    params.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
    ];
    params.use_authority_key_identifier_extension = true;
    params.key_identifier_method = KeyIdMethod::PreSpecified(key_identifier(key));
    Ok(params)
}

/// SHA-1 of the key (RFC 5280, 4.2.1.2, method 1), as DigiCert makes it.
fn key_identifier(key: &impl PublicKeyData) -> Vec<u8> {
    digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, key.der_bytes())
        .as_ref()
        .to_vec()
}

/// A new serial number: random, positive, and of the length that the service's have.
pub(crate) fn serial_number() -> Result<Vec<u8>, rcgen::Error> {
    let mut serial = vec![0_u8; SERIAL_LENGTH];
    SystemRandom::new()
        .fill(&mut serial)
        .map_err(|_| rcgen::Error::RingUnspecified)?;
    if let Some(first) = serial.first_mut() {
        *first = *first >> 4 | 1;
    }
    Ok(serial)
}

fn printable(text: &str) -> Result<DnValue, rcgen::Error> {
    Ok(DnValue::PrintableString(string::PrintableString::try_from(text)?))
}

/// Subject as the Baseline Requirements (7.1.2.7) and the EV Guidelines (9.2) lay it out; no organizational unit.
fn subject(plan: &LeafPlan<'_>) -> Result<DistinguishedName, rcgen::Error> {
    let mut subject = DistinguishedName::new();
    if let Some(organization) = plan.organization {
        let country = organization.country.to_ascii_uppercase();
        if plan.validation == ValidationType::Ev {
            let business_category = DnType::CustomDnType(vec![2, 5, 4, 15]);
            let serial_number = DnType::CustomDnType(vec![2, 5, 4, 5]);
            let jurisdiction_state = DnType::CustomDnType(vec![1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 2]);
            let jurisdiction_country = DnType::CustomDnType(vec![1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 3]);
            subject.push(jurisdiction_country, printable(&country)?);
            subject.push(jurisdiction_state, organization.state.as_str());
            subject.push(business_category, "Private Organization");
            let number = if organization.registration_number.is_empty() {
                organization.id.to_string()
            } else {
                organization.registration_number.clone()
            };
            subject.push(serial_number, printable(&number)?);
        }
        subject.push(DnType::CountryName, printable(&country)?);
        subject.push(DnType::StateOrProvinceName, organization.state.as_str());
        subject.push(DnType::LocalityName, organization.city.as_str());
        subject.push(DnType::OrganizationName, legal_name(organization, plan.validation));
    }
    if let Some(name) = plan.names.first() {
        subject.push(DnType::CommonName, name.text());
    }
    Ok(subject)
}

/// `legal name`, or for EV `assumed name (legal name)` where there is one (EV Guidelines 9.2.1).
fn legal_name(organization: &Organization, validation: ValidationType) -> String {
    if validation == ValidationType::Ev && !organization.assumed_name.is_empty() {
        format!("{} ({})", organization.assumed_name, organization.name)
    } else {
        organization.name.clone()
    }
}

fn alternative_name(name: &SubjectName) -> Result<SanType, rcgen::Error> {
    Ok(match name {
        SubjectName::Dns(name) => SanType::DnsName(string::Ia5String::try_from(name.as_str())?),
        SubjectName::Ip(address) => SanType::IpAddress(*address),
    })
}

fn extension(oid: &[u64], value: &impl Encode) -> Result<CustomExtension, rcgen::Error> {
    Ok(CustomExtension::from_oid_content(
        oid,
        value.to_der().map_err(encoding)?,
    ))
}

fn crl(url: &str) -> Vec<CrlDistributionPoint> {
    vec![CrlDistributionPoint {
        uris: vec![url.to_owned()],
    }]
}

const fn policy_of(validation: ValidationType) -> &'static str {
    match validation {
        ValidationType::Dv => DV_POLICY,
        ValidationType::Ov => OV_POLICY,
        ValidationType::Ev => EV_POLICY,
    }
}

fn policies(policies: &[&str]) -> Result<CertificatePolicies, rcgen::Error> {
    let information = |policy: &&str| {
        Ok(PolicyInformation {
            policy_identifier: ObjectIdentifier::new(policy).map_err(encoding)?,
            policy_qualifiers: None,
        })
    };
    policies
        .iter()
        .map(information)
        .collect::<Result<_, _>>()
        .map(CertificatePolicies)
}

fn information_access(issuer_url: &str) -> Result<AuthorityInfoAccessSyntax, rcgen::Error> {
    let access = |access_method, url: &str| -> Result<AccessDescription, rcgen::Error> {
        let location = Ia5String::new(url).map_err(encoding)?;
        Ok(AccessDescription {
            access_method,
            access_location: GeneralName::UniformResourceIdentifier(location),
        })
    };
    Ok(AuthorityInfoAccessSyntax(vec![
        access(OCSP, OCSP_URL)?,
        access(CA_ISSUERS, issuer_url)?,
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_positive_long_and_differ() {
        let one = serial_number().unwrap();
        assert_eq!(one.len(), SERIAL_LENGTH);
        assert!(one[0] > 0 && one[0] < 0x10);
        assert_ne!(one, serial_number().unwrap());
    }

    #[test]
    fn hashes_are_known_by_their_words() {
        for hash in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
            assert_eq!(Hash::parse(hash.word()), Some(hash));
        }
        assert_eq!(Hash::parse("SHA-256"), Some(Hash::Sha256));
        assert_eq!(Hash::parse("sha1"), None);
    }
}
