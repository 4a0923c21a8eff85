//! Object identifiers, and those this crate knows by name.

/// An ASN.1 OBJECT IDENTIFIER; `Display` writes it dotted (`2.5.4.3`).
pub type Oid = asn1::ObjectIdentifier;

/// Object identifiers by the names that RFC 5280, RFC 2985 and DigiCert's documentation give them.
pub mod known {
    use super::Oid;
    use asn1::oid;

    /// X.520 commonName.
    pub const COMMON_NAME: Oid = oid!(2, 5, 4, 3);
    /// X.520 serialNumber (of a subject: a registration number, not that of a certificate).
    pub const SERIAL_NUMBER: Oid = oid!(2, 5, 4, 5);
    /// X.520 countryName.
    pub const COUNTRY: Oid = oid!(2, 5, 4, 6);
    /// X.520 localityName.
    pub const LOCALITY: Oid = oid!(2, 5, 4, 7);
    /// X.520 stateOrProvinceName.
    pub const STATE: Oid = oid!(2, 5, 4, 8);
    /// X.520 streetAddress.
    pub const STREET: Oid = oid!(2, 5, 4, 9);
    /// X.520 organizationName.
    pub const ORGANIZATION: Oid = oid!(2, 5, 4, 10);
    /// X.520 organizationalUnitName.
    pub const ORGANIZATIONAL_UNIT: Oid = oid!(2, 5, 4, 11);
    /// X.520 postalCode.
    pub const POSTAL_CODE: Oid = oid!(2, 5, 4, 17);
    /// RFC 2985 emailAddress.
    pub const EMAIL_ADDRESS: Oid = oid!(1, 2, 840, 113549, 1, 9, 1);

    /// RFC 2985 extensionRequest, the attribute that carries the extensions a CSR asks for.
    pub const EXTENSION_REQUEST: Oid = oid!(1, 2, 840, 113549, 1, 9, 14);
    /// Microsoft's older twin of extensionRequest (szOID_CERT_EXTENSIONS).
    pub const MS_EXTENSION_REQUEST: Oid = oid!(1, 3, 6, 1, 4, 1, 311, 2, 1, 14);
    /// RFC 2985 challengePassword.
    pub const CHALLENGE_PASSWORD: Oid = oid!(1, 2, 840, 113549, 1, 9, 7);

    /// RFC 5280 4.2.1.2 subjectKeyIdentifier.
    pub const SUBJECT_KEY_IDENTIFIER: Oid = oid!(2, 5, 29, 14);
    /// RFC 5280 4.2.1.3 keyUsage.
    pub const KEY_USAGE: Oid = oid!(2, 5, 29, 15);
    /// RFC 5280 4.2.1.6 subjectAltName.
    pub const SUBJECT_ALT_NAME: Oid = oid!(2, 5, 29, 17);
    /// RFC 5280 4.2.1.9 basicConstraints.
    pub const BASIC_CONSTRAINTS: Oid = oid!(2, 5, 29, 19);
    /// RFC 5280 4.2.1.4 certificatePolicies.
    pub const CERTIFICATE_POLICIES: Oid = oid!(2, 5, 29, 32);
    /// RFC 5280 4.2.1.1 authorityKeyIdentifier.
    pub const AUTHORITY_KEY_IDENTIFIER: Oid = oid!(2, 5, 29, 35);
    /// RFC 5280 4.2.1.12 extKeyUsage.
    pub const EXTENDED_KEY_USAGE: Oid = oid!(2, 5, 29, 37);
    /// RFC 7633 TLS feature ("must staple").
    pub const TLS_FEATURE: Oid = oid!(1, 3, 6, 1, 5, 5, 7, 1, 24);

    /// Extended key usage: TLS server authentication.
    pub const SERVER_AUTH: Oid = oid!(1, 3, 6, 1, 5, 5, 7, 3, 1);
    /// Extended key usage: TLS client authentication.
    pub const CLIENT_AUTH: Oid = oid!(1, 3, 6, 1, 5, 5, 7, 3, 2);
}
