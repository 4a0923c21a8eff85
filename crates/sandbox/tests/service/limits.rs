//! What a key may do and how often (digicert-api 4.5, 5.9).

use std::time::Duration;

use certdesk_sandbox::{Fault, KeyRole, RateLimit, Role};
use serde_json::json;

use crate::desk::{Desk, account, order, owned};

#[tokio::test]
async fn the_documented_limits_hold_and_waiting_helps() {
    let desk = Desk::open().await;
    for _ in 0..100 {
        assert_eq!(desk.get("/user/me").await.status, 200);
    }
    // A slow machine may have let the first of them lapse.
    let limited = desk.get("/user/me").await;
    if limited.status == 429 {
        assert_eq!(
            limited.json(),
            json!({"errors": [{"code": "request_limit_exceeded", "message": "Service unavailable, please limit request volume"}]})
        );
        assert_eq!(limited.header("retry-after"), None);
    }
    desk.sandbox.advance(Duration::from_secs(5));
    assert_eq!(desk.get("/user/me").await.status, 200);
}

#[tokio::test]
async fn a_limit_is_the_accounts_and_an_order_over_it_is_not_taken() {
    let mut account = account();
    account.rate_limits = vec![RateLimit { calls: 2, seconds: 600 }];
    let desk = Desk::with(account).await;
    let place = async || desk.post("/order/certificate/ssl_securesite", &order()).await;
    // A wrong key has no calls to lose.
    assert_eq!(place().await.status, 201);
    assert_eq!(desk.get("/product").await.status, 200);
    let refused = place().await;
    assert_eq!(
        (refused.status, refused.codes()),
        (429, owned(&["request_limit_exceeded"]))
    );
    assert_eq!(desk.sandbox.orders().len(), 1);
    desk.sandbox.advance(Duration::from_secs(600));
    assert_eq!(place().await.status, 201);
    desk.sandbox.set_fault(Fault::Limited);
    assert_eq!(desk.get("/product").await.status, 429);
    desk.sandbox.set_fault(Fault::None);
    assert_eq!(desk.get("/product").await.status, 200);
}

#[tokio::test]
async fn each_kind_of_key_is_refused_in_the_documented_way() {
    let role = |role| {
        let mut account = account();
        account.key_role = role;
        account
    };
    let denied = owned(&["access_denied|missing_permission"]);
    let desk = Desk::with(role(KeyRole::ViewOnly)).await;
    assert_eq!(desk.get("/order/certificate").await.status, 200);
    for (method, path) in [
        ("POST", "/order/certificate/ssl_securesite"),
        // Nothing is changed by it, but it is no GET.
        ("POST", "/finance/order-pricing"),
        ("PUT", "/request/1/status"),
    ] {
        let answer = desk.call(method, path, Some(&order())).await;
        assert_eq!((answer.status, answer.codes()), (403, denied.clone()), "{path}");
    }
    let desk = Desk::with(role(KeyRole::OrderOnly)).await;
    for path in [
        "/user/me",
        "/product/ssl_securesite",
        "/order/certificate/112233",
        "/organization",
    ] {
        let answer = desk.get(path).await;
        assert_eq!((answer.status, answer.codes()), (403, denied.clone()), "{path}");
    }
    assert_eq!(
        desk.post("/order/certificate/ssl_securesite", &order()).await.status,
        201
    );
    let desk = Desk::with(role(KeyRole::Orders)).await;
    assert_eq!(desk.get("/request").await.status, 200);
    assert_eq!(desk.get("/organization").await.codes(), denied);

    let mut some = account();
    some.denied = vec!["GET /organization".into(), "* /finance/{}".into()];
    let desk = Desk::with(some).await;
    assert_eq!(desk.get("/organization").await.codes(), denied);
    assert_eq!(desk.get("/finance/balance").await.codes(), denied);
    assert_eq!(desk.get("/organization/123456").await.status, 200);
}

#[tokio::test]
async fn who_may_not_approve_says_so_when_they_try() {
    let mut account = account();
    account.user.role = Role::StandardUser;
    account.approval = certdesk_sandbox::ApprovalMode::OneStep;
    let desk = Desk::with(account).await;
    desk.order("ssl_securesite", &order()).await;
    let me = desk.read("/user/me").await;
    assert_eq!(me["access_roles"], json!([{"id": 5, "name": "Standard User"}]));
    let answer = desk
        .call("PUT", "/request/113/status", Some(&json!({"status": "approved"})))
        .await;
    assert_eq!(
        (answer.status, answer.codes()),
        (403, owned(&["access_denied|invalid_approver"]))
    );
}
