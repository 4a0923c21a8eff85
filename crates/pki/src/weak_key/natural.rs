//! Numbers as long as a modulus, with the little arithmetic that Fermat's method needs.
//!
//! Ours, because the page would grow by 10 KB (`crypto-bigint`) or 15 KB (`num-bigint`) for one check of one box; the tests
//! compare it with `num-bigint`.

use std::cmp::Ordering;

/// A natural number in words of 32 bits, the lowest first; none at the top is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

impl Natural {
    pub(super) fn from_be_bytes(bytes: &[u8]) -> Self {
        let (head, words) = bytes.as_rchunks::<4>();
        let head = head.iter().fold(0, |head, byte| head << 8 | u32::from(*byte));
        let words = words.iter().rev().map(|word| u32::from_be_bytes(*word));
        Self(words.chain([head]).collect()).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The lowest word.
    pub(super) fn low(&self) -> u32 {
        self.0.first().copied().unwrap_or_default()
    }

    /// The rest by a small number that is not zero.
    pub(super) fn remainder(&self, divisor: u32) -> u32 {
        let divisor = u64::from(divisor.max(1));
        let step = |rest: u64, word: &u32| (rest << 32 | u64::from(*word)) % divisor;
        u32::try_from(self.0.iter().rev().fold(0, step)).unwrap_or_default()
    }

    fn bits(&self) -> usize {
        self.0.len() * 32
    }

    /// The two bits at an even place.
    fn pair(&self, place: usize) -> u32 {
        let word = self.0.get(place / 32).copied().unwrap_or_default();
        word >> (place % 32) & 3
    }

    /// This shifted left by `shift` bits (below 32), and `low` put into the bits that became free.
    fn shift_in(&mut self, shift: u32, low: u32) {
        let mut carry = u64::from(low);
        for word in &mut self.0 {
            let wide = u64::from(*word) << shift | carry;
            *word = low_word(wide);
            carry = wide >> 32;
        }
        if carry > 0 {
            self.0.push(low_word(carry));
        }
    }

    /// Twice this and one.
    pub(super) fn doubled_and_one(&self) -> Self {
        let mut doubled = self.clone();
        doubled.shift_in(1, 1);
        doubled
    }

    pub(super) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut carry = 0;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (word, other) in self.0.iter_mut().zip(others) {
            let sum = u64::from(*word) + u64::from(other) + carry;
            *word = low_word(sum);
            carry = sum >> 32;
        }
        if carry > 0 {
            self.0.push(low_word(carry));
        }
    }

    /// Takes `other` away if it is no greater than this; says whether it did.
    pub(super) fn take_away(&mut self, other: &Self) -> bool {
        if self.compare(other) == Ordering::Less {
            return false;
        }
        let mut borrow = false;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (word, other) in self.0.iter_mut().zip(others) {
            let (difference, below) = word.overflowing_sub(other);
            let (difference, still_below) = difference.overflowing_sub(u32::from(borrow));
            *word = difference;
            borrow = below || still_below;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        true
    }

    fn compare(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// The greatest number whose square is no greater than this, and what is left: digit by digit, two bits at a time.
    pub(super) fn square_root(&self) -> (Self, Self) {
        let (mut root, mut rest) = (Self::default(), Self::default());
        for place in (0..self.bits()).step_by(2).rev() {
            rest.shift_in(2, self.pair(place));
            let mut trial = root.clone();
            trial.shift_in(2, 1);
            let fits = rest.take_away(&trial);
            root.shift_in(1, u32::from(fits));
        }
        (root, rest)
    }
}

/// The lower half.
fn low_word(wide: u64) -> u32 {
    u32::try_from(wide & u64::from(u32::MAX)).unwrap_or_default()
}
