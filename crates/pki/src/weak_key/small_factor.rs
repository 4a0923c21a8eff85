//! Small factors of a modulus (BR 6.1.6: none below 752; NIST SP 800-89 section 5.3.3).

use super::{primes, remainder};

/// Of the primes below 752, the smallest that divides the modulus.
///
/// The modulus is gone through once for every few primes, by their product: it may be as long as the input.
pub(crate) fn small_factor(modulus: &[u8]) -> Option<u32> {
    let mut primes = primes(2, 752).peekable();
    while let Some(first) = primes.next() {
        let mut group = vec![first];
        let mut product = first;
        while let Some((prime, longer)) = primes
            .peek()
            .and_then(|prime| Some((*prime, product.checked_mul(*prime)?)))
        {
            group.push(prime);
            product = longer;
            primes.next();
        }
        let rest = remainder(modulus, product)?;
        if let Some(factor) = group.into_iter().find(|prime| rest.is_multiple_of(*prime)) {
            return Some(factor);
        }
    }
    None
}
