//! The five answers to an order (digicert-api 4.1), chosen as the service chooses them (8.4).

use certdesk_sandbox::{Account, ApprovalMode, Role};
use serde_json::{Value, json};

use crate::desk::{Desk, account, chain_of, members, order_but};

/// An account with a mode of approval, and an order for a domain that is not validated.
async fn waiting(approval: ApprovalMode, change: impl FnOnce(&mut Value)) -> (Desk, Value) {
    let desk = Desk::with(Account { approval, ..account() }).await;
    let answer = desk
        .order(
            "ssl_securesite",
            &order_but(|order| {
                order["certificate"]["common_name"] = json!("example.edu");
                change(order);
            }),
        )
        .await;
    (desk, answer)
}

async fn status(desk: &Desk, answer: &Value) -> Value {
    desk.read(&format!("/order/certificate/{}", answer["id"])).await["status"].clone()
}

#[tokio::test]
async fn one_step() {
    let (desk, answer) = waiting(ApprovalMode::OneStep, |_| {}).await;
    assert_eq!(
        answer,
        json!({"id": 112_233, "requests": [{"id": 113, "status": "pending"}]})
    );
    assert_eq!(status(&desk, &answer).await, "needs_approval");
}

#[tokio::test]
async fn two_step() {
    let (desk, answer) = waiting(ApprovalMode::TwoStep, |_| {}).await;
    assert_eq!(
        answer,
        json!({"id": 112_233, "requests": [{"id": 113, "status": "submitted"}]})
    );
    let approve = json!({"status": "approved", "processor_comment": ""});
    for expected in ["needs_approval", "pending"] {
        assert_eq!(
            desk.call("PUT", "/request/113/status", Some(&approve)).await.status,
            204
        );
        assert_eq!(status(&desk, &answer).await, expected);
    }
}

#[tokio::test]
async fn automatic() {
    let (desk, answer) = waiting(ApprovalMode::AutoApprove, |_| {}).await;
    let expected = json!({"id": 112_233, "requests": [{"id": 113, "status": "approved"}], "certificate_id": 456_101});
    assert_eq!((&answer, members(&answer)), (&expected, members(&expected)));
    assert_eq!(status(&desk, &answer).await, "pending");
}

#[tokio::test]
async fn skipped_by_the_account_or_by_the_order() {
    let expected = json!({"id": 112_233, "certificate_id": 456_101});
    let (_desk, answer) = waiting(ApprovalMode::SkipApproval, |_| {}).await;
    assert_eq!(answer, expected);
    let (_desk, answer) = waiting(ApprovalMode::TwoStep, |order| order["skip_approval"] = json!(true)).await;
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn immediate() {
    let desk = Desk::with(Account {
        approval: ApprovalMode::OneStep,
        ..account()
    })
    .await;
    let answer = desk
        .order(
            "ssl_securesite",
            &order_but(|order| order["skip_approval"] = json!(true)),
        )
        .await;
    assert_eq!(members(&answer), ["id", "certificate_id", "certificate_chain"]);
    assert_eq!(chain_of(&answer).len(), 3);
    let names: Vec<&Value> = answer["certificate_chain"]
        .as_array()
        .expect("a chain")
        .iter()
        .map(|it| &it["subject_common_name"])
        .collect();
    assert_eq!(
        names,
        [
            "example.com",
            "Certdesk Sandbox TLS RSA CA 1",
            "Certdesk Sandbox Root CA"
        ]
    );
    // Inside the JSON, PEM has CRLF.
    assert!(chain_of(&answer)[0].starts_with("-----BEGIN CERTIFICATE-----\r\n"));
    assert_eq!(status(&desk, &answer).await, "issued");
}

#[tokio::test]
async fn automatic_and_immediate_show_request_and_chain() {
    let desk = Desk::open().await;
    let answer = desk.order("ssl_securesite", &order_but(|_| {})).await;
    assert_eq!(
        members(&answer),
        ["id", "requests", "certificate_id", "certificate_chain"]
    );
}

#[tokio::test]
async fn each_of_the_four_conditions_is_needed_to_be_immediate() {
    let mode = |approval| Account { approval, ..account() };
    let standard = |approval| {
        let mut account = mode(approval);
        account.user.role = Role::StandardUser;
        account
    };
    let expired = |account: &mut Account| account.organizations[0].validations.clear();
    let mut unvalidated = mode(ApprovalMode::SkipApproval);
    expired(&mut unvalidated);
    let skip = |order: &mut Value| order["skip_approval"] = json!(true);
    let other_domain =
        |order: &mut Value| order["certificate"]["dns_names"] = json!(["www.example.com", "example.edu"]);
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Account, &str, Change<'_>, &[&str]); 5] = [
        // 1: the account neither approves by itself nor skips, and the order does not ask for it.
        (
            mode(ApprovalMode::OneStep),
            "ssl_securesite",
            &|_| {},
            &["id", "requests"],
        ),
        // 2: the organization.
        (unvalidated, "ssl_securesite", &skip, &["id", "certificate_id"]),
        // 3: every domain.
        (
            mode(ApprovalMode::AutoApprove),
            "ssl_securesite_multi_domain",
            &other_domain,
            &["id", "requests", "certificate_id"],
        ),
        // 4: the user, who may not approve; and whose wish to skip is passed over.
        (
            standard(ApprovalMode::AutoApprove),
            "ssl_securesite",
            &|_| {},
            &["id", "requests", "certificate_id"],
        ),
        (
            standard(ApprovalMode::OneStep),
            "ssl_securesite",
            &skip,
            &["id", "requests"],
        ),
    ];
    for (number, (account, product, change, expected)) in cases.into_iter().enumerate() {
        let desk = Desk::with(account).await;
        let answer = desk.order(product, &order_but(change)).await;
        assert_eq!(members(&answer), expected, "case {number}");
    }
}

