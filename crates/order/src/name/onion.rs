//! Addresses of the Tor network.

use sha3::{Digest, Sha3_256};

use super::OnionFault;

/// Base32 of 32 bytes of key, 2 of checksum and 1 of version.
const LENGTH: usize = 56;

/// Judges the label before `.onion` as an address of version 3 (BR appendix B; Tor rend-spec-v3, section 6).
pub(super) fn check(label: &str) -> Result<(), OnionFault> {
    if label.len() != LENGTH {
        return Err(OnionFault::NotVersion3);
    }
    let bytes = base32(label).ok_or(OnionFault::NotVersion3)?;
    let (key, rest) = bytes.split_first_chunk::<32>().ok_or(OnionFault::NotVersion3)?;
    let [checksum @ .., version] = rest else {
        return Err(OnionFault::NotVersion3);
    };
    if *version != 3 {
        return Err(OnionFault::NotVersion3);
    }
    let digest = Sha3_256::new()
        .chain_update(b".onion checksum")
        .chain_update(key)
        .chain_update([*version])
        .finalize();
    if digest.starts_with(checksum) {
        Ok(())
    } else {
        Err(OnionFault::Checksum)
    }
}

/// Decodes lower-case base32 (RFC 4648, section 6) of a length that leaves no bits over.
fn base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'a'..=b'z' => byte - b'a',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An address made for this test: the key is 32 zero bytes.
    fn address() -> String {
        let key = [0_u8; 32];
        let digest = Sha3_256::new()
            .chain_update(b".onion checksum")
            .chain_update(key)
            .chain_update([3])
            .finalize();
        let bytes: Vec<u8> = key
            .iter()
            .copied()
            .chain(digest.iter().copied().take(2))
            .chain([3])
            .collect();
        let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        bits.as_bytes()
            .chunks(5)
            .map(|chunk| {
                let value = chunk.iter().fold(0_u8, |value, bit| value * 2 + (bit - b'0'));
                char::from(if value < 26 { b'a' + value } else { b'2' + value - 26 })
            })
            .collect()
    }

    #[test]
    fn the_checksum_decides() {
        let good = address();
        assert_eq!(check(&good), Ok(()));
        assert_eq!(check(&good.replacen('a', "b", 1)), Err(OnionFault::Checksum));
    }

    #[test]
    fn other_versions_and_lengths_are_told_apart() {
        assert_eq!(check("abcdefghijklmnop"), Err(OnionFault::NotVersion3));
        assert_eq!(check(&"1".repeat(56)), Err(OnionFault::NotVersion3));
        assert_eq!(check(&"a".repeat(56)), Err(OnionFault::NotVersion3));
    }
}
