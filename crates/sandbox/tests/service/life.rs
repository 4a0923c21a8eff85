//! What time brings: approval, validation, issuing and the end, each at its moment of the sandbox's clock.

use std::time::Duration;

use certdesk_sandbox::{Account, ApprovalMode, Pace, ValidationType};
use serde_json::{Value, json};
use time::macros::datetime;

use crate::desk::{Desk, account, members, order_but};
use crate::signing_request::SigningRequest;

const HOUR: Duration = Duration::from_secs(3600);
const MINUTE: Duration = Duration::from_secs(60);

/// An account where everything takes its time.
fn slow(approval: ApprovalMode) -> Account {
    Account {
        approval,
        pace: Pace {
            organization_hours: Some(48),
            verified_contact_hours: Some(3),
            issuance_minutes: 10,
        },
        ..account()
    }
}

async fn status(desk: &Desk, id: u64) -> Value {
    desk.read(&format!("/order/certificate/{id}")).await["status"].clone()
}

async fn approve(desk: &Desk, request: u64) {
    let body = json!({"status": "approved", "processor_comment": ""});
    let answer = desk
        .call("PUT", &format!("/request/{request}/status"), Some(&body))
        .await;
    assert_eq!(answer.status, 204, "{}", answer.text());
}

#[tokio::test]
async fn an_order_goes_from_two_approvals_through_validation_to_issue() {
    let desk = Desk::with(slow(ApprovalMode::TwoStep)).await;
    // Neither organization nor domain are validated.
    let order = order_but(|order| {
        order["organization"]["id"] = json!(123_459);
        order["certificate"]["common_name"] = json!("echantillon.fr");
        order["dcv_method"] = json!("dns-txt-token");
    });
    let placed = desk.order("ssl_securesite", &order).await;
    assert_eq!(members(&placed)[..2], ["id", "requests"]);
    assert_eq!(status(&desk, 112_233).await, "needs_approval");
    desk.sandbox.advance(HOUR);
    approve(&desk, 113).await;
    assert_eq!(status(&desk, 112_233).await, "needs_approval");
    approve(&desk, 113).await;
    assert_eq!(status(&desk, 112_233).await, "pending");

    let value = desk
        .call("PUT", "/order/certificate/112233/dcv-random-value", None)
        .await
        .json();
    desk.sandbox
        .set_dns_txt("echantillon.fr", value["dcv_random_value"].as_str().unwrap());
    let checked = desk
        .call("PUT", "/order/certificate/112233/check-dcv", None)
        .await
        .json();
    // The domain is there; the organization is not, for 48 hours from the start, of which one is past.
    assert_eq!(
        (&checked["dcv_status"], &checked["order_status"]),
        (&json!("valid"), &json!("pending"))
    );
    desk.sandbox.advance(46 * HOUR + 59 * MINUTE);
    assert_eq!(status(&desk, 112_233).await, "pending");
    desk.sandbox.advance(MINUTE);
    assert_eq!(status(&desk, 112_233).await, "processing");
    let organization = desk.read("/organization/123459").await;
    assert_eq!(organization["validations"][0]["status"], "active");
    // Nothing else changed in the last minutes.
    let changes = desk.read("/order/certificate/status-changes?minutes=5").await;
    assert_eq!(
        changes,
        json!({"orders": [{"order_id": 112_233, "certificate_id": 456_101, "status": "processing"}]})
    );
    // However far the clock is turned, it is issued at its moment.
    desk.sandbox.advance(5 * HOUR);
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(view["status"], "issued");
    let issued = view["certificate"]["date_issued"].as_str().unwrap();
    assert!(issued.starts_with("2026-11-26T09:10:"), "{issued}");
    let after = desk.sandbox.now() - datetime!(2026-11-26 14:00 UTC);
    assert!(!after.is_negative() && after < time::Duration::minutes(5), "{after}");
    assert_eq!(
        desk.read("/order/certificate/status-changes?minutes=60").await,
        json!({"orders": []})
    );
}

