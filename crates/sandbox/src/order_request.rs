//! The body of an order: read as loosely as the service reads it, judged by the rules that its documents give
//! (digicert-api sections 2, 5 and 7), with all errors at once.

use time::Date;

use crate::account::{Account, Contact, ValidationType};
use crate::ca::{Hash, SubjectName};
use crate::csr;
use crate::custom_fields;
use crate::errors::ApiError;
use crate::lenient::Reader;
use crate::names;
use crate::order::{CertificateRequest, OrderTerms};
use crate::order_validity;
use crate::organization_request::{self, NewOrganization, is_email};
use crate::products::Product;

/// An order that can be taken.
#[derive(Debug)]
pub(crate) struct OrderRequest {
    /// The certificate.
    pub(crate) certificate: CertificateRequest,
    /// The rest. If an organization is to be added, its number is not in it yet.
    pub(crate) terms: OrderTerms,
    /// An organization to be added.
    pub(crate) new_organization: Option<NewOrganization>,
}

/// Reads an order for a product.
pub(crate) fn read(
    body: &Reader<'_>,
    product: &'static Product,
    account: &Account,
    first_future_order: u64,
    today: Date,
) -> Result<OrderRequest, Vec<ApiError>> {
    let mut errors = Vec::new();
    let certificate = match body.object("certificate", &mut errors) {
        Some(reader) => read_certificate(&reader, product, account.max_names, &mut errors),
        None => {
            if errors.is_empty() {
                errors.push(ApiError::missing("certificate"));
            }
            None
        }
    };
    let validity = order_validity::read(body, today, &mut errors);
    let (organization_id, new_organization) = read_organization(body, product, account, &mut errors);
    let container_id = read_container(body, account, certificate.as_ref(), &mut errors);
    let payment_method = read_word(
        body,
        "payment_method",
        &["balance", "card", "profile", "wire_transfer"],
        &mut errors,
    );
    let dcv_method = read_word(
        body,
        "dcv_method",
        &[
            "email",
            "dns-txt-token",
            "dns-cname-token",
            "http-token",
            "http-token-dynamic",
        ],
        &mut errors,
    );
    let auto_renew = body.flag("auto_renew", &mut errors);
    if auto_renew && payment_method.as_deref() == Some("card") {
        errors.push(ApiError::invalid_because(
            "auto_renew",
            "It is not available for orders paid by card.",
        ));
    }
    let additional_emails = body.texts("additional_emails", &mut errors);
    if !additional_emails.iter().all(|email| is_email(email)) {
        errors.push(ApiError::invalid("additional_emails"));
    }
    let renewal_of_order_id = body.id("renewal_of_order_id", &mut errors);
    if renewal_of_order_id.is_some_and(|id| id >= first_future_order) {
        errors.push(ApiError::invalid_because(
            "renewal_of_order_id",
            "The account has no such order.",
        ));
    }
    if let Some(thumbprint) = body.text("renewed_thumbprint", &mut errors) {
        let digits = thumbprint
            .chars()
            .filter(|c| !matches!(c, ':' | ' '))
            .collect::<String>();
        if digits.len() != 40 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            errors.push(ApiError::invalid("renewed_thumbprint"));
        }
    }
    // Only its shape can be judged: the codes are not documented in full.
    body.text("locale", &mut errors);
    let terms = OrderTerms {
        end: validity.order_end,
        certificate_end: validity.certificate_end,
        validity_years: validity.years,
        organization_id,
        container_id,
        comments: body.text("comments", &mut errors).unwrap_or_default(),
        auto_renew,
        custom_renewal_message: body.text("custom_renewal_message", &mut errors).unwrap_or_default(),
        disable_renewal_notifications: body.flag("disable_renewal_notifications", &mut errors),
        additional_emails,
        renewal_of_order_id,
        payment_method: payment_method.unwrap_or_else(|| "balance".to_owned()),
        dcv_method,
        skip_approval: body.flag("skip_approval", &mut errors),
        disable_ct: body.flag("disable_ct", &mut errors),
        custom_fields: custom_fields::read(body, account, &mut errors),
        alternative_order_id: body.text("alternative_order_id", &mut errors),
        contacts: read_contacts(body, account, &mut errors),
    };
    match certificate {
        Some(certificate) if errors.is_empty() => Ok(OrderRequest {
            certificate,
            terms,
            new_organization,
        }),
        _ => Err(errors),
    }
}

