//! Control of domains, shown in the world that a test makes (digicert-api 5.2, 6.10).

use std::time::Duration;

use serde_json::{Value, json};

use crate::desk::{Desk, order_but};

const DAY: Duration = Duration::from_secs(86_400);
const CHECK: &str = "/order/certificate/112233/check-dcv";

/// A desk with an order for names of which some are not validated.
async fn waiting(product: &str, names: &[&str], method: &str) -> (Desk, Value) {
    let desk = Desk::open().await;
    let order = order_but(|order| {
        order["certificate"]["common_name"] = json!(names[0]);
        order["certificate"]["dns_names"] = json!(names[1..]);
        order["dcv_method"] = json!(method);
    });
    let placed = desk.order(product, &order).await;
    (desk, placed)
}

#[tokio::test]
async fn a_txt_record_validates_the_domain_and_what_is_below() {
    let (desk, placed) = waiting(
        "ssl_securesite_flex",
        &["www.example.edu", "*.a.example.edu", "example.com"],
        "dns-txt-token",
    )
    .await;
    let value = placed["dcv_random_value"].as_str().unwrap();
    assert_eq!(placed["domains"][0]["dcv_token"]["token"], value);
    assert_eq!(
        placed["domains"][0]["dcv_token"]["expiration_date"].as_str().unwrap()[..10],
        *"2026-12-24"
    );
    assert_eq!(
        placed["domains"][2],
        json!({"id": 501, "name": "example.com", "dns_name": "example.com"})
    );
    let checked = desk.call("PUT", CHECK, None).await;
    assert_eq!(checked.status, 200);
    let checked = checked.json();
    assert_eq!(
        (&checked["order_status"], &checked["dcv_status"]),
        (&json!("pending"), &json!("pending"))
    );
    assert_eq!(
        checked["dns_name_validations"],
        json!([
            {"dns_name": "www.example.edu", "status": "unvalidated"},
            {"dns_name": "*.a.example.edu", "status": "unvalidated"},
            {"dns_name": "example.com", "status": "valid"}
        ])
    );
    desk.sandbox.set_dns_txt("example.edu", "something else");
    desk.sandbox.set_dns_txt("example.edu", value);
    // A part of the names may be looked for.
    let part = json!({"dns_names_validations": ["example.com"]});
    let checked = desk.call("PUT", CHECK, Some(&part)).await.json();
    assert_eq!(
        checked["dns_name_validations"],
        json!([{"dns_name": "example.com", "status": "valid"}])
    );
    assert_eq!(checked["order_status"], "pending");
    let checked = desk.call("PUT", CHECK, None).await.json();
    assert_eq!(
        (&checked["order_status"], &checked["dcv_status"]),
        (&json!("issued"), &json!("valid"))
    );
    assert_eq!(checked["certificate_id"], 456_101);
    // The domain is validated for what comes, as long as a certificate lasts.
    let domain = desk.read("/domain/504?include_validation=true&include_dcv=true").await;
    assert_eq!(domain["validations"][0]["validated_until"], "2027-06-10T23:59:59+00:00");
    assert_eq!(
        (domain.get("dcv_token"), &domain["dcv"]["method"]),
        (None, &json!("dns-txt-token"))
    );
}

