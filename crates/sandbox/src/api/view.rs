//! `GET /order/certificate/{id}`, and the pieces of which it and the lists are made (digicert-api 6.6).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::query::Query;
use super::{Shared, pricing};
use crate::account::{Contact, Organization, User};
use crate::ca::SubjectName;
use crate::calendar::{day_text, moment_text};
use crate::errors::{Refusal, ok};
use crate::order::{Certificate, CertificateRole, Order, OrderStatus, Request};
use crate::products::{self, Product};
use crate::state::State as Store;

/// An order in full.
pub(super) async fn order(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    let state = shared.state();
    let order = state.find_order(&id).ok_or_else(|| Refusal::not_found("order"))?;
    let mut view = full(&state, order);
    if query.is_true("include_caa_status") && order.status == OrderStatus::Pending {
        let messages: Map<String, Value> = names(order)
            .into_iter()
            .map(|name| (name, Value::from("No CAA record forbids DigiCert to issue.")))
            .collect();
        view.insert("caa_status_message".into(), messages.into());
    }
    Ok(ok(&view.into()))
}

/// All members of an order.
pub(super) fn full(state: &Store, order: &Order) -> Map<String, Value> {
    let terms = &order.terms;
    let organization = terms.organization_id.and_then(|id| state.account.organization(id));
    let mut view = Map::new();
    let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
    put("id", order.id.into());
    put(
        "certificate",
        order
            .primary()
            .map(|it| primary_certificate(state, order, it))
            .unwrap_or_default(),
    );
    put("status", order.status.word().into());
    put("is_renewal", terms.renewal_of_order_id.is_some().into());
    if let Some(id) = terms.renewal_of_order_id {
        put("renewal_of_order_id", id.into());
    }
    let renewed_by = state
        .orders
        .iter()
        .rfind(|it| it.terms.renewal_of_order_id == Some(order.id));
    put("is_renewed", renewed_by.is_some().into());
    put("renewed_order_id", renewed_by.map_or(0, |it| it.id).into());
    put("date_created", moment_text(order.created).into());
    put("order_valid_from", day_text(order.created.date()).into());
    put("order_valid_till", day_text(terms.end).into());
    if terms.validity_years > 1 {
        put("is_multi_year_plan", "1".into());
    }
    put("validity_years", terms.validity_years.into());
    // Without an organization the member is an empty array, not an empty object.
    put(
        "organization",
        organization.map_or_else(|| json!([]), organization_of_order),
    );
    put("container", container_of_order(state, terms.container_id));
    put("product", product_full(order.product));
    if let Some(organization) = organization {
        let of_order = |kind: &str| terms.contacts.iter().find(|(known, _)| known == kind).map(|(_, it)| it);
        let contact_of = |kind| contact(of_order(kind).unwrap_or(&organization.organization_contact));
        put("organization_contact", contact_of("organization_contact"));
        put("technical_contact", contact_of("technical_contact"));
        put(
            "verified_contacts",
            organization.verified_contacts.iter().map(contact_with_id).collect(),
        );
    }
    put("user", user_of_order(state, order));
    if order.is_approved() {
        put("approver", user(&state.account.user));
    }
    let requests: Vec<Value> = state
        .requests
        .iter()
        .filter(|it| it.order_id == order.id)
        .map(request_of_order)
        .collect();
    put("requests", requests.into());
    put("receipt_id", order.id.into());
    put("cs_provisioning_method", "none".into());
    put("price", pricing::of_order(order).into());
    put("currency", state.account.currency.clone().into());
    put("payment_method", terms.payment_method.clone().into());
    put("is_out_of_contract", false.into());
    put(
        "disable_renewal_notifications",
        terms.disable_renewal_notifications.into(),
    );
    put("custom_renewal_message", terms.custom_renewal_message.clone().into());
    put("disable_issuance_email", false.into());
    put("disable_ct", terms.disable_ct.into());
    put("auto_renew", i32::from(terms.auto_renew).into());
    put("auto_reissue", 0.into());
    put("allow_duplicates", true.into());
    let count = |role| order.certificates.iter().filter(|it| it.role == role).count();
    put("has_duplicates", (count(CertificateRole::Duplicate) > 0).into());
    put("duplicates_count", count(CertificateRole::Duplicate).into());
    put("reissues_count", count(CertificateRole::Reissue).into());
    put("additional_emails", terms.additional_emails.clone().into());
    put("custom_fields", custom_fields(state, order));
    put("user_assignments", json!([]));
    put(
        "dcv_method",
        terms.dcv_method.clone().unwrap_or_else(|| "email".to_owned()).into(),
    );
    let notes: Vec<Value> = order
        .notes
        .iter()
        .enumerate()
        .map(|(index, note)| json!({"id": index + 1, "text": note.text}))
        .collect();
    put("notes", notes.into());
    if let Some(id) = &terms.alternative_order_id {
        put("alternative_order_id", id.clone().into());
    }
    put(
        "api_key",
        json!({"name": "Certdesk proxy", "key_type": "permanent_api"}),
    );
    let is_complete = order.is_approved() && state.is_contact_approved(order);
    put("order_approval_complete", is_complete.into());
    view
}

