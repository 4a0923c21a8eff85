//! What the service puts up with, and so the sandbox does.

use serde_json::json;

use crate::desk::{Desk, KEY, account, chain_of, order, order_but};
use crate::raw;
use crate::signing_request::SigningRequest;

#[tokio::test]
async fn what_says_nothing_is_passed_over() {
    let desk = Desk::open().await;
    let order = order_but(|order| {
        order["order_validity"] = json!({});
        order["custom_expiration_date"] = json!("");
        order["validity_days"] = json!(0);
        order["certificate"]["dns_names"] = json!(null);
        order["certificate"]["organization_units"] = json!(null);
        order["certificate"]["server_platform"] = json!({"id": "-1", "name": ""});
        order["certificate"]["emails"] = json!([]);
        order["certificate"]["profile_option"] = json!("");
        order["additional_emails"] = json!(null);
        order["custom_fields"] = json!(null);
        order["container"] = json!(null);
        order["renewal_of_order_id"] = json!(0);
        order["renewed_thumbprint"] = json!("");
        order["dcv_method"] = json!("");
        order["requests"] = json!([]);
        order["id"] = json!(0);
        order["date_created"] = json!("0001-01-01T00:00:00Z");
        order["an_unknown_member"] = json!({"with": ["anything"]});
    });
    let answer = desk.order("ssl_securesite", &order).await;
    assert_eq!(chain_of(&answer).len(), 3);
    // What was sent is kept as it was sent.
    assert_eq!(desk.sandbox.orders()[0].body, order);
}