#[tokio::test]
async fn a_domain_that_is_new_is_the_accounts_from_then_on() {
    let (desk, placed) = waiting("ssl_securesite", &["shop.example.info"], "dns-cname-token").await;
    let domain = &placed["domains"][0];
    assert_eq!(domain["dcv_token"]["verification_value"], "dcv.digicert.com");
    let id = domain["id"].as_u64().unwrap();
    let view = desk.read(&format!("/domain/{id}?include_dcv=true")).await;
    assert_eq!(
        (&view["name"], &view["is_pending_validation"]),
        (&json!("example.info"), &json!(true))
    );
    assert_eq!(view["organization"]["id"], 123_456);
    assert_eq!(view["dcv_token"], domain["dcv_token"]);
    let path = format!("/domain/{id}/dcv/validate-token");
    let answer = desk.call("PUT", &path, None).await;
    assert_eq!(
        (answer.status, answer.codes()),
        (400, vec!["invalid_dns_cname".to_owned()])
    );
    let value = domain["dcv_token"]["token"].as_str().unwrap();
    desk.sandbox
        .set_dns_cname(&format!("{value}.example.info"), "dcv.digicert.com.");
    let answer = desk.call("PUT", &path, None).await;
    assert_eq!(
        (answer.status, answer.json()),
        (200, json!({"token": value, "status": "valid"}))
    );
    assert_eq!(desk.read("/order/certificate/112233").await["status"], "issued");
}

#[tokio::test]
async fn a_file_shows_control_of_a_name_alone() {
    let (desk, placed) = waiting("ssl_securesite", &["example.edu", "www.example.edu"], "http-token").await;
    let value = placed["dcv_random_value"].as_str().unwrap();
    let answer = desk.call("PUT", CHECK, None).await;
    assert_eq!(
        (answer.status, answer.codes()),
        (400, vec!["file_random_value_not_found".to_owned()])
    );
    let file = |name: &str| format!("http://{name}/.well-known/pki-validation/fileauth.txt");
    desk.sandbox.set_file(&file("example.edu"), value);
    assert_eq!(desk.call("PUT", CHECK, None).await.status, 400);
    desk.sandbox.set_file(&file("www.example.edu"), &format!("{value}\n"));
    let checked = desk.call("PUT", CHECK, None).await.json();
    assert_eq!(checked["order_status"], "issued");
    // So another name below the domain is not validated by it.
    let other = order_but(|order| order["certificate"]["common_name"] = json!("mail.example.edu"));
    let other = desk.order("ssl_securesite", &other).await;
    assert_eq!(other.get("certificate_chain"), None);
    desk.sandbox.clear_world();
}

#[tokio::test]
async fn dv_orders_and_addresses_are_validated_for_themselves() {
    let (desk, placed) = waiting("ssl_dv_geotrust", &["example.info"], "dns-txt-token").await;
    desk.sandbox
        .set_dns_txt("_dnsauth.example.info", placed["dcv_random_value"].as_str().unwrap());
    assert_eq!(desk.call("PUT", CHECK, None).await.json()["order_status"], "issued");
    let domains = desk.read("/domain?filters[name]=example.info").await;
    assert_eq!(domains["page"]["total"], 0);
    // An address can be shown by a file only.
    let (desk, placed) = waiting("ssl_securesite_flex", &["example.com", "192.0.9.1"], "http-token").await;
    let url = "http://192.0.9.1/.well-known/pki-validation/fileauth.txt";
    desk.sandbox.set_file(url, placed["dcv_random_value"].as_str().unwrap());
    assert_eq!(desk.call("PUT", CHECK, None).await.json()["order_status"], "issued");
}

#[tokio::test]
async fn a_random_value_serves_for_thirty_days() {
    let (desk, placed) = waiting("ssl_securesite", &["example.edu"], "dns-txt-token").await;
    let first = placed["dcv_random_value"].as_str().unwrap().to_owned();
    let value = async || {
        let answer = desk
            .call("PUT", "/order/certificate/112233/dcv-random-value", None)
            .await;
        assert_eq!(answer.status, 200);
        answer.json()
    };
    desk.sandbox.advance(29 * DAY);
    assert_eq!(value().await["dcv_random_value"], first);
    desk.sandbox.set_dns_txt("example.edu", &first);
    desk.sandbox.advance(2 * DAY);
    assert_eq!(desk.call("PUT", CHECK, None).await.json()["dcv_status"], "pending");
    let domain = desk.read("/domain/504?include_dcv=true").await;
    assert_eq!(domain["dcv_token"]["status"], "expired");
    let renewed = value().await;
    assert_ne!(renewed["dcv_random_value"], first);
    assert_eq!(renewed["expiration_date"].as_str().unwrap()[..10], *"2027-01-24");
    // A domain gets its own anew.
    let answer = desk
        .post("/domain/504/dcv/token", &json!({"validations": [{"type": "ov"}]}))
        .await;
    assert_eq!((answer.status, &answer.json()["status"]), (201, &json!("pending")));
    assert_ne!(answer.json()["token"], first);
    desk.sandbox
        .set_dns_txt("example.edu", renewed["dcv_random_value"].as_str().unwrap());
    assert_eq!(desk.call("PUT", CHECK, None).await.json()["order_status"], "issued");
}

