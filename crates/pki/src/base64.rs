//! Base64 (RFC 4648 section 4), of which the page needs so little that a library would weigh ten times as much.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends `bytes` in base64, with padding.
pub(crate) fn encode(bytes: &[u8], out: &mut String) {
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits: usize, index| {
            bits << 8 | usize::from(group.get(index).copied().unwrap_or_default())
        });
        for place in 0..4 {
            let digit = ALPHABET.get(bits >> (18 - 6 * place) & 63);
            // One byte fills two characters, two fill three.
            let is_padding = place > group.len();
            out.extend(digit.map(|digit| if is_padding { '=' } else { char::from(*digit) }));
        }
    }
}

/// The bytes of base64 digits without padding; bits that fill no byte are left out, and what is no digit counts as nothing.
pub(crate) fn decode(digits: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            bytes.push(byte);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

    #[test]
    fn it_is_what_the_library_writes_and_reads() {
        for len in 0..200_usize {
            let bytes: Vec<u8> = (0..len).map(|index| (index * 89 + len * 7).to_le_bytes()[0]).collect();
            let mut text = String::new();
            encode(&bytes, &mut text);
            assert_eq!(text, STANDARD.encode(&bytes));
            assert_eq!(decode(&STANDARD_NO_PAD.encode(&bytes)), bytes);
        }
    }

    #[test]
    fn bits_that_fill_no_byte_are_left_out() {
        assert_eq!(decode("//"), [0xff]);
        assert_eq!(decode("///"), [0xff, 0xff]);
        assert_eq!(decode("A"), []);
    }
}
