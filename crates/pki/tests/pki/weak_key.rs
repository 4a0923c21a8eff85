//! RSA moduli that are weak on purpose (made by `weak_moduli.py`), and many that are not.

use crate::clock::within;
use crate::sample::{request_of, tlv};
use certdesk_pki::{Csr, KeyKind, RsaKey};
use num_bigint::BigUint;
use std::collections::BTreeMap;
use std::time::Duration;

/// The modulus as the reader wants it: DER's INTEGER has a zero before a first byte with its top bit set, and no other.
fn key_of(modulus: &BigUint) -> RsaKey {
    let bytes = modulus.to_bytes_be();
    let numbers = if bytes[0] < 0x80 {
        bytes
    } else {
        [&[0][..], &bytes].concat()
    };
    let numbers = tlv(0x30, &[&tlv(2, &[&numbers]), &tlv(2, &[&[1, 0, 1]])]);
    let algorithm = tlv(0x30, &[&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0]]);
    let spki = tlv(0x30, &[&algorithm, &tlv(3, &[&[0], &numbers])]);
    let csr = Csr::from_der(&request_of(&tlv(0x30, &[]), &spki, &[])).unwrap();
    match csr.key().kind() {
        KeyKind::Rsa(key) => key.clone(),
        other => panic!("{other:?}"),
    }
}

fn weak(name: &str) -> BigUint {
    let all: BTreeMap<String, String> = serde_json::from_str(include_str!("../data/weak_moduli.json")).unwrap();
    BigUint::parse_bytes(all[name].as_bytes(), 16).unwrap()
}

/// Odd numbers of this length that look random (each limb of a xorshift generator).
fn random_moduli(bits: u64, count: usize) -> Vec<BigUint> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut word = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state >> 32).unwrap()
    };
    let moduli = (0..count).map(|_| {
        let mut number = BigUint::new((0..bits / 32).map(|_| word()).collect());
        number.set_bit(0, true);
        number.set_bit(bits - 1, true);
        number
    });
    moduli.collect()
}

#[test]
fn the_roca_fingerprint_is_known() {
    let roca = key_of(&weak("roca"));
    assert!(roca.has_roca_fingerprint());
    assert_eq!((roca.bits(), roca.has_small_factor()), (2048, None));
    assert!(!roca.has_close_primes());
    // 65537 itself to any power, and so 1.
    for power in [0, 1, 7, 50] {
        assert!(
            key_of(&BigUint::from(65_537_u32).pow(power)).has_roca_fingerprint(),
            "{power}"
        );
    }
}

#[test]
fn other_moduli_have_no_roca_fingerprint() {
    for modulus in random_moduli(2048, 2000) {
        assert!(!key_of(&modulus).has_roca_fingerprint(), "{modulus:x}");
    }
    let roca = weak("roca");
    // Next to one that has it, nothing has.
    for distance in 1..200_u32 {
        assert!(!key_of(&(&roca + distance)).has_roca_fingerprint(), "{distance}");
    }
    // 2 is no power of 65537 modulo some of the primes, and 0 is none modulo any.
    assert!(!key_of(&(&roca * 2_u32)).has_roca_fingerprint());
    assert!(!key_of(&(&roca * 167_u32)).has_roca_fingerprint());
}

#[test]
fn primes_within_a_hundred_rounds_of_fermat_are_too_close() {
    for (name, expected) in [
        ("close: next prime", true),
        ("close: round 50", true),
        ("close: round 98", true),
        ("close: round 103", false),
        ("close: round 200", false),
        ("roca", false),
    ] {
        let modulus = weak(name);
        assert_eq!(key_of(&modulus).has_close_primes(), expected, "{name}");
        assert_eq!(has_close_primes(&modulus), expected, "{name}");
    }
    let square = weak("close: round 50").pow(2);
    assert!(key_of(&square).has_close_primes());
}

/// The same by another's arithmetic.
fn has_close_primes(modulus: &BigUint) -> bool {
    let root = modulus.sqrt();
    (0..=100_u32).any(|round| {
        let square = (&root + round).pow(2);
        square >= *modulus && {
            let rest = &square - modulus;
            rest.sqrt().pow(2) == rest
        }
    })
}

#[test]
fn our_arithmetic_agrees_with_another() {
    for modulus in 1..6000_u32 {
        let modulus = BigUint::from(modulus);
        assert_eq!(
            key_of(&modulus).has_close_primes(),
            has_close_primes(&modulus),
            "{modulus}"
        );
    }
    // Around the borders of words, squares and products of neighbours among them.
    for bits in [16_u32, 31, 32, 33, 47, 48, 64, 65, 96, 127, 128, 512] {
        let power = BigUint::from(2_u32).pow(bits);
        for near in 0..12_u32 {
            for number in [&power + near, &power - near] {
                let number: BigUint = number;
                for modulus in [
                    number.clone(),
                    number.pow(2),
                    &number * (&number + 2_u32),
                    &number * (&number + 3_u32),
                ] {
                    assert_eq!(
                        key_of(&modulus).has_close_primes(),
                        has_close_primes(&modulus),
                        "{modulus}"
                    );
                }
            }
        }
    }
    for modulus in random_moduli(1024, 20) {
        assert_eq!(
            key_of(&modulus).has_close_primes(),
            has_close_primes(&modulus),
            "{modulus:x}"
        );
    }
}

#[test]
fn small_factors_are_found_wherever_they_stand_among_the_primes() {
    let prime = weak("roca");
    for factor in (2..752_u32).filter(|n| (2..*n).all(|d| n % d != 0)) {
        assert_eq!(key_of(&(&prime * factor)).has_small_factor(), Some(factor));
    }
    assert_eq!(key_of(&(&prime * 757_u32)).has_small_factor(), None);
    assert_eq!(key_of(&(&prime * (751_u32 * 3))).has_small_factor(), Some(3));
}

#[test]
fn the_longest_modulus_is_judged_within_a_second() {
    for bytes in [2048, 2049, 700_000] {
        let key = key_of(&BigUint::from_bytes_be(&vec![0xff; bytes]));
        within(Duration::from_secs(1), &format!("{bytes} bytes"), || {
            key.has_small_factor();
            key.has_roca_fingerprint();
            key.has_close_primes();
        });
    }
}