#[tokio::test]
async fn numbers_may_be_texts_and_flags_numbers() {
    let desk = Desk::open().await;
    let order = order_but(|order| {
        order["organization"]["id"] = json!("123456");
        order["container"] = json!({"id": "6"});
        order["validity_years"] = json!("2");
        order["skip_approval"] = json!("true");
        order["disable_renewal_notifications"] = json!(1);
        order["auto_renew"] = json!(true);
        order["certificate"]["server_platform"] = json!({"id": "45"});
        order["certificate"]["signature_hash"] = json!("SHA256");
        order["custom_fields"] = json!([{"metadata_id": "12", "value": 4711}]);
    });
    let answer = desk.order("ssl_securesite", &order).await;
    let view = desk.read(&format!("/order/certificate/{}", answer["id"])).await;
    assert_eq!(
        (&view["validity_years"], &view["order_valid_till"]),
        (&json!(2), &json!("2028-11-24"))
    );
    assert_eq!(
        (&view["container"]["id"], &view["is_multi_year_plan"]),
        (&json!(6), &json!("1"))
    );
    assert_eq!(
        (&view["auto_renew"], &view["disable_renewal_notifications"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(view["custom_fields"][0]["value"], "4711");
    assert_eq!(view["certificate"]["server_platform"]["id"], 45);
}

#[tokio::test]
async fn a_csr_comes_in_many_dresses() {
    let desk = Desk::open().await;
    let pem = SigningRequest::new().pem;
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    for csr in [
        pem.replace("\r\n", "\n"),
        pem.replace("\r\n", "\n").replace('\n', "\r\n"),
        pem.replace(['\r', '\n'], ""),
        pem.replace(['\r', '\n'], " "),
        pem.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
        format!("\n\n  {pem}\n\n"),
        bare,
    ] {
        let answer = desk
            .order(
                "ssl_securesite",
                &order_but(|order| order["certificate"]["csr"] = json!(csr)),
            )
            .await;
        let view = desk.read(&format!("/order/certificate/{}", answer["id"])).await;
        assert_eq!(view["certificate"]["csr"], json!(csr));
    }
}

#[tokio::test]
async fn names_are_folded() {
    let desk = Desk::open().await;
    let order = order_but(|order| {
        order["certificate"]["common_name"] = json!("Example.COM");
        order["certificate"]["dns_names"] = json!(["example.com", "", "WWW.example.com", "www.example.com"]);
    });
    desk.order("ssl_securesite", &order).await;
    assert_eq!(desk.sandbox.orders()[0].names, ["example.com", "www.example.com"]);
}

#[tokio::test]
async fn addresses_may_be_untidy() {
    let desk = Desk::open().await;
    desk.order("ssl_securesite", &order()).await;
    for target in [
        "//services/v2//order/certificate/112233",
        "/services/v2/order/certificate/112233/",
        "/services/v2/order//certificate/112233?",
        "/services/v2/order/certificate/112233?include_caa_status=true&unknown=1",
        "/services/v2/order/certificate?&filters[valid_till]=>2026-01-01&filters[common_name]=example.com",
        "/services/v2/order/certificate?filters[common_name]=<zzz&filters[x]={|}^`\"",
        "/services/v2/domain/501/include_dcv=true&include_validation=true",
        "/services/v2/product/ssl_securesite?&container_id=5",
    ] {
        let answer = raw::send(&desk.origin(), "GET", target, &[("x-dc-devkey", KEY)], None)
            .await
            .unwrap();
        assert_eq!(answer.status, 200, "{target}: {answer:?}");
        if target.contains("filters") {
            assert_eq!(answer.json()["page"]["total"], 1, "{target}");
        }
    }
    let body = order().to_string();
    let target = "//services/v2//order/certificate//ssl_securesite/";
    let answer = raw::send(
        &desk.origin(),
        "POST",
        target,
        &[("X-DC-DEVKEY", KEY)],
        Some(body.as_bytes()),
    )
    .await;
    assert_eq!(answer.unwrap().status, 201);
}

#[tokio::test]
async fn bodies_are_read_whatever_their_head_says() {
    let desk = Desk::open().await;
    let body = order().to_string();
    let with_mark = [b"\xef\xbb\xbf", body.as_bytes()].concat();
    for (content_type, body) in [
        (None, body.as_bytes()),
        (Some("text/plain"), body.as_bytes()),
        (Some("application/x-www-form-urlencoded"), body.as_bytes()),
        (Some("application/json; charset=utf-8"), &with_mark),
    ] {
        let mut headers = vec![("X-DC-DEVKEY", KEY), ("User-Agent", "anything/0.1")];
        headers.extend(content_type.map(|value| ("Content-Type", value)));
        let answer = raw::send(
            &desk.origin(),
            "POST",
            "/services/v2/order/certificate/ssl_securesite",
            &headers,
            Some(body),
        )
        .await;
        assert_eq!(answer.unwrap().status, 201, "{content_type:?}");
    }
    // A client of .NET asks first whether it may send.
    let headers = [("X-DC-DEVKEY", KEY), ("Expect", "100-continue")];
    let answer = raw::send(
        &desk.origin(),
        "POST",
        "/services/v2/order/certificate/ssl_securesite",
        &headers,
        Some(body.as_bytes()),
    )
    .await;
    assert_eq!(answer.unwrap().status, 201);
    assert_eq!(desk.sandbox.orders().len(), 5);
}

#[tokio::test]
async fn the_nearest_way_to_say_the_end_wins() {
    let desk = Desk::open().await;
    for (members, end) in [
        (json!({"validity_years": 1}), "2027-11-24"),
        (json!({"validity_years": 2, "validity_days": 30}), "2026-12-24"),
        (
            json!({"validity_years": 2, "validity_days": 30, "custom_expiration_date": "2027-02-01"}),
            "2027-02-01",
        ),
        (
            json!({"validity_years": 1, "order_validity": {"years": 3}}),
            "2029-11-24",
        ),
        (json!({"custom_expiration_date": "2027-02-01T00:00:00"}), "2027-02-01"),
    ] {
        let order = order_but(|order| {
            order.as_object_mut().unwrap().remove("validity_years");
            for (member, value) in members.as_object().unwrap() {
                order[member] = value.clone();
            }
        });
        let answer = desk.order("ssl_securesite", &order).await;
        let view = desk.read(&format!("/order/certificate/{}", answer["id"])).await;
        assert_eq!(view["order_valid_till"], end, "{members}");
    }
}

#[tokio::test]
async fn the_reference_page_holds_on_its_days() {
    let mut account = account();
    account.today = Some(time::macros::date!(2019 - 05 - 01));
    let desk = Desk::with(account).await;
    let years = |years: i32| order_but(move |order| order["validity_years"] = json!(years));
    let date = |date: &str| order_but(|order| order["custom_expiration_date"] = json!(date));
    desk.order("ssl_securesite", &years(2)).await;
    desk.refused("ssl_securesite", &years(3), &["invalid_value:validity_years"])
        .await;
    desk.order("ssl_securesite", &date("2021-08-02")).await;
    desk.refused(
        "ssl_securesite",
        &date("2021-08-03"),
        &["invalid_value:custom_expiration_date"],
    )
    .await;
}
