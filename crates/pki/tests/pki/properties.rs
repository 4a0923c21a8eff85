//! What is written is read again as it was, whatever it is: PEM of requests and certificates, and ZIP files.

use crate::sample::{certificate_of, extension, rdn, request_of, tlv};
use certdesk_pki::files::{ZipRefusal, zip};
use certdesk_pki::{Certificate, Csr, read_certificates, read_csr};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::io::{Cursor, Read};
use time::{Date, Month, OffsetDateTime, Time};

/// A Name of up to five attributes of known and unknown types, in UTF-8.
fn name() -> impl Strategy<Value = Vec<u8>> {
    let attribute = (0_u8..30, "\\PC{1,12}").prop_map(|(kind, text)| rdn(&[0x55, 4, kind], 0x0c, text.as_bytes()));
    vec(attribute, 0..5).prop_map(|rdns| tlv(0x30, &[&rdns.concat()]))
}

/// A key of an algorithm that no one knows.
fn key() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..600).prop_map(|bits| tlv(0x30, &[&tlv(0x30, &[&[6, 1, 42]]), &tlv(3, &[&[0], &bits])]))
}

/// Extensions of various types, some of which are broken, some there twice.
fn extensions() -> impl Strategy<Value = Vec<u8>> {
    let names = vec("[a-z0-9.*-]{1,20}", 0..4).prop_map(|names| {
        let names: Vec<u8> = names.iter().flat_map(|name| tlv(0x82, &[name.as_bytes()])).collect();
        extension(&[0x55, 0x1d, 17], &tlv(0x30, &[&names]))
    });
    let any = (0_u8..60, vec(any::<u8>(), 0..40)).prop_map(|(kind, value)| extension(&[0x55, 0x1d, kind], &value));
    vec(prop_oneof![names, any], 0..5).prop_map(|list| list.concat())
}

fn csr() -> impl Strategy<Value = Csr> {
    (name(), key(), extensions()).prop_map(|(subject, key, extensions)| {
        let request = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14];
        let attribute = tlv(0x30, &[&tlv(6, &[&request]), &tlv(0x31, &[&tlv(0x30, &[&extensions])])]);
        Csr::from_der(&request_of(&subject, &key, &tlv(0xa0, &[&attribute]))).unwrap()
    })
}

fn certificate() -> impl Strategy<Value = Certificate> {
    (any::<u32>(), name(), name(), key(), extensions()).prop_map(|(serial, issuer, subject, key, extensions)| {
        Certificate::from_der(&certificate_of(serial, &issuer, &subject, &key, &extensions)).unwrap()
    })
}

fn time() -> impl Strategy<Value = OffsetDateTime> {
    (1980..=2107_i32, 1..=12_u8, 1..=28_u8, 0..24_u8, 0..60_u8, 0..60_u8).prop_map(
        |(year, month, day, hour, minute, second)| {
            let date = Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap();
            OffsetDateTime::new_utc(date, Time::from_hms(hour, minute, second).unwrap())
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn requests_are_read_as_they_are_written(csr in csr(), line_end in prop_oneof!["\n", "\r\n", "\r"]) {
        let again = Csr::from_der(csr.der()).unwrap();
        prop_assert_eq!(&again, &csr);
        let pem = csr.to_pem();
        let reading = read_csr(pem.as_bytes()).unwrap();
        prop_assert_eq!(reading.csr.der(), csr.der());
        prop_assert_eq!(reading.repairs, vec![]);
        prop_assert_eq!(reading.csr.to_pem(), pem.clone());
        prop_assert_eq!(read_csr(csr.der()).unwrap().csr, csr.clone());
        prop_assert_eq!(read_csr(pem.replace('\n', &line_end).as_bytes()).unwrap().csr, csr);
    }

    #[test]
    fn certificates_are_read_as_they_are_written(certificates in vec(certificate(), 0..5)) {
        let pem: String = certificates.iter().map(Certificate::to_pem).collect();
        let reading = read_certificates(&pem);
        prop_assert_eq!(reading.unreadable, vec![]);
        prop_assert_eq!(reading.certificates, certificates);
    }

    #[test]
    fn zip_files_are_read_as_they_are_written(
        entries in btree_map("\\PC{1,24}", vec(any::<u8>(), 0..300), 0..6),
        modified in time(),
    ) {
        let borrowed: Vec<_> = entries.iter().map(|(name, content)| (&name[..], &content[..])).collect();
        let mut archive = ::zip::ZipArchive::new(Cursor::new(zip(&borrowed, modified).unwrap())).unwrap();
        prop_assert_eq!(archive.len(), entries.len());
        for (index, (name, content)) in entries.iter().enumerate() {
            let mut file = archive.by_index(index).unwrap();
            let mut read = Vec::new();
            // Its checksum is verified at the end.
            file.read_to_end(&mut read).unwrap();
            prop_assert_eq!(file.name(), name);
            prop_assert_eq!(&read, content);
            let said = file.last_modified().unwrap();
            let date = (i32::from(said.year()), said.month(), said.day());
            prop_assert_eq!(date, (modified.year(), u8::from(modified.month()), modified.day()));
            let time = (said.hour(), said.minute(), said.second());
            prop_assert_eq!(time, (modified.hour(), modified.minute(), modified.second() / 2 * 2));
        }
        if let Some(first) = borrowed.first() {
            let twice = [&borrowed[..], &[*first]].concat();
            prop_assert_eq!(zip(&twice, modified), Err(ZipRefusal::SameName));
        }
    }
}