#[tokio::test]
async fn ev_needs_a_user_who_is_a_verified_contact() {
    let mut plain = account();
    plain.user.ev_approver = false;
    for (account, expected) in [
        (account(), &["id", "certificate_id", "certificate_chain"][..]),
        (plain, &["id", "requests", "certificate_id"]),
    ] {
        let desk = Desk::with(account).await;
        let answer = desk
            .order(
                "ssl_ev_securesite",
                &order_but(|order| order["skip_approval"] = json!(true)),
            )
            .await;
        assert_eq!(members(&answer), expected);
    }
}

#[tokio::test]
async fn a_container_may_have_its_own_mode() {
    let desk = Desk::open().await;
    for (container, status) in [(5, "approved"), (6, "pending"), (7, "submitted")] {
        let order = order_but(|order| order["container"] = json!({ "id": container }));
        let answer = desk.order("ssl_securesite", &order).await;
        assert_eq!(answer["requests"][0]["status"], status, "{container}");
    }
}

#[tokio::test]
async fn a_new_organization_comes_back_with_its_number() {
    let desk = Desk::open().await;
    let described = json!({
        "name": "Sandbox Bakery Ltd", "address": "1 Mill Lane", "city": "Leeds", "state": "England", "zip": "LS1 1AA",
        "country": "gb", "telephone": "+44 113 496 0000",
        "organization_contact": {"first_name": "Ada", "last_name": "Baker", "email": "ada@example.com"}
    });
    let answer = desk
        .order(
            "ssl_securesite",
            &order_but(|order| order["organization"] = described.clone()),
        )
        .await;
    assert_eq!(members(&answer), ["id", "organization", "requests", "certificate_id"]);
    let id = &answer["organization"]["id"];
    let organization = desk.read(&format!("/organization/{id}")).await;
    assert_eq!(organization["name"], "Sandbox Bakery Ltd");
    assert_eq!(organization["organization_contact"]["last_name"], "Baker");
    // The same once more is the organization that is there: nothing new comes back.
    let again = desk
        .order(
            "ssl_securesite",
            &order_but(|order| order["organization"] = described.clone()),
        )
        .await;
    assert_eq!(members(&again), ["id", "requests", "certificate_id"]);
    assert_eq!(desk.sandbox.orders()[1].organization_id, id.as_u64());
}

#[tokio::test]
async fn every_product_of_the_reference_page_can_be_ordered() {
    let desk = Desk::open().await;
    for (product, common_name, others) in [
        ("ssl_securesite", "example.com", &["www.example.com"][..]),
        (
            "ssl_securesite_multi_domain",
            "example.com",
            &["a.example.com", "example.org"],
        ),
        ("ssl_securesite_wildcard", "*.example.com", &["example.com"]),
        ("ssl_ev_securesite", "www.example.com", &["example.com"]),
        ("ssl_ev_securesite_multi_domain", "example.com", &["a.example.org"]),
    ] {
        let order = order_but(|order| {
            order["certificate"]["common_name"] = json!(common_name);
            order["certificate"]["dns_names"] = json!(others);
        });
        let answer = desk.order(product, &order).await;
        assert_eq!(chain_of(&answer).len(), 3, "{product}");
    }
}