/// Reads the object `certificate`; none if it has errors.
pub(crate) fn read_certificate(
    reader: &Reader<'_>,
    product: &'static Product,
    max_names: usize,
    errors: &mut Vec<ApiError>,
) -> Option<CertificateRequest> {
    let before = errors.len();
    let names = read_names(reader, product, max_names, errors);
    let csr = reader.text("csr", errors).unwrap_or_default();
    let key = if csr.is_empty() {
        if reader.get("csr").is_none() {
            errors.push(ApiError::missing("csr"));
        }
        None
    } else {
        csr::read(&csr).map_err(|error| errors.push(error)).ok()
    };
    let hash = match reader.text("signature_hash", errors) {
        Some(word) => Hash::parse(&word).or_else(|| {
            errors.push(ApiError::invalid("signature_hash"));
            None
        }),
        // Required for OV and EV; a DV order of an older client leaves it out.
        None if product.validation == ValidationType::Dv => Some(Hash::default()),
        None => {
            if reader.get("signature_hash").is_none() {
                errors.push(ApiError::missing("signature_hash"));
            }
            None
        }
    };
    let platform = reader
        .object("server_platform", errors)
        .and_then(|platform| platform.int("id", errors));
    let profile = reader.text("profile_option", errors);
    let organization_units = reader.texts("organization_units", errors);
    if errors.len() > before {
        return None;
    }
    Some(CertificateRequest {
        names,
        csr,
        key: Some(key?),
        hash: hash?,
        platform: platform.unwrap_or(-1),
        profile,
        organization_units,
    })
}

fn read_names(
    reader: &Reader<'_>,
    product: &'static Product,
    max_names: usize,
    errors: &mut Vec<ApiError>,
) -> Vec<SubjectName> {
    let before = errors.len();
    let mut all: Vec<SubjectName> = Vec::new();
    match reader.text("common_name", errors) {
        Some(text) => match names::read(&text, product) {
            Ok(name) if names::fits_common_name(&name) => all.push(name),
            Ok(_) => errors.push(ApiError::invalid_because(
                "common_name",
                "It has at most 64 characters.",
            )),
            Err(why) => errors.push(ApiError::invalid_because("common_name", why)),
        },
        None if reader.get("common_name").is_none() => errors.push(ApiError::missing("common_name")),
        None => {}
    }
    for text in reader.texts("dns_names", errors) {
        match names::read(&text, product) {
            Ok(name) if all.contains(&name) => {}
            Ok(name) => all.push(name),
            Err(why) => errors.push(ApiError::invalid_because("dns_names", &format!("{text:?}: {why}"))),
        }
    }
    if errors.len() == before
        && let Err((field, why)) = names::judge_set(&all, product, max_names)
    {
        errors.push(ApiError::invalid_because(field, why));
    }
    all
}

fn read_organization(
    body: &Reader<'_>,
    product: &Product,
    account: &Account,
    errors: &mut Vec<ApiError>,
) -> (Option<u64>, Option<NewOrganization>) {
    let before = errors.len();
    let given = body.object("organization", errors);
    if let Some(reader) = &given {
        // A number wins over a description: clients with fixed structures send both.
        if let Some(id) = reader.id("id", errors) {
            let known = account
                .organization(id)
                .is_some_and(|organization| organization.is_active);
            if !known {
                errors.push(ApiError::invalid_because(
                    "organization",
                    "The account has no such organization.",
                ));
            }
            return (Some(id), None);
        }
        if organization_request::is_described(reader) {
            let new = organization_request::read(reader, account, errors);
            return match new {
                Some(NewOrganization::Existing(id)) => (Some(id), None),
                new => (None, new),
            };
        }
    }
    if errors.len() == before && product.validation != ValidationType::Dv {
        errors.push(ApiError::missing("organization"));
    }
    (None, None)
}

/// Reads `organization.contacts[]`: each a user of the account or a person, at most one for the organization and one
/// for technical matters (digicert-api 3.3).
fn read_contacts(body: &Reader<'_>, account: &Account, errors: &mut Vec<ApiError>) -> Vec<(String, Contact)> {
    let mut contacts: Vec<(String, Contact)> = Vec::new();
    let Some(organization) = body.object("organization", &mut Vec::new()) else {
        return contacts;
    };
    for reader in organization.objects("contacts", errors) {
        let kind = reader.text("contact_type", errors).unwrap_or_default();
        // The old name of a verified contact; whether it is still taken is UNCONFIRMED.
        let kind = if kind == "ev_approver" {
            "verified_contact".to_owned()
        } else {
            kind
        };
        let single = matches!(kind.as_str(), "organization_contact" | "technical_contact");
        if !(single || kind == "verified_contact") || single && contacts.iter().any(|(known, _)| *known == kind) {
            errors.push(ApiError::invalid("contact_type"));
            continue;
        }
        let contact = match reader.id("user_id", errors) {
            Some(id) if id == account.user.id => account.user.contact(),
            Some(_) => {
                errors.push(ApiError::invalid("user_id"));
                continue;
            }
            None => organization_request::read_person(&reader, errors),
        };
        contacts.push((kind, contact));
    }
    contacts
}

fn read_container(
    body: &Reader<'_>,
    account: &Account,
    certificate: Option<&CertificateRequest>,
    errors: &mut Vec<ApiError>,
) -> u64 {
    let root = account.containers.first().map_or(0, |root| root.id);
    let Some(id) = body
        .object("container", errors)
        .and_then(|reader| reader.id("id", errors))
    else {
        return root;
    };
    let Some(container) = account.container(id) else {
        errors.push(ApiError::invalid_because(
            "container",
            "The account has no such container.",
        ));
        return root;
    };
    let allowed = |name: &SubjectName| {
        let text = name.text();
        let base = text.strip_prefix("*.").unwrap_or(&text);
        container.allowed_domain_names.is_empty()
            || container.allowed_domain_names.iter().any(|domain| {
                base == domain
                    || base
                        .strip_suffix(domain.as_str())
                        .is_some_and(|rest| rest.ends_with('.'))
            })
    };
    if certificate.is_some_and(|certificate| !certificate.names.iter().all(allowed)) {
        errors.push(ApiError::invalid_because(
            "container",
            "It may not order for these domains.",
        ));
    }
    id
}