#[tokio::test]
async fn what_is_validated_beforehand_is_issued_at_once_at_any_pace() {
    let desk = Desk::with(slow(ApprovalMode::SkipApproval)).await;
    let placed = desk.order("ssl_securesite", &order_but(|_| {})).await;
    assert_eq!(members(&placed), ["id", "certificate_id", "certificate_chain"]);
}

#[tokio::test]
async fn an_ev_order_waits_for_a_verified_contact() {
    let mut account = slow(ApprovalMode::SkipApproval);
    account.user.ev_approver = false;
    let desk = Desk::with(account).await;
    desk.order("ssl_ev_securesite", &order_but(|_| {})).await;
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(
        (&view["status"], &view["order_approval_complete"]),
        (&json!("pending"), &json!(false))
    );
    desk.sandbox.advance(3 * HOUR);
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(
        (&view["status"], &view["order_approval_complete"]),
        (&json!("processing"), &json!(true))
    );
    desk.sandbox.advance(10 * MINUTE);
    assert_eq!(status(&desk, 112_233).await, "issued");
}

#[tokio::test]
async fn an_order_hands_in_an_organization_that_is_not_validated() {
    let desk = Desk::with(slow(ApprovalMode::SkipApproval)).await;
    let order = order_but(|order| {
        order["organization"]["id"] = json!(123_458);
        order["certificate"]["common_name"] = json!("sample-logistics.co.uk");
    });
    let validation = async || desk.read("/organization/123458/validation").await["validations"][0].clone();
    assert_eq!(validation().await["status"], "expired");
    desk.order("ssl_securesite", &order).await;
    let pending = validation().await;
    assert_eq!(
        (&pending["status"], pending.get("validated_until")),
        (&json!("pending"), None)
    );
    desk.sandbox.advance(48 * HOUR + 10 * MINUTE);
    assert_eq!(validation().await["status"], "active");
    assert_eq!(status(&desk, 112_233).await, "issued");
}

#[tokio::test]
async fn an_organization_is_created_submitted_and_validated() {
    let desk = Desk::with(slow(ApprovalMode::SkipApproval)).await;
    let described = json!({
        "name": "Sandbox Bakery Ltd", "address": "1 Mill Lane", "city": "Leeds", "state": "England", "zip": "LS1 1AA",
        "country": "gb", "telephone": "+44 113 496 0000",
        "organization_contact": {"first_name": "Ada", "last_name": "Baker", "email": "ada@example.com"},
        "validations": [{"type": "ov"}]
    });
    let made = desk.post("/organization", &described).await;
    assert_eq!(made.status, 201);
    let id = made.json()["id"].clone();
    let again = desk.post("/organization", &described).await;
    assert_eq!(
        (again.status, again.codes()),
        (400, vec!["invalid_value:name".to_owned()])
    );
    let person = json!({"first_name": "Eve", "last_name": "Baker", "job_title": "Director", "telephone": "1", "email": "eve@example.com"});
    let submitted = desk
        .post(
            &format!("/organization/{id}/validation"),
            &json!({"validations": [{"type": "ev", "verified_users": [person, {"id": 153_208}]}]}),
        )
        .await;
    assert_eq!(submitted.status, 204);
    let wrong = desk
        .post(
            &format!("/organization/{id}/validation"),
            &json!({"validations": [{"type": "iv"}]}),
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.codes()),
        (400, vec!["invalid_value:type".to_owned()])
    );
    let view = desk.read(&format!("/organization/{id}")).await;
    assert_eq!(view["verified_contacts"][0]["last_name"], "Baker");
    assert_eq!(view["verified_contacts"][1]["email"], "dana.whitfield@example.com");
    let states = |view: &Value| -> Vec<(Value, Value)> {
        let all = view["validations"].as_array().unwrap().iter();
        all.map(|it| (it["type"].clone(), it["status"].clone())).collect()
    };
    let both = |status: &str| ["ov", "ev"].map(|kind| (json!(kind), json!(status))).to_vec();
    assert_eq!(states(&view), both("pending"));
    desk.sandbox.advance(48 * HOUR);
    let view = desk.read(&format!("/organization/{id}")).await;
    assert_eq!(states(&view), both("active"));
    assert_eq!(view["validations"][0]["validated_until"], "2027-12-28T23:59:59+00:00");
}

