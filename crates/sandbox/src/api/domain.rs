//! Control of domains, and of the names of an order (digicert-api 6.10). What is looked for is looked for in the world that
//! a test makes, never in the real one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::body::OptionalJson;
use super::domain_list::{find_domain, is_active};
use crate::account::Domain;
use crate::ca::SubjectName;
use crate::calendar::moment_text;
use crate::decision;
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::order::{Order, Token};
use crate::organization_request::is_email;
use crate::state::{METHODS, State as Store, mailboxes};
use crate::world::CNAME_TARGET;

type Answer = Result<Response, Refusal>;

/// A token for a domain: the one that it has, or a new one once that has expired.
pub(super) async fn token(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let mut state = shared.state();
    let number = find_domain(&state, &id)?.id;
    let token = state
        .renewed_token(number)
        .ok_or_else(|| Refusal::not_found("domain"))?;
    let view = domain_token_view(&state, find_domain(&state, &id)?, &token);
    Ok(created(&view))
}

/// Looks whether the token of a domain is in place.
pub(super) async fn validate_token(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let mut state = shared.state();
    let number = find_domain(&state, &id)?.id;
    let found = is_active(&state, find_domain(&state, &id)?) || state.check_domain(number);
    if !found {
        return Err(not_found_by(state.method_of(number)).into());
    }
    state.settle();
    let domain = find_domain(&state, &id)?;
    let value = state.token_of(domain).map(|token| token.value.clone());
    Ok(ok(&json!({"token": value, "status": "valid"})))
}

/// Changes the method of a domain; for e-mail it tells the addresses that get one, and sends it unless
/// `send_dcv_email_flag` says no.
pub(super) async fn method(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let (number, name) = {
        let domain = find_domain(&state, &id)?;
        (domain.id, domain.name.clone())
    };
    let method = read_method(&body)?.ok_or_else(|| Refusal::from(ApiError::missing("dcv_method")))?;
    state.set_method(number, &method);
    if method == "email" {
        let reader = Reader::new(&body);
        if reader.get("send_dcv_email_flag").is_none() || reader.flag("send_dcv_email_flag", &mut Vec::new()) {
            state.send_mail(None, &name, Vec::new());
        }
        return Ok(ok(
            &json!({"validation_emails": {"name_scope": name, "base_emails": mailboxes(&name)}}),
        ));
    }
    let token = state
        .renewed_token(number)
        .ok_or_else(|| Refusal::not_found("domain"))?;
    let token = domain_token_view(&state, find_domain(&state, &id)?, &token);
    Ok(ok(&json!({ "dcv_token": token })))
}

/// Sends mail for a domain again, to the addresses of `email_array` if there are any.
pub(super) async fn emails(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let name = find_domain(&state, &id)?.name.clone();
    let mut errors = Vec::new();
    let to = Reader::new(&body).texts("email_array", &mut errors);
    if !to.iter().all(|address| is_email(address)) {
        errors.push(ApiError::invalid("email_array"));
    }
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    state.send_mail(None, &name, to);
    Ok(done())
}

/// Sends the mail for the names of an order again: for those of `domain_approval_emails` to the address of each, else for
/// all that wait.
pub(super) async fn order_emails(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let order = find(&state, &id)?;
    let order_id = order.id;
    let waiting = state.waiting_names(order);
    let mut errors = Vec::new();
    let mut mails: Vec<(String, Vec<String>)> = Vec::new();
    for wanted in Reader::new(&body).objects("domain_approval_emails", &mut errors) {
        let domain = wanted.text("domain", &mut errors).unwrap_or_default();
        let domain = domain.strip_prefix("*.").unwrap_or(&domain).to_ascii_lowercase();
        let email = wanted.text("email", &mut errors).unwrap_or_default();
        if !waiting.contains(&domain) {
            errors.push(ApiError::invalid("domain"));
        }
        if !is_email(&email) {
            errors.push(ApiError::invalid("email"));
        }
        mails.push((domain, vec![email]));
    }
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    if mails.is_empty() {
        mails = waiting.into_iter().map(|name| (name, Vec::new())).collect();
    }
    for (name, to) in mails {
        state.send_mail(Some(order_id), &name, to);
    }
    Ok(done())
}

