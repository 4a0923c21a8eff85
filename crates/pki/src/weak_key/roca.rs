//! The fingerprint of ROCA (CVE-2017-15361): keys made by a library of Infineon's that smart cards, TPMs and tokens had.
//!
//! Its primes have the form k·M + (65537^a mod M), M being a product of the first primes. So modulo each of these primes the
//! modulus, too, is a power of 65537 (Nemec et al., "The Return of Coppersmith's Attack", section 2; BR 6.1.1.3 (5)).

use super::{primes, remainder};

/// The primes of the published test: the 38 odd ones up to 167, which divide M at every length of key.
const PRIMES: (u32, u32) = (3, 168);
const GENERATOR: u32 = 65_537;

/// Whether the modulus is a power of 65537 modulo each prime of the test.
///
/// One in some 2^28 sound keys has the fingerprint by chance, and a CA refuses it as well.
pub(crate) fn has_roca_fingerprint(modulus: &[u8]) -> bool {
    let (from, to) = PRIMES;
    primes(from, to).all(|prime| {
        // They come round to 1, as 65537 is a prime and none of these.
        let mut powers = std::iter::successors(Some(1), |power| match power * (GENERATOR % prime) % prime {
            1 => None,
            next => Some(next),
        });
        remainder(modulus, prime).is_some_and(|rest| powers.any(|power| power == rest))
    })
}
