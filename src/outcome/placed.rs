//! An order that exists: where it stands, who acts next, what is to be shown at the domains.

use certdesk_order::{DcvMethod, OrderAnswer, PlacementCase, RequestStatus, Validation};
use leptos::prelude::*;

use super::followed::Followed;
use super::issued::{Issue, issued};
use super::moment::{both, read};
use super::parts::{
    Again, Page, account_link, again, code, copy, fact, facts, group, heading, list, name_list, paragraph, section,
    span, subheading,
};
use super::raw::{harmless, raw};
use crate::placing::OrderRecord;

/// Where an order stands: the reference page's five cases (DigiCert API notes, section 4.1), and what is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It waits for one approver.
    OneApproval,
    /// It waits for two.
    TwoApprovals,
    /// Its request was approved by itself.
    Approved,
    /// It needs no approval.
    NoApproval,
    /// The certificate is issued.
    Issued,
    /// A request was rejected.
    Rejected,
    /// A request has a state that no source knows, or none.
    Strange,
    /// The answer has the order's number and nothing else.
    NumberOnly,
}

/// Something that has to happen before the certificate is on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// An approver approves the request.
    Approve,
    /// Two approvers do, one after the other.
    ApproveTwice,
    /// The user shows control over the domains.
    ShowControl,
    /// DigiCert validates organization and domains.
    Validate,
    /// A verified contact of the organization approves an EV order.
    VerifiedContact,
    /// DigiCert issues.
    Issue,
    /// The user installs what is here.
    Install,
    /// The user asks why the request was rejected.
    AskWhy,
    /// The user looks at the order in CertCentral.
    Look,
}

impl Standing {
    fn of(answer: &OrderAnswer) -> Self {
        match answer.case() {
            PlacementCase::OneStep => Self::OneApproval,
            PlacementCase::TwoStep => Self::TwoApprovals,
            PlacementCase::Auto => Self::Approved,
            PlacementCase::Skip => Self::NoApproval,
            PlacementCase::Immediate => Self::Issued,
            PlacementCase::Other if answer.requests.is_empty() => Self::NumberOnly,
            PlacementCase::Other => {
                let rejected = |status: &Option<RequestStatus>| matches!(status, Some(RequestStatus::Rejected));
                let any_rejected = answer.requests.iter().any(|request| rejected(&request.status));
                if any_rejected { Self::Rejected } else { Self::Strange }
            }
        }
    }

    /// What happens next, in order.
    fn steps(self, shows_control: bool, validation: Validation) -> Vec<Step> {
        let mut steps = match self {
            Self::Issued => return vec![Step::Install],
            Self::Rejected => return vec![Step::AskWhy],
            Self::Strange | Self::NumberOnly => return vec![Step::Look],
            Self::OneApproval => vec![Step::Approve],
            Self::TwoApprovals => vec![Step::ApproveTwice],
            Self::Approved | Self::NoApproval => Vec::new(),
        };
        if shows_control {
            steps.push(Step::ShowControl);
        }
        steps.push(Step::Validate);
        if validation == Validation::Ev {
            steps.push(Step::VerifiedContact);
        }
        steps.push(Step::Issue);
        steps
    }
}