/// Looks whether control of the names of an order is shown, of all or of those in `dns_names_validations`, and issues the
/// certificate if all is there. A file that is not found is an error, a record that is not found is not
/// (<https://dev.digicert.com/certcentral-apis/services-api/orders/dv-ssl-check-dcv.html>).
pub(super) async fn check_order(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let order_id = find(&state, &id)?.id;
    let only = read_names(&body)?;
    state.check_names(order_id, only.as_deref());
    let order = find(&state, &id)?;
    let certificate = order.primary().map(|it| it.id);
    let names: Vec<&SubjectName> = order
        .primary()
        .map(|it| it.request.names.as_slice())
        .unwrap_or_default()
        .iter()
        .filter(|name| {
            let asked = |only: &Vec<String>| only.iter().any(|it| it.eq_ignore_ascii_case(&name.text()));
            only.as_ref().is_none_or(asked)
        })
        .collect();
    let validated =
        |name: &SubjectName| decision::is_name_of_order_validated(&state.account, order, name, state.today());
    let all = names.iter().all(|name| validated(name));
    let method = order.terms.dcv_method.as_deref().unwrap_or("email");
    if !all && method.starts_with("http-token") {
        return Err(not_found_by(method).into());
    }
    let validations: Vec<Value> = names
        .iter()
        .map(|name| json!({"dns_name": name.text(), "status": if validated(name) { "valid" } else { "unvalidated" }}))
        .collect();
    let mut answer = json!({
        "order_status": order.status.word(), "dcv_status": if all { "valid" } else { "pending" },
        "dns_name_validations": validations
    });
    if order.is_approved()
        && let (Some(id), Some(answer)) = (certificate, answer.as_object_mut())
    {
        answer.insert("certificate_id".into(), id.into());
    }
    Ok(ok(&answer))
}

/// The random value of an order; a new one once it has expired.
pub(super) async fn order_random_value(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let mut state = shared.state();
    let order_id = find(&state, &id)?.id;
    random_value(&mut state, order_id)
}

/// Changes the method of an order; for e-mail it sends that, for the others it tells the random value.
pub(super) async fn order_method(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let order_id = find(&state, &id)?.id;
    let method = read_method(&body)?.ok_or_else(|| Refusal::from(ApiError::missing("dcv_method")))?;
    if let Some(order) = state.order_mut(order_id) {
        order.terms.dcv_method = Some(method.clone());
    }
    if method == "email" {
        let waiting = find(&state, &id).map(|order| state.waiting_names(order))?;
        for name in waiting {
            state.send_mail(Some(order_id), &name, Vec::new());
        }
        return Ok(done());
    }
    random_value(&mut state, order_id)
}

fn random_value(state: &mut Store, order_id: u64) -> Answer {
    let token = state.renewed_token_of_order(order_id);
    let token = token.ok_or_else(|| Refusal::not_found("order"))?;
    Ok(ok(
        &json!({"dcv_random_value": token.value, "expiration_date": moment_text(token.expires)}),
    ))
}

/// What is answered where a random value is not found. For CNAME no document has a code: UNCONFIRMED.
fn not_found_by(method: &str) -> ApiError {
    match method {
        "http-token" | "http-token-dynamic" => ApiError::new(
            "file_random_value_not_found",
            "Could not find the random value at the expected file location for one or more domains.",
        ),
        "dns-cname-token" => ApiError::new(
            "invalid_dns_cname",
            "Could not find a valid CNAME record for one or more domains.",
        ),
        _ => ApiError::new(
            "invalid_dns_txt",
            "Could not find a valid TXT record for one or more domains.",
        ),
    }
}

/// `dns_names_validations`: names, or objects with `dns_name`. Its members are UNCONFIRMED.
fn read_names(body: &Value) -> Result<Option<Vec<String>>, Refusal> {
    let reader = Reader::new(body);
    let Some(list) = reader.get("dns_names_validations").and_then(Value::as_array) else {
        return Ok(None);
    };
    list.iter()
        .map(|item| item.as_str().or_else(|| item.get("dns_name").and_then(Value::as_str)))
        .map(|name| name.map(str::to_owned))
        .collect::<Option<Vec<_>>>()
        .map(Some)
        .ok_or_else(|| ApiError::invalid("dns_names_validations").into())
}

/// A token, as orders and domains that are not validated tell it.
pub(super) fn token_view(state: &Store, token: &Token, method: &str) -> Value {
    let status = if token.expires > state.now() {
        "pending"
    } else {
        "expired"
    };
    let mut view = json!({"token": token.value, "status": status, "expiration_date": moment_text(token.expires)});
    if method == "dns-cname-token"
        && let Some(view) = view.as_object_mut()
    {
        view.insert("verification_value".into(), CNAME_TARGET.into());
    }
    view
}

fn domain_token_view(state: &Store, domain: &Domain, token: &Token) -> Value {
    let mut view = token_view(state, token, state.method_of(domain.id));
    if is_active(state, domain)
        && let Some(view) = view.as_object_mut()
    {
        view.insert("status".into(), "valid".into());
    }
    view
}

/// Whether a word is a method.
pub(super) fn is_method(word: &str) -> bool {
    METHODS.iter().any(|(known, _)| *known == word)
}

/// `dcv_method`, which an older client calls `method`.
fn read_method(body: &Value) -> Result<Option<String>, Refusal> {
    let (mut errors, reader) = (Vec::new(), Reader::new(body));
    let method = reader
        .text("dcv_method", &mut errors)
        .or_else(|| reader.text("method", &mut errors));
    if method.as_deref().is_some_and(|method| !is_method(method)) {
        errors.push(ApiError::invalid("dcv_method"));
    }
    if errors.is_empty() {
        Ok(method)
    } else {
        Err(Refusal::bad(errors))
    }
}

fn find<'a>(state: &'a Store, id: &str) -> Result<&'a Order, Refusal> {
    state.find_order(id).ok_or_else(|| Refusal::not_found("order"))
}
