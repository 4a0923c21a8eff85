//! Nothing that is pasted, sent or made up leads to a panic or takes long.

use crate::clock::within;
use crate::readers;
use crate::sample::{certificate, certificates, pem, request, text};
use certdesk_pki::files::{WithRoot, p7b_pem};
use certdesk_pki::{Certificate, Chain, Csr, MAX_BUNDLE, MAX_CSR_INPUT, Verdicts, read_certificates, read_csr};
use std::time::Duration;

/// The same numbers at every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.next() % 256).unwrap()
    }

    /// One to four changes: a bit, a byte, a cut, something put in, a piece doubled.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let (at, to) = (self.below(bytes.len()), self.below(bytes.len()));
            let (from, to) = (at.min(to), at.max(to));
            match self.below(6) {
                0 => bytes
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|byte| *byte ^= 1 << self.below(8)),
                1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = self.byte()),
                2 => bytes.truncate(at),
                3 => drop(bytes.drain(from..to.min(from + 40))),
                4 => {
                    let odd = ODD[self.below(ODD.len())];
                    bytes.splice(at..at, odd.bytes());
                }
                _ => {
                    let doubled = bytes[from..to.min(from + 300)].to_vec();
                    bytes.splice(at..at, doubled);
                }
            }
        }
    }
}

static ODD: [&str; 18] = [
    "-----BEGIN CERTIFICATE-----",
    "-----END CERTIFICATE REQUEST-----",
    "BEGIN",
    "PRIVATE KEY",
    "\u{0}",
    "\r",
    "\\n",
    "=3D",
    "MIIB",
    "\u{202e}",
    "—",
    "\"",
    "\u{30}\u{80}",
    "\u{1f600}",
    ":",
    "%20",
    "&nbsp;",
    "END ",
];

/// The fuzz targets over one input: as it is, and behind two certificates that it may belong to.
fn read_all(bytes: &[u8]) {
    readers::text(bytes);
    readers::csr(bytes);
    readers::certificate(bytes);
    readers::chain(bytes);
    let [root, intermediate] = ["root", "intermediate"].map(certificate);
    readers::chain(&[root.der(), intermediate.der(), bytes].concat());
}

fn samples() -> Vec<Vec<u8>> {
    let ders = ["leaf", "root", "intermediate", "other-root"].map(|name| certificate(name).der().to_vec());
    let requests = [
        "rsa-2048",
        "der",
        "every-kind-of-name",
        "rsa-sha512-224-salt",
        "ed448",
        "utf-16",
        "json",
        "quoted-mail",
    ];
    let mut samples: Vec<_> = requests.map(request).into();
    samples.extend(ders);
    samples.push(text("leaf.csr").into_bytes());
    let path = Chain::build(
        &certificates(&["leaf", "intermediate", "root"]),
        None,
        &[],
        &Verdicts::default(),
    );
    samples.push(p7b_pem(&path, WithRoot::Yes).into_bytes());
    samples.push(["leaf", "intermediate", "root-trusted"].map(pem).concat().into_bytes());
    samples
}

#[test]
fn changed_samples_are_read_or_refused() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for sample in samples() {
        for _ in 0..250 {
            let mut bytes = sample.clone();
            numbers.mutate(&mut bytes);
            read_all(&bytes);
        }
    }
}

#[test]
fn every_cut_and_every_changed_byte_of_a_certificate_is_read_or_refused() {
    let der = certificate("leaf").der().to_vec();
    for at in 0..der.len() {
        assert!(Certificate::from_der(&der[..at]).is_err());
        for change in [0x01, 0x80, 0xff] {
            let mut changed = der.clone();
            changed[at] ^= change;
            if let Ok(changed) = Certificate::from_der(&changed) {
                let _ = changed.signed_by(changed.key()).webcrypto();
                let _ = changed.subject().to_string();
            }
        }
    }
}

#[test]
fn random_text_is_read_or_refused() {
    let mut numbers = Numbers(42);
    for _ in 0..1500 {
        let mut text = String::new();
        for _ in 0..numbers.below(60) {
            match numbers.below(4) {
                0 => text.push_str(ODD[numbers.below(ODD.len())]),
                1 => text.extend(char::from_u32(u32::try_from(numbers.below(0x11_0000)).unwrap())),
                2 => text.extend([' ', '\n', '\t', '-', '>'].get(numbers.below(5))),
                _ => text.push(char::from(0x20 + numbers.byte() % 0x5f)),
            }
        }
        read_all(text.as_bytes());
    }
    for _ in 0..500 {
        let bytes: Vec<u8> = (0..numbers.below(200)).map(|_| numbers.byte()).collect();
        read_all(&bytes);
        read_all(&[&[0x30, 0x82], &bytes[..]].concat());
    }
}

