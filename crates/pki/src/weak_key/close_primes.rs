//! Primes that are too close: what Fermat's method factors in no time (CVE-2022-26320; BR 6.1.1.3 (5): within 100 rounds).

use super::MAX_MODULUS;
use super::natural::Natural;

/// How many rounds the BR name.
const ROUNDS: u32 = 100;

/// Whether the modulus is a difference of two squares, a² − b² = (a + b)(a − b), with one of the [`ROUNDS`] least possible a.
/// A modulus longer than [`MAX_MODULUS`] is not looked at.
pub(crate) fn has_close_primes(modulus: &[u8]) -> bool {
    let modulus = match modulus.len() {
        0..=MAX_MODULUS => Natural::from_be_bytes(modulus),
        _ => return false,
    };
    let (root, rest) = modulus.square_root();
    if rest.is_zero() {
        return !modulus.is_zero();
    }
    // The least a is root + 1, and a² − modulus is (2·root + 1) − rest; from one round to the next it grows by 2·a + 1.
    let mut step = root.doubled_and_one();
    let mut square = step.clone();
    square.take_away(&rest);
    let two = Natural::from_be_bytes(&[2]);
    for _ in 0..ROUNDS {
        if is_square(&square) {
            return true;
        }
        step.add(&two);
        square.add(&step);
    }
    false
}

/// Whether a number is a square. Most that are not are known by their rests.
fn is_square(number: &Natural) -> bool {
    let can_be = |modulus: u32, rest: u32| (0..modulus).any(|root| root * root % modulus == rest);
    can_be(64, number.low() % 64)
        && [63, 65, 11]
            .into_iter()
            .all(|small| can_be(small, number.remainder(small)))
        && number.square_root().1.is_zero()
}
