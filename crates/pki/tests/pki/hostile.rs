//! Well-formed inputs made to cost much: as many of everything as the limits on length let through.

use crate::clock::within;
use crate::sample::{attribute, certificate_of, csr, extension, pem, rdn, request_of, tlv};
use certdesk_pki::chain::{MAX_CERTIFICATES, MAX_SIGNATURES};
use certdesk_pki::{
    BlockFault, Certificate, Chain, Csr, MAX_BLOCKS, MAX_BUNDLE, Verdict, Verdicts, read_certificates, read_csr,
};
use std::fmt::Write as _;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2);

/// A key of an algorithm that no one knows, and so of any length.
fn key(content: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&tlv(0x30, &[&[6, 1, 42]]), &tlv(3, &[&[0], content])])
}

fn name(common_name: &str) -> Vec<u8> {
    tlv(0x30, &[&rdn(&[0x55, 4, 3], 0x0c, common_name.as_bytes())])
}

/// All of a request that is looked at on the page, within the limit.
fn read_request(what: &str, subject: &[u8], spki: &[u8], attributes: &[u8]) {
    let der = request_of(subject, spki, &tlv(0xa0, &[attributes]));
    assert!(
        der.len() < 780_000,
        "{what}: {} bytes make a PEM that is too long",
        der.len()
    );
    within(LIMIT, what, || {
        let csr = Csr::from_der(&der).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let again = read_csr(csr.to_pem().as_bytes()).unwrap();
        assert_eq!(again.csr, csr);
        let _ = csr.subject().to_string();
        let _ = csr.extensions();
        let _ = csr.subject_alt_names();
        let _ = csr.signed().webcrypto();
    });
}

fn extension_request(extensions: &[u8]) -> Vec<u8> {
    let request = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14];
    tlv(0x30, &[&tlv(6, &[&request]), &tlv(0x31, &[&tlv(0x30, &[extensions])])])
}

#[test]
fn requests_with_as_much_of_everything_as_fits_are_read_in_time() {
    let spki = csr().key().spki_der().to_vec();
    let subject = name("a.example");
    let rdns = rdn(&[0x55, 4, 3], 0x0c, b"a").repeat(50_000);
    read_request("50,000 RDNs", &tlv(0x30, &[&rdns]), &spki, &[]);
    let one_rdn = tlv(0x31, &[&attribute(&[0x55, 4, 3], 0x0c, b"a").repeat(60_000)]);
    read_request("60,000 attributes in one RDN", &tlv(0x30, &[&one_rdn]), &spki, &[]);
    let long_value = tlv(0x30, &[&rdn(&[0x55, 4, 3], 0x0c, &[b','; 700_000])]);
    read_request("a long value", &long_value, &spki, &[]);
    let long_oid = [&[0x55][..], &[0x81; 700_000], &[1]].concat();
    let der = request_of(&tlv(0x30, &[&rdn(&long_oid, 0x0c, b"a")]), &spki, &[]);
    within(LIMIT, "a long OID", || drop(Csr::from_der(&der)));

    let distinct: Vec<u8> = (0..50_000_u32)
        .flat_map(|number| {
            let [_, high, middle, low] = number.to_be_bytes();
            extension(
                &[
                    0x2a,
                    0x81 + high,
                    0x80 | middle >> 1,
                    0x80 | low >> 2,
                    low & 3 | middle & 1,
                ],
                &[],
            )
        })
        .collect();
    read_request("50,000 extensions", &subject, &spki, &extension_request(&distinct));
    let same = extension(&[0x55, 0x1d, 17], &tlv(0x30, &[&tlv(0x82, &[b"a"])])).repeat(40_000);
    read_request(
        "40,000 times the same extension",
        &subject,
        &spki,
        &extension_request(&same),
    );
    let names: Vec<u8> = (0..60_000)
        .flat_map(|number| tlv(0x82, &[format!("a{number}").as_bytes()]))
        .collect();
    let names = extension(&[0x55, 0x1d, 17], &tlv(0x30, &[&names]));
    read_request("60,000 names", &subject, &spki, &extension_request(&names));
    let usages = extension(
        &[0x55, 0x1d, 37],
        &tlv(0x30, &[&tlv(6, &[&[0x2a, 3, 4]]).repeat(100_000)]),
    );
    read_request("100,000 purposes", &subject, &spki, &extension_request(&usages));
    let attributes = extension_request(&[]).repeat(30_000);
    read_request("30,000 attributes", &subject, &spki, &attributes);
    read_request("a long key", &subject, &key(&[1; 700_000]), &[]);
}

/// The chain of these certificates, with whatever verdicts, in time.
fn build(what: &str, certificates: &[Certificate]) {
    within(LIMIT, &format!("candidates of {what}"), || {
        assert!(Chain::candidates(certificates).len() <= MAX_SIGNATURES);
    });
    let candidates = Chain::candidates(certificates);
    for said in [Verdict::Unchecked, Verdict::Valid, Verdict::Invalid] {
        let verdicts: Verdicts = candidates.iter().map(|signed| (signed.clone(), said)).collect();
        within(LIMIT, &format!("the chain of {what}, all {said:?}"), || {
            let chain = Chain::build(certificates, None, &[], &verdicts);
            assert_eq!(chain.path().len() + chain.leftovers().len(), certificates.len());
        });
    }
}

/// Certificates of one name, each of which names the next one's key as its issuer's: a path through all of them, and each
/// may be its start.
fn of_one_name(count: usize, padding: usize) -> Vec<Certificate> {
    let id = |number: usize| u32::try_from(number % count).unwrap().to_be_bytes();
    let certificates = (0..count).map(|number| {
        let extensions = [
            extension(&[0x55, 0x1d, 14], &tlv(4, &[&id(number)])),
            extension(&[0x55, 0x1d, 35], &tlv(0x30, &[&tlv(0x80, &[&id(number + 1)])])),
            extension(&[0x2a, 3, 4], &vec![0; padding]),
        ];
        let serial = u32::try_from(number).unwrap();
        let der = certificate_of(
            serial,
            &name("one"),
            &name("one"),
            &key(&id(number)),
            &extensions.concat(),
        );
        Certificate::from_der(&der).unwrap()
    });
    certificates.collect()
}

#[test]
fn chains_of_one_name_are_built_in_time() {
    build("as many as are looked at", &of_one_name(MAX_CERTIFICATES, 5_500));
    build("a thousand", &of_one_name(1000, 500));
    build("three long ones", &of_one_name(3, 200_000));
}

#[test]
fn a_block_of_thousands_of_certificates_is_read_and_sorted_in_time() {
    let ders: Vec<u8> = (0..6_000)
        .flat_map(|serial| certificate_of(serial, &name("a"), &name("b"), &key(&[]), &[]))
        .collect();
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in base64(&ders).as_bytes().chunks(64) {
        writeln!(text, "{}", str::from_utf8(line).unwrap()).unwrap();
    }
    text.push_str("-----END CERTIFICATE-----\n");
    assert!(text.len() > MAX_BUNDLE / 2 && text.len() < MAX_BUNDLE, "{}", text.len());
    within(LIMIT, "a long block", || drop(read_certificates(&text)));
    let reading = read_certificates(&text);
    assert_eq!(reading.certificates.len(), MAX_BLOCKS);
    let faults: Vec<_> = reading.unreadable.iter().map(|block| block.fault).collect();
    assert_eq!(faults, [BlockFault::TooMuch]);
    let twice = read_certificates(&[text, pem("leaf")].concat());
    assert_eq!((twice.certificates.len(), twice.unreadable.len()), (MAX_BLOCKS, 1));
    build("a long block", &reading.certificates);
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
