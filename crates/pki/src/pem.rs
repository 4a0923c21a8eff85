//! Writing PEM (RFC 7468): 64 columns, LF, five dashes.

use crate::base64;

/// One PEM block.
///
/// The text is written without ever moving, so that a private key leaves no copy behind that no one wipes.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    let mut text = String::with_capacity(len(label, der));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    // 48 bytes make 64 characters, so lines can be encoded one by one.
    for line in der.chunks(48) {
        base64::encode(line, &mut text);
        text.push('\n');
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

/// The length of the block in bytes.
fn len(label: &str, der: &[u8]) -> usize {
    let armour = "-----BEGIN -----\n-----END -----\n".len() + 2 * label.len();
    armour + der.len().div_ceil(3) * 4 + der.len().div_ceil(48)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_known_beforehand() {
        for size in 0..200 {
            let der = vec![7; size];
            assert_eq!(encode("PRIVATE KEY", &der).len(), len("PRIVATE KEY", &der));
        }
    }
}
