//! The chain of a certificate.

use serde_json::Value;

use super::failure::{Unreadable, json};
use crate::ChainEntry;

/// Reads `/certificate/{id}/chain` (DigiCert API notes, section 6.9): the certificates as they came; their order is not to be
/// relied on, nor that the leaf is among them.
///
/// # Errors
///
/// The body is no JSON, or has no certificate in it.
pub fn read_chain(body: &[u8]) -> Result<Vec<ChainEntry>, Unreadable> {
    let answer = json(body)?;
    let list = ["intermediates", "certificate_chain", "chain"]
        .into_iter()
        .find_map(|member| answer.get(member))
        .unwrap_or(&answer);
    let entries = match list {
        Value::Array(entries) => entries.as_slice(),
        single => std::slice::from_ref(single),
    };
    let chain: Vec<_> = entries.iter().filter_map(ChainEntry::read).collect();
    if chain.is_empty() {
        Err(Unreadable::Lacks("intermediates"))
    } else {
        Ok(chain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_read_in_each_form() {
        for body in [
            r#"{"intermediates":[{"subject_common_name":"G2","pem":"-----BEGIN\r\nx"},{"pem":null}]}"#,
            r#"{"certificate_chain":["-----BEGIN\nx"]}"#,
            r#"[{"pem":"-----BEGIN\nx"}]"#,
            r#"{"intermediates":{"pem":"-----BEGIN\nx"}}"#,
        ] {
            let chain = read_chain(body.as_bytes()).unwrap();
            assert_eq!((chain.len(), chain[0].pem.as_str()), (1, "-----BEGIN\nx"), "{body}");
        }
    }

    #[test]
    fn an_answer_without_a_certificate_is_no_chain() {
        for body in [
            "{}",
            "[]",
            r#"{"intermediates":[]}"#,
            r#"{"intermediates":null}"#,
            r#"{"intermediates":[7]}"#,
        ] {
            assert_eq!(
                read_chain(body.as_bytes()),
                Err(Unreadable::Lacks("intermediates")),
                "{body}"
            );
        }
        assert_eq!(read_chain(b"<html>"), Err(Unreadable::NotJson));
    }
}