#[tokio::test]
async fn the_method_can_be_changed() {
    let (desk, _) = waiting("ssl_securesite", &["example.edu"], "email").await;
    let change = async |path: &str, method: &str| desk.call("PUT", path, Some(&json!({"dcv_method": method}))).await;
    let of_order = "/order/certificate/112233/dcv-method";
    let answer = change(of_order, "dns-txt-token").await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        desk.read("/order/certificate/112233").await["dcv_method"],
        "dns-txt-token"
    );
    assert_eq!(change(of_order, "email").await.status, 204);
    assert_eq!(change(of_order, "pigeon").await.codes(), ["invalid_value:dcv_method"]);
    assert_eq!(
        desk.call("PUT", of_order, None).await.codes(),
        ["invalid_value:dcv_method"]
    );
    let token = change("/domain/504/dcv/method", "dns-cname-token").await.json();
    assert_eq!(token["dcv_token"]["verification_value"], "dcv.digicert.com");
    let mails = change("/domain/504/dcv/method", "email").await.json();
    assert_eq!(mails["validation_emails"]["name_scope"], "example.edu");
    assert_eq!(
        mails["validation_emails"]["base_emails"][1],
        "administrator@example.edu"
    );
}

#[tokio::test]
async fn mail_is_sent_sent_again_and_followed() {
    let (desk, _) = waiting("ssl_securesite_flex", &["www.example.edu", "example.com"], "").await;
    let count = || desk.sandbox.mails().len();
    assert_eq!(count(), 1);
    let first = &desk.sandbox.mails()[0];
    assert_eq!(
        (first.order_id, first.domain.as_str()),
        (Some(112_233), "www.example.edu")
    );
    assert_eq!((first.to.len(), first.to[0].as_str()), (5, "admin@example.edu"));
    let resend = "/order/certificate/112233/resend-emails";
    assert_eq!(desk.call("PUT", resend, None).await.status, 204);
    let to_one = json!({"domain_approval_emails": [{"domain": "www.example.edu", "email": "webmaster@example.edu"}], "locale": "en"});
    assert_eq!(desk.call("PUT", resend, Some(&to_one)).await.status, 204);
    let mails = desk.sandbox.mails();
    assert_eq!(
        (mails.len(), &mails[2].to),
        (3, &vec!["webmaster@example.edu".to_owned()])
    );
    let wrong = json!({"domain_approval_emails": [{"domain": "example.com", "email": "x"}]});
    assert_eq!(
        desk.call("PUT", resend, Some(&wrong)).await.codes(),
        ["invalid_value:domain", "invalid_value:email"]
    );
    assert_eq!(desk.call("PUT", "/domain/504/dcv/emails", None).await.status, 204);
    assert_eq!(count(), 4);
    // Looking shows nothing, as long as nobody follows the mail.
    assert_eq!(desk.call("PUT", CHECK, None).await.json()["dcv_status"], "pending");
    assert!(!desk.sandbox.follow_mail("example.com"));
    assert!(desk.sandbox.follow_mail("www.example.edu"));
    assert_eq!(desk.read("/order/certificate/112233").await["status"], "issued");
}
