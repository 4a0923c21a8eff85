//! The bodies of the calls that have one; that of an order is [`crate::OrderRequest`]'s own.

use serde_json::{Map, Value, json};

use super::ids::ProductId;
use crate::body::date_text;
use crate::{DcvMethod, SignatureHash, Validity};

/// What a price is asked for (DigiCert API notes, section 6.11).
///
/// All names stand in one list there, common name included. The length is sent as the current `order_validity`; `None` asks
/// for one year.
#[must_use]
pub fn price(product: &ProductId, names: &[String], validity: Option<Validity>) -> String {
    let validity = match validity {
        Some(Validity::Years(years)) => json!({ "years": years }),
        Some(Validity::Days(days)) => json!({ "days": days }),
        Some(Validity::Date(date)) => json!({ "custom_expiration_date": date_text(date) }),
        None => json!({ "years": 1 }),
    };
    let body = json!({
        "product_name_id": product.as_str(), "certificate": {"dns_names": names}, "order_validity": validity
    });
    body.to_string()
}

/// Cancels an order; the note is required (section 6.7). `None` for a note that is blank.
#[must_use]
pub fn cancel(note: &str) -> Option<String> {
    let note = note.trim();
    (!note.is_empty()).then(|| json!({"status": "canceled", "note": note}).to_string())
}

/// Approves or rejects a request (section 6.7), with a comment or without.
#[must_use]
pub fn decide(approve: bool, comment: &str) -> String {
    let status = if approve { "approved" } else { "rejected" };
    let mut body = json!({ "status": status });
    let comment = comment.trim();
    if let (false, Some(body)) = (comment.is_empty(), body.as_object_mut()) {
        body.insert("processor_comment".into(), comment.into());
    }
    body.to_string()
}

/// Adds a note to an order (page "Add note" of the API's documents). `None` for a note that is blank.
#[must_use]
pub fn note(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| json!({ "text": text }).to_string())
}

/// Adds a CSR, in PEM, to an order that waits for one (section 6.7).
#[must_use]
pub fn csr(pem: &str) -> String {
    json!({ "csr": pem }).to_string()
}

/// Changes the method of an order, or of a domain (section 6.10).
#[must_use]
pub fn dcv_method(method: DcvMethod) -> String {
    json!({ "dcv_method": method.id() }).to_string()
}

/// Sends the mails of an order again (section 6.10): each domain with the address that gets one.
#[must_use]
pub fn resend_emails(addresses: &[(String, String)]) -> String {
    let addresses = addresses
        .iter()
        .map(|(domain, email)| json!({"domain": domain, "email": email}));
    json!({ "domain_approval_emails": addresses.collect::<Vec<_>>() }).to_string()
}

/// A certificate in place of the present one (section 6.7). Names, hash and platform are those of the order if left as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reissue {
    /// The new CSR, in PEM.
    pub csr: String,
    /// The common name.
    pub common_name: String,
    /// The other names.
    pub dns_names: Vec<String>,
    /// The hash.
    pub signature_hash: SignatureHash,
    /// The number of the server platform, if one is asked for.
    pub server_platform: Option<i64>,
    /// What the approver is told; may be empty.
    pub comments: String,
    /// Whether the approval is to be skipped, where the user may approve.
    pub skip_approval: bool,
}

impl Reissue {
    /// The body.
    #[must_use]
    pub fn body(&self) -> String {
        let mut certificate = Map::new();
        certificate.insert("common_name".into(), self.common_name.as_str().into());
        if !self.dns_names.is_empty() {
            certificate.insert("dns_names".into(), self.dns_names.clone().into());
        }
        certificate.insert("csr".into(), self.csr.as_str().into());
        certificate.insert("signature_hash".into(), self.signature_hash.id().into());
        if let Some(id) = self.server_platform {
            certificate.insert("server_platform".into(), json!({ "id": id }));
        }
        let mut body = Map::new();
        body.insert("certificate".into(), certificate.into());
        let comments = self.comments.trim();
        if !comments.is_empty() {
            body.insert("comments".into(), comments.into());
        }
        if self.skip_approval {
            body.insert("skip_approval".into(), true.into());
        }
        Value::from(body).to_string()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn value(body: &str) -> Value {
        serde_json::from_str(body).unwrap()
    }

    #[test]
    fn a_price_is_asked_for_with_one_unit_of_length() {
        let product = ProductId::new("ssl_securesite").unwrap();
        let names = ["example.com".to_owned()];
        for (validity, expected) in [
            (Some(Validity::Years(2)), json!({"years": 2})),
            (Some(Validity::Days(90)), json!({"days": 90})),
            (
                Some(Validity::Date(date!(2027 - 01 - 31))),
                json!({"custom_expiration_date": "2027-01-31"}),
            ),
            (None, json!({"years": 1})),
        ] {
            let body = value(&price(&product, &names, validity));
            assert_eq!(body["order_validity"], expected);
            assert_eq!(body["certificate"]["dns_names"], json!(["example.com"]));
            assert_eq!(body["product_name_id"], "ssl_securesite");
        }
    }

    #[test]
    fn what_is_required_is_not_blank() {
        assert_eq!(cancel(" \n"), None);
        assert_eq!(note(""), None);
        let body = value(&cancel(" not \"needed\" ").unwrap());
        assert_eq!(body, json!({"status": "canceled", "note": "not \"needed\""}));
        assert_eq!(value(&note("Hello").unwrap()), json!({"text": "Hello"}));
    }

    #[test]
    fn a_decision_has_a_comment_only_if_one_is_made() {
        assert_eq!(value(&decide(true, " ")), json!({"status": "approved"}));
        let rejected = json!({"status": "rejected", "processor_comment": "Wrong name"});
        assert_eq!(value(&decide(false, "Wrong name")), rejected);
    }

    #[test]
    fn control_over_domains_is_asked_for() {
        assert_eq!(
            value(&dcv_method(DcvMethod::DnsTxtToken)),
            json!({"dcv_method": "dns-txt-token"})
        );
        let addresses = [("example.com".to_owned(), "admin@example.com".to_owned())];
        assert_eq!(
            value(&resend_emails(&addresses)),
            json!({"domain_approval_emails": [{"domain": "example.com", "email": "admin@example.com"}]})
        );
        assert_eq!(value(&csr("-----BEGIN")), json!({"csr": "-----BEGIN"}));
    }

    #[test]
    fn a_reissue_sends_what_it_changes() {
        let mut reissue = Reissue {
            csr: "pem".into(),
            common_name: "example.com".into(),
            dns_names: vec![],
            signature_hash: SignatureHash::Sha256,
            server_platform: None,
            comments: String::new(),
            skip_approval: false,
        };
        let certificate = json!({"common_name": "example.com", "csr": "pem", "signature_hash": "sha256"});
        assert_eq!(value(&reissue.body()), json!({ "certificate": certificate }));
        reissue.server_platform = Some(-1);
        reissue.dns_names = vec!["www.example.com".into()];
        reissue.skip_approval = true;
        reissue.comments = "New key".into();
        let body = value(&reissue.body());
        assert_eq!(body["certificate"]["server_platform"]["id"], -1);
        assert_eq!(
            (&body["skip_approval"], &body["comments"]),
            (&json!(true), &json!("New key"))
        );
    }
}
