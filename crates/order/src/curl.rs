//! The order as a command for a shell.

use crate::Product;

/// DigiCert's documented base address (DigiCert API notes, section 8.3: United States, most accounts).
pub const DIGICERT_BASE_URL: &str = "https://www.digicert.com/services/v2";

/// The command for POSIX shells that sends a body to DigiCert, with `$DIGICERT_API_KEY` in place of the key.
///
/// The body stands in single quotes, in which a shell changes nothing; `--data-raw` keeps curl from reading a file where a
/// body begins with `@`.
pub(crate) fn curl(base_url: &str, product: Option<Product>, json: &str) -> String {
    let base_url = base_url.trim_end_matches('/');
    let product = product.map_or("{ssl_certificate_id}", Product::id);
    let url = quoted(&format!("{base_url}/order/certificate/{product}"));
    let body = quoted(json);
    format!(
        "curl --request POST {url} \\\n  \
           --header 'Content-Type: application/json' \\\n  \
           --header \"X-DC-DEVKEY: $DIGICERT_API_KEY\" \\\n  \
           --data-raw {body}\n"
    )
}

/// A word for a POSIX shell: in single quotes, with those inside ended, escaped and begun anew.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_readable_and_has_no_key() {
        let command = curl(
            DIGICERT_BASE_URL,
            Some(Product::SecureSite),
            "{\n  \"comments\": \"it's $HOME `x` \\\\\"\n}",
        );
        assert_eq!(
            command,
            r#"curl --request POST 'https://www.digicert.com/services/v2/order/certificate/ssl_securesite' \
  --header 'Content-Type: application/json' \
  --header "X-DC-DEVKEY: $DIGICERT_API_KEY" \
  --data-raw '{
  "comments": "it'\''s $HOME `x` \\"
}'
"#
        );
    }

    #[test]
    fn without_a_product_its_place_is_named() {
        assert!(
            curl("https://example.com/v2/", None, "{}")
                .contains("'https://example.com/v2/order/certificate/{ssl_certificate_id}'")
        );
    }

    #[test]
    fn a_shell_gives_back_what_was_quoted() {
        for text in ["plain", "it's", "''", "'", "$(id) `id` \\ \" !x\n\ttab", "'\\''"] {
            let command = format!("printf %s {}", quoted(text));
            let output = std::process::Command::new("sh")
                .args(["-c", &command])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
        }
    }
}