/// The view of an order that exists.
///
/// An order that is followed stands where it was last seen, and tells itself what is to be shown at its domains.
pub(super) fn placed(
    page: Page,
    record: &OrderRecord,
    answer: &OrderAnswer,
    issue: Option<&Issue>,
    followed: Option<Followed>,
) -> AnyView {
    let text = page.text;
    let is_seen = followed.is_some_and(|followed| !followed.is_refused());
    let standing = followed
        .and_then(Followed::standing)
        .unwrap_or_else(|| Standing::of(answer));
    let control = if is_seen { None } else { control(page, record, answer) };
    let steps = standing.steps(is_seen || control.is_some(), record.product.validation());
    let steps = steps.into_iter().map(|step| {
        let (who, what) = (text.outcome().step)(step);
        group("", vec![span("step-who", who.to_owned()), span("", format!(" {what}"))])
    });
    let next = vec![list("steps", steps.collect()), account_link(page)];
    let mut parts = vec![section("outcome-next", text.outcome().next, next)];
    parts.extend(followed.map(|followed| followed.view(page)));
    parts.extend(control);
    if let Some(issue) = issue {
        parts.extend(issued(page, issue));
    }
    parts.push(group("folds", raw(page, record)));
    parts.push(group(
        "buttons",
        vec![
            again(page, "button button-second", text.outcome().another, Again::Afresh),
            again(
                page,
                "button button-quiet",
                text.outcome().another_alike,
                Again::WithEntries,
            ),
        ],
    ));
    let number = answer.id.to_string();
    let title = (text.outcome().placed)(&number);
    let copied = vec![copy(page, |text| text.outcome().copy_number, number)];
    group(
        "",
        vec![
            heading(title, (text.outcome().standing)(standing)),
            group("outcome-number", copied),
            group("desk", vec![group("outcome", parts), side(page, record, answer)]),
        ],
    )
}

/// The order's numbers and states, and what was ordered.
fn side(page: Page, record: &OrderRecord, answer: &OrderAnswer) -> AnyView {
    let text = page.text;
    let mut rows = vec![fact(text.outcome().order_number, vec![code(&answer.id.to_string())])];
    if !answer.requests.is_empty() {
        let requests = answer.requests.iter().map(|request| {
            let number = request.id.map(|id| code(&id.to_string()));
            let status = (text.outcome().request)(request.status.as_ref());
            let mut said: Vec<_> = number.into_iter().collect();
            said.push(span("request-state", harmless(&status)));
            group("", said)
        });
        rows.push(fact(text.outcome().requests, requests.collect()));
    }
    let number = |number: u64| vec![code(&number.to_string())];
    rows.extend(
        answer
            .certificate_id
            .map(|id| fact(text.outcome().certificate_number, number(id))),
    );
    rows.extend(
        answer
            .organization_id
            .map(|id| fact(text.outcome().organization_number, number(id))),
    );
    rows.extend(
        answer
            .order_valid_till
            .as_ref()
            .map(|till| fact(text.outcome().runs_until, vec![code(till)])),
    );
    rows.extend(asked(page, record));
    view! {
        <aside class="side" aria-labelledby="side-title">
            <h2 class="side-title" id="side-title">{text.form.side}</h2>
            {facts(rows)}
        </aside>
    }
    .into_any()
}

/// What was ordered and when: by this an order is found again.
pub(super) fn asked(page: Page, record: &OrderRecord) -> Vec<AnyView> {
    let text = page.text;
    let sent = match read(&record.sent) {
        Some(moment) => both(page, moment),
        None => vec![code(&record.sent)],
    };
    vec![
        fact(text.form.product, vec![span("", record.product.name().to_owned())]),
        fact(text.form.names, name_list(page, &record.names)),
        fact(text.outcome().sent, sent),
    ]
}

/// What is to be shown at the domains, if the answer says so.
fn control(page: Page, record: &OrderRecord, answer: &OrderAnswer) -> Option<AnyView> {
    let text = page.text;
    let mut parts = Vec::new();
    for domain in &answer.domains {
        // No token: the domain is validated already.
        let Some(token) = &domain.dcv_token else { continue };
        let members = [
            (text.outcome().dcv_value, token.token.as_ref()),
            (text.outcome().dcv_target, token.verification_value.as_ref()),
            (text.outcome().dcv_status, token.status.as_ref()),
            (text.outcome().dcv_until, token.expiration_date.as_ref()),
        ];
        let rows = members
            .into_iter()
            .filter_map(|(term, said)| Some(value(page, term, said?)));
        let name = domain.name.clone().or_else(|| domain.id.map(|id| id.to_string()));
        parts.extend(name.map(|name| subheading(code(&name))));
        parts.push(facts(rows.collect()));
    }
    if parts.is_empty() {
        let random = answer.dcv_random_value.as_ref()?;
        parts.push(facts(vec![value(page, text.outcome().dcv_value, random)]));
    }
    let lead = match method(&record.body) {
        Some(method) => {
            let (name, what) = (text.option().dcv)(method);
            format!("{name}. {what}")
        }
        None => text.outcome().dcv_lead.to_owned(),
    };
    parts.insert(0, paragraph("section-lead", lead));
    Some(section("outcome-control", text.outcome().dcv, parts))
}

