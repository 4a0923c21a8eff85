//! RSA moduli that are known to be weak (BR 6.1.1.3 and 6.1.6). All are functions of the modulus alone, big-endian.

mod close_primes;
mod natural;
mod roca;
mod small_factor;

pub(crate) use close_primes::has_close_primes;
pub(crate) use roca::has_roca_fingerprint;
pub(crate) use small_factor::small_factor;

/// The longest modulus, in bytes, of which primes are looked for by Fermat's method: 16,384 bits, the longest that browsers
/// and TLS libraries take. The work grows with the square of the length.
const MAX_MODULUS: usize = 2048;

/// The rest of a big-endian number by a small one; `None` by zero.
fn remainder(number: &[u8], divisor: u32) -> Option<u32> {
    let divisor = u64::from(divisor);
    let (head, words) = number.as_rchunks::<4>();
    let head = head.iter().fold(0_u64, |head, byte| head << 8 | u64::from(*byte));
    let mut rest = head.checked_rem(divisor)?;
    for word in words {
        rest = (rest << 32 | u64::from(u32::from_be_bytes(*word))).checked_rem(divisor)?;
    }
    u32::try_from(rest).ok()
}

/// The primes from `from` up to and without `to`.
fn primes(from: u32, to: u32) -> impl Iterator<Item = u32> {
    let is_prime = |n: u32| (2..n).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d));
    (from.max(2)..to).filter(move |n| is_prime(*n))
}
