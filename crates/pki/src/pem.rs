//! Writing PEM (RFC 7468): 64 columns, LF, five dashes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// One PEM block.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    // 48 bytes make 64 characters, so lines can be encoded one by one.
    for line in der.chunks(48) {
        STANDARD.encode_string(line, &mut text);
        text.push('\n');
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}