/// A value that is to be put somewhere, so it can be copied.
fn value(page: Page, term: &'static str, said: &str) -> AnyView {
    let is_value = term == page.text.outcome().dcv_value || term == page.text.outcome().dcv_target;
    let copied = is_value.then(|| copy(page, |text| text.widgets.copy, said.to_owned()));
    fact(term, [Some(code(said)), copied].into_iter().flatten().collect())
}

/// The validation method that was asked for, if one was.
fn method(body: &str) -> Option<DcvMethod> {
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    let asked = body.get("dcv_method")?.as_str()?;
    DcvMethod::ALL.into_iter().find(|method| method.id() == asked)
}

#[cfg(test)]
mod tests {
    use certdesk_order::{Verdict, read_answer};

    use super::*;

    fn standing(body: &str) -> Standing {
        match read_answer(201, Some("application/json"), body.as_bytes()) {
            Verdict::Placed(answer) => Standing::of(&answer),
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn each_of_the_five_cases_and_each_odd_one_has_its_standing() {
        for (body, expected) in [
            (
                r#"{"id":1,"requests":[{"id":2,"status":"pending"}]}"#,
                Standing::OneApproval,
            ),
            (
                r#"{"id":1,"requests":[{"id":2,"status":"submitted"}]}"#,
                Standing::TwoApprovals,
            ),
            (
                r#"{"id":1,"requests":[{"id":2,"status":"approved"}],"certificate_id":3}"#,
                Standing::Approved,
            ),
            (r#"{"id":1,"certificate_id":3}"#, Standing::NoApproval),
            (
                r#"{"id":1,"certificate_id":3,"certificate_chain":[{"pem":"x"}]}"#,
                Standing::Issued,
            ),
            (
                r#"{"id":1,"requests":[{"status":"rejected"},{"status":"pending"}]}"#,
                Standing::Rejected,
            ),
            (
                r#"{"id":1,"requests":[{"id":2,"status":"on_fire"}]}"#,
                Standing::Strange,
            ),
            (r#"{"id":1,"requests":[{"id":2}]}"#, Standing::Strange),
            (r#"{"id":"1"}"#, Standing::NumberOnly),
        ] {
            assert_eq!(standing(body), expected, "{body}");
        }
    }

    #[test]
    fn whoever_must_act_is_named_in_order() {
        use Step::{Approve, ApproveTwice, AskWhy, Install, Issue, Look, ShowControl, Validate, VerifiedContact};
        let (ov, ev) = (Validation::Ov, Validation::Ev);
        for (standing, control, validation, steps) in [
            (Standing::OneApproval, false, ov, vec![Approve, Validate, Issue]),
            (
                Standing::TwoApprovals,
                true,
                ov,
                vec![ApproveTwice, ShowControl, Validate, Issue],
            ),
            (Standing::Approved, false, ev, vec![Validate, VerifiedContact, Issue]),
            (
                Standing::NoApproval,
                true,
                ev,
                vec![ShowControl, Validate, VerifiedContact, Issue],
            ),
            (Standing::Issued, true, ev, vec![Install]),
            (Standing::Rejected, true, ov, vec![AskWhy]),
            (Standing::Strange, true, ov, vec![Look]),
            (Standing::NumberOnly, false, ev, vec![Look]),
        ] {
            assert_eq!(standing.steps(control, validation), steps, "{standing:?}");
        }
    }

    #[test]
    fn the_method_is_that_of_the_request() {
        assert_eq!(
            method(r#"{"dcv_method":"dns-txt-token"}"#),
            Some(DcvMethod::DnsTxtToken)
        );
        for body in ["", "{}", r#"{"dcv_method":7}"#, r#"{"dcv_method":"carrier-pigeon"}"#] {
            assert_eq!(method(body), None, "{body}");
        }
    }
}
