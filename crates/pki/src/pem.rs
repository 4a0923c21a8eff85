//! Writing PEM (RFC 7468): 64 columns, LF, five dashes.

use crate::base64;

/// One PEM block.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    let mut text = String::from("-----BEGIN ");
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
