//! Numbers for the tests that try much.

/// A small generator of numbers that look random (xorshift), so that each run tries the same.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number from 0 to below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}
