//! DigiCert's public roots.

use crate::certificate::Certificate;

/// SHA-256 over the DER encoding, in hexadecimal, and the common name, of every root of DigiCert's, those of QuoVadis and
/// Baltimore among them, that Mozilla's list had for TLS servers in 2023 or has had since.
///
/// Who owns them is said by <https://www.digicert.com/kb/digicert-root-certificates.htm> and the CCADB
/// (<https://www.ccadb.org/resources>, "Included CA Certificates"). The values were computed from the certificates of Debian's
/// package ca-certificates 20230311; certifi 2026.05.20 has ten of them and no other. To compute them anew:
///
/// ```sh
/// for file in /usr/share/ca-certificates/mozilla/{DigiCert,QuoVadis,Baltimore}*.crt; do
///     openssl x509 -in "$file" -noout -subject -fingerprint -sha256
/// done
/// ```
static ROOTS: [(&str, &str); 16] = [
    (
        "16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb",
        "Baltimore CyberTrust Root",
    ),
    (
        "3e9099b5015e8f486c00bcea9d111ee721faba355a89bcf1df69561e3dc6325c",
        "DigiCert Assured ID Root CA",
    ),
    (
        "7d05ebb682339f8c9451ee094eebfefa7953a114edb2f44949452fab7d2fc185",
        "DigiCert Assured ID Root G2",
    ),
    (
        "7e37cb8b4c47090cab36551ba6f45db840680fba166a952db100717f43053fc2",
        "DigiCert Assured ID Root G3",
    ),
    (
        "4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161",
        "DigiCert Global Root CA",
    ),
    (
        "cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f",
        "DigiCert Global Root G2",
    ),
    (
        "31ad6648f8104138c738f39ea4320133393e3a18cc02296ef97c2ac9ef6731d0",
        "DigiCert Global Root G3",
    ),
    (
        "7431e5f4c3c1ce4690774f0b61e05440883ba9a01ed00ba6abd7806ed3b118cf",
        "DigiCert High Assurance EV Root CA",
    ),
    (
        "018e13f0772532cf809bd1b17281867283fc48c6e13be9c69812854a490c1b05",
        "DigiCert TLS ECC P384 Root G5",
    ),
    (
        "371a00dc0533b3721a7eeb40e8419e70799d2b0a0f2c1d80693165f7cec4ad75",
        "DigiCert TLS RSA4096 Root G5",
    ),
    (
        "552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988",
        "DigiCert Trusted Root G4",
    ),
    (
        "8a866fd1b276b57e578e921c65828a2bed58e9f2f288054134b7f1f4bfc9cc74",
        "QuoVadis Root CA 1 G3",
    ),
    (
        "85a0dd7dd720adb7ff05f83d542b209dc7ff4528f7d677b18389fea5e5c49e86",
        "QuoVadis Root CA 2",
    ),
    (
        "8fe4fb0af93a4d0d67db0bebb23e37c71bf325dcbcdd240ea04daf58b47e1840",
        "QuoVadis Root CA 2 G3",
    ),
    (
        "18f1fc7f205df8adddeb7fe007dd57e3af375a9c4d8d73546bf4f1fed1e18d35",
        "QuoVadis Root CA 3",
    ),
    (
        "88ef81de202eb018452e43f864725cea5fbd1fc2d9d205730709c5d8b8690f46",
        "QuoVadis Root CA 3 G3",
    ),
];

/// The common name of a root of DigiCert's, if this is one: the very certificate, not one of the same name or key.
pub fn digicert_root(certificate: &Certificate) -> Option<&'static str> {
    let thumbprint = certificate.thumbprint_sha256();
    let known = |hex: &str| {
        let digits = hex.bytes().map(|digit| char::from(digit).to_digit(16));
        let nibbles = thumbprint.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.eq(nibbles.map(|nibble| Some(u32::from(nibble))))
    };
    ROOTS.iter().find(|(hex, _)| known(hex)).map(|(_, name)| *name)
}