fn read_word(body: &Reader<'_>, key: &str, known: &[&str], errors: &mut Vec<ApiError>) -> Option<String> {
    let word = body.text(key, errors)?;
    if !known.contains(&word.as_str()) {
        errors.push(ApiError::invalid(key));
    }
    Some(word)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair};
    use serde_json::{Value, json};
    use time::macros::date;

    use super::*;
    use crate::products::find;

    const TODAY: Date = date!(2026 - 11 - 24);

    fn body() -> Value {
        let key = KeyPair::generate().unwrap();
        let csr = CertificateParams::new(vec![])
            .unwrap()
            .serialize_request(&key)
            .unwrap()
            .pem()
            .unwrap();
        json!({
            "certificate": {"common_name": "example.com", "csr": csr, "signature_hash": "sha256"},
            "organization": {"id": 123_456}, "validity_years": 1
        })
    }

    fn read_on(body: &Value, today: Date) -> Result<OrderRequest, Vec<String>> {
        let product = find("ssl_securesite_multi_domain").unwrap();
        read(&Reader::new(body), product, &Account::default(), 112_233, today)
            .map_err(|errors| errors.into_iter().map(|error| error.code).collect())
    }

    fn with(change: impl FnOnce(&mut Value)) -> Result<OrderRequest, Vec<String>> {
        let mut body = body();
        change(&mut body);
        read_on(&body, TODAY)
    }

    #[test]
    fn what_clients_send_for_nothing_is_nothing() {
        let order = with(|body| {
            body["order_validity"] = json!({});
            body["certificate"]["dns_names"] = json!([""]);
            body["certificate"]["server_platform"] = json!(null);
            body["certificate"]["organization_units"] = json!(null);
            body["organization"] = json!({"id": "123456", "name": "", "address": "", "status": ""});
            body["validity_years"] = json!("1");
            body["custom_expiration_date"] = json!("");
            body["renewal_of_order_id"] = json!(0);
            body["renewed_thumbprint"] = json!("");
            body["skip_approval"] = json!("true");
            body["auto_renew"] = json!(0);
            body["product"] = json!({"type_hint": ""});
            body["custom_fields"] = json!([]);
            body["unknown"] = json!({"member": []});
        })
        .unwrap();
        assert_eq!(order.terms.organization_id, Some(123_456));
        assert_eq!(order.terms.end, date!(2027 - 11 - 24));
        assert!(order.terms.skip_approval && !order.terms.auto_renew);
        assert_eq!((order.certificate.platform, order.certificate.names.len()), (-1, 1));
    }

    #[test]
    fn names_are_folded_and_ordered_as_sent() {
        let order = with(|body| {
            body["certificate"]["dns_names"] =
                json!(["Example.com", "b.example.com", "a.example.com", "B.example.com"]);
        })
        .unwrap();
        let names: Vec<String> = order.certificate.names.iter().map(SubjectName::text).collect();
        assert_eq!(names, ["example.com", "b.example.com", "a.example.com"]);
    }

    #[test]
    fn all_errors_are_told_at_once() {
        let codes = read_on(
            &json!({"payment_method": "gold", "additional_emails": ["x"], "auto_renew": 7}),
            TODAY,
        );
        assert_eq!(
            codes.unwrap_err(),
            [
                "certificate",
                "validity_years",
                "organization",
                "payment_method",
                "auto_renew",
                "additional_emails"
            ]
            .map(|field| format!("invalid_value:{field}"))
        );
        let codes = with(|body| {
            body["certificate"] = json!({"common_name": "a_b.example.com", "dns_names": ["server"], "csr": "<csr>", "signature_hash": "md5"});
            body["organization"]["id"] = json!(1);
            body["container"] = json!({"id": 99});
            body["dcv_method"] = json!("carrier-pigeon");
            body["renewed_thumbprint"] = json!("AB");
            body["renewal_of_order_id"] = json!(999_999);
            body["custom_fields"] = json!([{"metadata_id": 12, "value": "x"}, {"metadata_id": 1}]);
        });
        assert_eq!(
            codes.unwrap_err(),
            [
                "invalid_value:common_name",
                "invalid_value:dns_names",
                "csr_invalid_cannot_parse",
                "invalid_value:signature_hash",
                "invalid_value:organization",
                "invalid_value:container",
                "invalid_value:dcv_method",
                "invalid_value:renewal_of_order_id",
                "invalid_value:renewed_thumbprint",
                "invalid_custom_field_value",
                "invalid_value:metadata_id",
            ]
        );
    }
}