/// The certificate of an order that counts. A client found that it has a status only once it was reissued or revoked.
fn primary_certificate(state: &Store, order: &Order, primary: &Certificate) -> Value {
    let mut view = certificate(state, order, primary);
    let status = match (primary.revoked, primary.role) {
        (true, _) => Some("revoked"),
        (false, CertificateRole::Reissue) => Some("issued"),
        (false, _) => None,
    };
    if let (Some(status), Some(view)) = (status, view.as_object_mut()) {
        view.insert("status".into(), status.into());
    }
    view
}

/// A certificate of an order. Its number is told once the order is approved; its dates once it is issued.
pub(super) fn certificate(state: &Store, order: &Order, certificate: &Certificate) -> Value {
    let request = &certificate.request;
    let mut view = Map::new();
    let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
    if order.is_approved() {
        put("id", certificate.id.into());
    }
    put(
        "common_name",
        request.names.first().map(SubjectName::text).unwrap_or_default().into(),
    );
    put("dns_names", request.names.iter().map(SubjectName::text).collect());
    put("date_created", moment_text(certificate.created).into());
    if let Some(issued) = &certificate.issued {
        if let Some(leaf) = state.leaf(order, certificate) {
            put("thumbprint", leaf.thumbprint.clone().into());
        }
        put("serial_number", issued.serial_text().into());
        put("date_issued", moment_text(issued.date).into());
        put("valid_from", day_text(issued.valid_from).into());
        put("valid_till", day_text(issued.valid_till).into());
        put(
            "days_remaining",
            (issued.valid_till - state.today()).whole_days().into(),
        );
        let authority = state.authority();
        let id = crate::ca::thumbprint(&authority.intermediate.der);
        put("ca_cert", json!({"id": id, "name": authority.intermediate.common_name}));
    }
    put(
        "cert_validity",
        json!({"custom_expiration_date": day_text(order.terms.certificate_end)}),
    );
    if !request.csr.is_empty() {
        put("csr", request.csr.clone().into());
    }
    if let Some(id) = order.terms.organization_id {
        put("organization", json!({ "id": id }));
    }
    if !request.organization_units.is_empty() {
        put("organization_units", request.organization_units.clone().into());
    }
    put("server_platform", platform(request.platform));
    put("signature_hash", request.hash.word().into());
    if let Some(key) = &request.key {
        put("key_size", key.kind.bits().into());
    }
    if let Some(profile) = &request.profile {
        put("profile_option", profile.clone().into());
    }
    view.into()
}

/// Names of an order, the common name first.
pub(super) fn names(order: &Order) -> Vec<String> {
    order
        .primary()
        .map(|it| it.request.names.iter().map(SubjectName::text).collect())
        .unwrap_or_default()
}