#[tokio::test]
async fn a_certificate_ends_and_its_plan_goes_on() {
    let desk = Desk::open().await;
    desk.order("ssl_securesite", &order_but(|_| {})).await;
    desk.sandbox.advance(198 * 24 * HOUR);
    assert_eq!(
        desk.read("/order/certificate/112233").await["certificate"]["days_remaining"],
        0
    );
    assert_eq!(status(&desk, 112_233).await, "issued");
    desk.sandbox.advance(24 * HOUR);
    assert_eq!(status(&desk, 112_233).await, "expired");
    // Who looks for issued orders finds it still.
    for filter in ["issued", "expired"] {
        let list = desk.read(&format!("/order/certificate?filters[status]={filter}")).await;
        assert_eq!(list["orders"][0]["id"], 112_233, "{filter}");
    }
    let csr = SigningRequest::new().pem;
    let reissued = desk
        .post(
            "/order/certificate/112233/reissue",
            &json!({"certificate": {"csr": csr}}),
        )
        .await;
    assert_eq!(reissued.status, 201, "{}", reissued.text());
    assert_eq!(status(&desk, 112_233).await, "issued");
    // The plan itself ends a year after it was made.
    desk.sandbox.advance(200 * 24 * HOUR);
    let late = desk
        .post(
            "/order/certificate/112233/reissue",
            &json!({"certificate": {"csr": csr}}),
        )
        .await;
    assert_eq!(
        (late.status, late.codes()),
        (400, vec!["invalid_value:order_id".to_owned()])
    );
}

#[tokio::test]
async fn a_reissue_that_waits_shows_and_can_be_refused() {
    let mut account = slow(ApprovalMode::OneStep);
    account.user.ev_approver = true;
    let desk = Desk::with(account).await;
    desk.order(
        "ssl_securesite_flex",
        &order_but(|order| order["skip_approval"] = json!(true)),
    )
    .await;
    let reissue = json!({"certificate": {
        "common_name": "example.com", "dns_names": ["example.edu"], "csr": SigningRequest::new().pem, "signature_hash": "sha256"
    }});
    for (approved, expected) in [(false, "issued"), (true, "reissue_pending")] {
        let answer = desk.post("/order/certificate/112233/reissue", &reissue).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(status(&desk, 112_233).await, "reissue_pending");
        let request = answer.json()["requests"][0]["id"].as_u64().unwrap();
        let decide = json!({"status": if approved { "approved" } else { "rejected" }});
        let path = format!("/request/{request}/status");
        assert_eq!(desk.call("PUT", &path, Some(&decide)).await.status, 204);
        assert_eq!(status(&desk, 112_233).await, expected);
    }
    // Its new domain is confirmed by following the mail.
    assert!(desk.sandbox.follow_mail("example.edu"));
    assert_eq!(status(&desk, 112_233).await, "reissue_pending");
    desk.sandbox.advance(10 * MINUTE);
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(view["status"], "issued");
    assert_eq!(view["certificate"]["dns_names"], json!(["example.com", "example.edu"]));
}

#[tokio::test]
async fn the_account_can_change_while_it_runs() {
    let desk = Desk::open().await;
    desk.sandbox.change_account(|account| {
        account.organizations[0]
            .validations
            .retain(|it| it.r#type != ValidationType::Ev);
        account.approval = ApprovalMode::OneStep;
    });
    let kinds = desk.read("/organization/123456/validation").await;
    assert_eq!(kinds["validations"].as_array().unwrap().len(), 1);
    let placed = desk.order("ssl_securesite", &order_but(|_| {})).await;
    assert_eq!(placed["requests"][0]["status"], "pending");
}
