//! The password of a PKCS#12 file.

use zeroize::Zeroizing;

/// A password that PKCS#12 can have: not empty, without U+0000. It is wiped from memory when it goes, and shown by nothing.
pub struct Pkcs12Password(Zeroizing<String>);

/// Why a text is no password for a PKCS#12 file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasswordRefusal {
    /// It is empty: programs disagree on whether that is a password (RFC 7292 appendix B.1), and it protects nothing.
    Empty,
    /// U+0000 is in it, at which many programs take it to end.
    Nul,
}

impl Pkcs12Password {
    /// Takes a password over.
    ///
    /// # Errors
    /// [`PasswordRefusal`]; the text is wiped then, too.
    pub fn new(password: Zeroizing<String>) -> Result<Self, PasswordRefusal> {
        if password.is_empty() {
            return Err(PasswordRefusal::Empty);
        }
        if password.contains('\0') {
            return Err(PasswordRefusal::Nul);
        }
        Ok(Self(password))
    }

    /// Whether Java can open a file with this password. Its reader knows no characters but those from U+0020 to U+007E, in
    /// whichever program the file was made, its own keytool among them (`com.sun.crypto.provider.PBEKey`: "Password is not
    /// ASCII").
    pub fn opens_in_java(&self) -> bool {
        self.0.bytes().all(|byte| matches!(byte, 0x20..=0x7e))
    }

    /// As PBKDF2 takes it: UTF-8 (RFC 8018 section 3).
    pub(super) fn utf8(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// As RFC 7292 appendix B.1 takes it: a BMPString with two zero bytes at its end; UTF-16 for what BMPString has not.
    pub(super) fn bmp(&self) -> Zeroizing<Vec<u8>> {
        // Room for all at once: what grows leaves a copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * self.0.len() + 2));
        bytes.extend(self.0.encode_utf16().flat_map(u16::to_be_bytes));
        bytes.extend([0; 2]);
        bytes
    }
}