/// The word for the state of a certificate, which lists of certificates tell.
pub(super) fn certificate_status(certificate: &Certificate) -> &'static str {
    match (&certificate.issued, certificate.revoked) {
        (_, true) => "revoked",
        (Some(_), false) => "approved",
        (None, false) => "pending",
    }
}

/// A server platform with its addresses.
pub(super) fn platform(id: i64) -> Value {
    let name = products::platform_name(id);
    let slug = name.to_lowercase().replace(' ', "-");
    json!({
        "id": id, "name": name,
        "install_url": format!("http://www.digicert.com/ssl-certificate-installation-{slug}.htm"),
        "csr_url": format!("http://www.digicert.com/csr-creation-{slug}.htm")
    })
}

/// A product as orders name it.
pub(super) fn product_full(product: &Product) -> Value {
    json!({
        "name_id": product.name_id, "name": product.name, "type": product.group,
        "validation_type": product.validation.word(), "validation_name": product.validation.word().to_uppercase(),
        "validation_description": product.validation.description()
    })
}

fn organization_of_order(organization: &Organization) -> Value {
    json!({
        "id": organization.id, "name": organization.name, "assumed_name": organization.assumed_name,
        "display_name": display_name(organization), "is_active": organization.is_active,
        "status": if organization.is_active { "active" } else { "inactive" },
        "address": organization.address, "address2": organization.address2, "zip": organization.zip,
        "city": organization.city, "state": organization.state, "country": organization.country,
        "telephone": organization.telephone
    })
}

/// `name (assumed name)`.
pub(super) fn display_name(organization: &Organization) -> String {
    if organization.assumed_name.is_empty() {
        organization.name.clone()
    } else {
        format!("{} ({})", organization.name, organization.assumed_name)
    }
}

/// Number and name of a container.
pub(super) fn container_of_order(state: &Store, id: u64) -> Value {
    json!({"id": id, "name": state.account.container(id).map(|it| it.name.as_str()).unwrap_or_default()})
}

fn contact(contact: &Contact) -> Value {
    json!({
        "first_name": contact.first_name, "last_name": contact.last_name, "email": contact.email,
        "job_title": contact.job_title, "telephone": contact.telephone
    })
}

/// A contact with its number.
pub(super) fn contact_with_id(contact: &Contact) -> Value {
    json!({
        "id": contact.id, "first_name": contact.first_name, "last_name": contact.last_name, "email": contact.email,
        "job_title": contact.job_title, "telephone": contact.telephone,
        "telephone_extension": contact.telephone_extension
    })
}

/// A user as orders and requests name one.
pub(super) fn user(user: &User) -> Value {
    json!({"id": user.id, "first_name": user.first_name, "last_name": user.last_name, "email": user.email})
}

/// Who placed an order. Of other users than the one behind the key the sandbox knows numbers only.
pub(super) fn user_of_order(state: &Store, order: &Order) -> Value {
    if order.user_id == state.account.user.id {
        return user(&state.account.user);
    }
    let id = order.user_id;
    json!({"id": id, "first_name": "User", "last_name": id.to_string(), "email": format!("user{id}@example.com")})
}

fn request_of_order(request: &Request) -> Value {
    json!({
        "id": request.id, "date": moment_text(request.date), "type": request.kind.word(),
        "status": request.status.word(), "comments": request.comments
    })
}

/// The custom fields of an order, with their labels.
pub(super) fn custom_fields(state: &Store, order: &Order) -> Value {
    let label = |id: u64| {
        state
            .account
            .custom_fields
            .iter()
            .find(|it| it.id == id)
            .map(|it| it.label.as_str())
    };
    let fields = order.terms.custom_fields.iter();
    fields
        .map(|(id, value)| json!({"metadata_id": id, "label": label(*id).unwrap_or_default(), "value": value}))
        .collect()
}