/// Deeper than any stack: SEQUENCEs within SEQUENCEs, of the right lengths.
#[test]
fn deep_nesting_is_refused() {
    let mut der = Vec::new();
    for _ in 0..10_000_u32 {
        let len = u32::try_from(der.len()).unwrap().to_be_bytes();
        der.splice(0..0, [0x30, 0x84, len[0], len[1], len[2], len[3]]);
    }
    assert!(Csr::from_der(&der).is_err());
    assert!(Certificate::from_der(&der).is_err());
    read_all(&der);
}

/// Inputs of `len` bytes, each of which a careless search would go over again and again.
fn long_inputs(len: usize) -> Vec<(String, Vec<u8>)> {
    let mut numbers = Numbers(7);
    let pieces = [
        "x",
        " ",
        "\n",
        "-",
        "=",
        "M",
        "MII",
        "-M",
        "\"",
        ">",
        "\\n",
        "\u{200b}",
        "—",
        "BEGIN ",
        "-----BEGIN ",
        "-----BEGIN X-----",
        "END",
        "-----END X-----\n",
        "BEGIN CERTIFICATE",
        "-----BEGIN CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE REQUEST-----\n",
        "MIIBAAAAAAAAAAAAAAAA ",
        "-MIIBAAAAAAAAAAAAAAAAA",
        "PRIVATE",
        "PRIVATE KEY ",
        "the private key ",
        "begin the private key ",
        "\"kty\"d ",
        "\"d ",
        "a: b\n",
        "\u{85}",
        "0\u{80}",
        "00",
        "UFJJVkFURSBLRV",
        "(\u{e000}",
        "\u{1f600}",
    ];
    let mut inputs: Vec<_> = pieces
        .iter()
        .map(|piece| (format!("{piece:?}"), piece.repeat(len / piece.len()).into_bytes()))
        .collect();
    for piece in [&[0x30, 0x80][..], &[0x30, 0], &[0x30, 0x84, 0, 0, 0, 0], &[0], &[0xff]] {
        inputs.push((format!("{piece:x?}"), piece.repeat(len / piece.len())));
    }
    inputs.push(("random bytes".to_owned(), (0..len).map(|_| numbers.byte()).collect()));
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\n ";
    let base64 = (0..len).map(|_| digits[numbers.below(digits.len())]).collect();
    inputs.push(("random base64".to_owned(), base64));
    inputs.push((
        "certificates".to_owned(),
        pem("root").repeat(len / pem("root").len()).into_bytes(),
    ));
    inputs
}

const SECOND: Duration = Duration::from_secs(1);

fn judge_long(inputs: Vec<(String, Vec<u8>)>) {
    for (name, input) in inputs {
        let text = String::from_utf8_lossy(&input).into_owned();
        within(SECOND, &format!("read_csr of {name}"), || drop(read_csr(&input)));
        within(SECOND, &format!("read_certificates of {name}"), || {
            drop(read_certificates(&text))
        });
        within(SECOND, &format!("from_der of {name}"), || {
            drop(Certificate::from_der(&input))
        });
    }
}

#[test]
fn ten_megabytes_are_answered_within_a_second() {
    let mut inputs = long_inputs(10_000_000);
    // Most of it is not even looked at: every fifth will do.
    let mut index = 0;
    inputs.retain(|_| {
        index += 1;
        index % 5 == 0
    });
    assert!(inputs.len() > 6);
    judge_long(inputs);
}

#[test]
fn as_much_as_is_read_at_all_is_read_within_a_second() {
    judge_long(long_inputs(MAX_CSR_INPUT.min(MAX_BUNDLE)));
}

#[test]
fn a_name_of_thousands_of_attributes_is_read_within_a_second() {
    use crate::sample::{csr, rdn, request_of, tlv};
    let rdns = rdn(&[0x55, 4, 3], 0x0c, b"a.example").repeat(3000);
    let der = request_of(&tlv(0x30, &[&rdns]), csr().key().spki_der(), &[]);
    within(SECOND, "a long name", || {
        let csr = Csr::from_der(&der).unwrap();
        assert_eq!(csr.subject().common_names().count(), 3000);
    });
}
