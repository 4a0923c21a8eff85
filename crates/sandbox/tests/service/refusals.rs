//! Every error in DigiCert's shape, with its code and status (digicert-api 4.3, 4.4).

use certdesk_sandbox::{CustomField, KeyRole};
use serde_json::{Value, json};

use crate::desk::{Desk, KEY, account, order, order_but, owned};
use crate::raw;
use crate::signing_request::SigningRequest;

#[tokio::test]
async fn an_absent_or_wrong_key_is_refused_as_recorded() {
    let desk = Desk::open().await;
    let body = order().to_string();
    for key in [None, Some(""), Some("WRONG"), Some("key-of-the-tests")] {
        let headers: Vec<(&str, &str)> = key.map(|key| ("X-DC-DEVKEY", key)).into_iter().collect();
        for (method, path) in [
            ("GET", "/services/v2/user/me"),
            ("POST", "/services/v2/order/certificate/ssl_securesite"),
            ("OPTIONS", "/services/v2/organization"),
        ] {
            let answer = raw::send(&desk.origin(), method, path, &headers, Some(body.as_bytes()))
                .await
                .unwrap();
            assert_eq!(answer.status, 403, "{key:?} {path}");
            assert_eq!(
                answer.text(),
                r#"{"errors":[{"code":"access_denied|access_denied_invalid_key","message":"Access denied due to access_denied_invalid_key."}]}"#
            );
        }
    }
    assert!(desk.sandbox.orders().is_empty());
}

#[tokio::test]
async fn a_key_that_may_only_read_cannot_order() {
    let mut account = account();
    account.key_role = KeyRole::ViewOnly;
    let desk = Desk::with(account).await;
    let answer = desk.post("/order/certificate/ssl_securesite", &order()).await;
    assert_eq!(
        (answer.status, answer.codes()),
        (403, owned(&["access_denied|missing_permission"]))
    );
    assert_eq!(desk.get("/organization").await.status, 200);
}

#[tokio::test]
async fn the_api_has_no_cors_of_its_own() {
    let desk = Desk::open().await;
    let headers = [
        ("X-DC-DEVKEY", KEY),
        ("Origin", "https://desk.example.com"),
        ("Access-Control-Request-Method", "GET"),
    ];
    for method in ["GET", "OPTIONS"] {
        let answer = raw::send(&desk.origin(), method, "/services/v2/organization", &headers, None)
            .await
            .unwrap();
        assert!(
            !answer.head().to_lowercase().contains("access-control"),
            "{}",
            answer.head()
        );
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let desk = Desk::open().await;
    desk.order(
        "ssl_securesite",
        &order_but(|order| order["container"] = json!({"id": 6})),
    )
    .await;
    for (method, path, code) in [
        ("GET", "/order/certificate/999", "not_found|order"),
        ("GET", "/order/certificate/abc", "not_found|order"),
        ("PUT", "/order/certificate/999/status", "not_found|order"),
        (
            "GET",
            "/certificate/download/order/999/format/pem_all",
            "not_found|order",
        ),
        ("POST", "/order/certificate/ssl_unknown", "not_found|product"),
        ("GET", "/product/ssl_unknown", "not_found|product"),
        ("GET", "/organization/1", "not_found|organization"),
        ("GET", "/certificate/1/chain", "not_found|certificate"),
        ("GET", "/certificate/1/download/format/pem_all", "not_found|certificate"),
        // Ordered, but not approved, and so not there yet.
        ("GET", "/certificate/456101", "not_found|certificate"),
        ("GET", "/certificate/456101/chain", "not_found|certificate"),
        (
            "GET",
            "/certificate/download/order/112233/format/pem_all",
            "not_found|certificate",
        ),
        ("GET", "/container/1", "not_found|container"),
        ("GET", "/domain/1", "not_found|domain"),
        ("GET", "/request/1", "not_found|request"),
        ("GET", "/user/1", "not_found|user"),
        ("GET", "/nothing/here", "not_found|route"),
        ("GET", "", "not_found|route"),
        ("DELETE", "/organization/123456", "not_found|route"),
        ("PATCH", "/order/certificate/112233", "not_found|route"),
    ] {
        let answer = desk.call(method, path, Some(&order())).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (404, owned(&[code])),
            "{method} {path}"
        );
    }
    let headers = [("X-DC-DEVKEY", KEY)];
    for outside in ["/", "/services/v1/user/me", "/user/me"] {
        let answer = raw::send(&desk.origin(), "GET", outside, &headers, None).await.unwrap();
        assert_eq!(
            (answer.status, answer.codes()),
            (404, owned(&["not_found|route"])),
            "{outside}"
        );
    }
}

#[tokio::test]
async fn broken_json_is_a_bad_format() {
    let desk = Desk::open().await;
    let headers = [("X-DC-DEVKEY", KEY), ("Content-Type", "application/json")];
    let whole = order().to_string();
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\"text\"",
        "{\"certificate\": }",
        "<order/>",
        &whole[..whole.len() - 1],
        "{'a': 1}",
    ] {
        let target = "/services/v2/order/certificate/ssl_securesite";
        let answer = raw::send(&desk.origin(), "POST", target, &headers, Some(body.as_bytes()))
            .await
            .unwrap();
        assert_eq!(
            (answer.status, answer.codes()),
            (400, owned(&["bad_request_format"])),
            "{body}"
        );
    }
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let answer = raw::send(
        &desk.origin(),
        "POST",
        "/services/v2/order/certificate/ssl_securesite",
        &headers,
        Some(nested.as_bytes()),
    )
    .await;
    assert_eq!(answer.unwrap().codes(), ["bad_request_format"]);
    assert!(desk.sandbox.orders().is_empty());
}

#[tokio::test]
async fn each_required_member_is_missed() {
    let desk = Desk::open().await;
    desk.refused(
        "ssl_securesite",
        &json!({}),
        &[
            "invalid_value:certificate",
            "invalid_value:validity_years",
            "invalid_value:organization",
        ],
    )
    .await;
    for member in ["certificate", "organization", "validity_years"] {
        for nothing in [None, Some(json!(null)), Some(json!(""))] {
            let order = order_but(|order| {
                let order = order.as_object_mut().unwrap();
                match nothing.clone() {
                    Some(nothing) => order.insert(member.into(), nothing),
                    None => order.remove(member),
                };
            });
            desk.refused("ssl_securesite", &order, &[&format!("invalid_value:{member}")])
                .await;
        }
    }
    for member in ["common_name", "csr", "signature_hash"] {
        let order = order_but(|order| {
            order["certificate"].as_object_mut().unwrap().remove(member);
        });
        desk.refused("ssl_securesite", &order, &[&format!("invalid_value:{member}")])
            .await;
    }
    assert!(desk.sandbox.orders().is_empty());
}

#[tokio::test]
async fn each_mistyped_member_is_named() {
    let desk = Desk::open().await;
    for (pointer, value) in [
        ("/certificate", json!("text")),
        ("/certificate", json!([1])),
        ("/certificate/common_name", json!({})),
        ("/certificate/common_name", json!(true)),
        ("/certificate/dns_names", json!({"0": "example.com"})),
        ("/certificate/dns_names", json!([["www.example.com"]])),
        ("/certificate/csr", json!(["text"])),
        ("/certificate/signature_hash", json!(["sha256"])),
        ("/certificate/server_platform", json!(45)),
        ("/certificate/organization_units", json!([{}])),
        ("/certificate/profile_option", json!({})),
        ("/organization", json!(123_456)),
        ("/organization", json!([{"id": 123_456}])),
        ("/validity_years", json!("one")),
        ("/validity_years", json!(1.5)),
        ("/validity_years", json!([1])),
        ("/custom_expiration_date", json!({})),
        ("/comments", json!([1])),
        ("/auto_renew", json!("often")),
        ("/auto_renew", json!(2)),
        ("/custom_renewal_message", json!({})),
        ("/disable_renewal_notifications", json!("perhaps")),
        ("/additional_emails", json!({"0": "a@example.com"})),
        ("/additional_emails", json!("a@example.com, b@example.com")),
        ("/locale", json!({})),
        ("/renewal_of_order_id", json!("abc")),
        ("/renewal_of_order_id", json!(-1)),
        ("/renewed_thumbprint", json!({})),
        ("/payment_method", json!({})),
        ("/dcv_method", json!([1])),
        ("/skip_approval", json!("perhaps")),
        ("/disable_ct", json!(3)),
        ("/container", json!(5)),
        ("/custom_fields", json!("text")),
    ] {
        let order = order_but(|order| {
            let (parent, member) = pointer.rsplit_once('/').unwrap();
            order.pointer_mut(parent).unwrap()[member] = value.clone();
        });
        let field = pointer.rsplit('/').next().unwrap();
        desk.refused("ssl_securesite", &order, &[&format!("invalid_value:{field}")])
            .await;
    }
}

#[tokio::test]
async fn bad_values_are_refused_by_field() {
    let mut account = account();
    account.containers[1].allowed_domain_names = vec!["example.org".into()];
    account.organizations[1].is_active = false;
    let desk = Desk::with(account).await;
    let code = |field: &str| format!("invalid_value:{field}");
    for (pointer, value, expected) in [
        (
            "/certificate/common_name",
            json!("a_b.example.com"),
            code("common_name"),
        ),
        ("/certificate/common_name", json!("server1"), code("common_name")),
        ("/certificate/common_name", json!("münchen.de"), code("common_name")),
        ("/certificate/common_name", json!("*.example.com"), code("common_name")),
        (
            "/certificate/common_name",
            json!(format!("{}.example.com", "a".repeat(60))),
            code("common_name"),
        ),
        ("/certificate/dns_names", json!(["a.example.com"]), code("dns_names")),
        ("/certificate/dns_names", json!(["10.0.0.1"]), code("dns_names")),
        ("/certificate/signature_hash", json!("sha1"), code("signature_hash")),
        ("/certificate/signature_hash", json!("md5"), code("signature_hash")),
        ("/organization/id", json!(1), code("organization")),
        ("/organization/id", json!(123_457), code("organization")),
        ("/validity_years", json!(4), code("validity_years")),
        ("/validity_years", json!(-1), code("validity_years")),
        ("/validity_days", json!(1_097), code("validity_days")),
        ("/validity_days", json!(-5), code("validity_days")),
        ("/order_validity", json!({"years": 4}), code("validity_years")),
        (
            "/order_validity",
            json!({"custom_expiration_date": "2029-11-25"}),
            code("custom_expiration_date"),
        ),
        (
            "/custom_expiration_date",
            json!("2026-11-24"),
            code("custom_expiration_date"),
        ),
        (
            "/custom_expiration_date",
            json!("2026-13-01"),
            code("custom_expiration_date"),
        ),
        (
            "/custom_expiration_date",
            json!("24.11.2027"),
            code("custom_expiration_date"),
        ),
        (
            "/certificate/cert_validity",
            json!({"years": 2}),
            "cert_validity_exceeds_order_validity".into(),
        ),
        ("/additional_emails", json!(["nobody"]), code("additional_emails")),
        ("/payment_method", json!("gold"), code("payment_method")),
        ("/dcv_method", json!("pigeon"), code("dcv_method")),
        ("/renewed_thumbprint", json!("AB"), code("renewed_thumbprint")),
        ("/renewal_of_order_id", json!(112_233), code("renewal_of_order_id")),
        ("/container", json!({"id": 99}), code("container")),
        ("/container", json!({"id": 6}), code("container")),
        (
            "/custom_fields",
            json!([{"metadata_id": 99, "value": "x"}]),
            code("metadata_id"),
        ),
        ("/custom_fields", json!([{"value": "x"}]), code("metadata_id")),
        (
            "/custom_fields",
            json!([{"metadata_id": 12, "value": "x"}]),
            "invalid_custom_field_value".into(),
        ),
        (
            "/custom_fields",
            json!([{"metadata_id": 13, "value": "x"}]),
            "invalid_custom_field_value".into(),
        ),
    ] {
        let order = order_but(|order| {
            let (parent, member) = pointer.rsplit_once('/').unwrap();
            order.pointer_mut(parent).unwrap()[member] = value.clone();
        });
        desk.refused("ssl_securesite", &order, &[&expected]).await;
    }
    assert!(desk.sandbox.orders().is_empty());
}

#[tokio::test]
async fn a_csr_that_cannot_be_read_or_certified_is_refused() {
    let desk = Desk::open().await;
    let (good, other) = (SigningRequest::rsa().pem, SigningRequest::rsa().pem);
    // One CSR with the last bytes of another: it can be read, and does not verify.
    let lines = |pem: &str| -> Vec<String> {
        pem.lines()
            .filter(|line| !line.starts_with('-'))
            .map(str::to_owned)
            .collect()
    };
    let (mut mixed, other) = (lines(&good), lines(&other));
    let last = mixed.len() - 1;
    mixed[last].clone_from(&other[last]);
    let hollow = "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----";
    for (csr, code) in [
        ("<csr>".to_owned(), "csr_invalid_cannot_parse"),
        (
            "-----BEGIN CERTIFICATE REQUEST-----".to_owned(),
            "csr_invalid_cannot_parse",
        ),
        (hollow.to_owned(), "csr_invalid_cannot_parse"),
        (
            good.replace("CERTIFICATE REQUEST", "CERTIFICATE"),
            "csr_invalid_cannot_parse",
        ),
        (
            good.replace("CERTIFICATE REQUEST", "PRIVATE KEY"),
            "csr_invalid_cannot_parse",
        ),
        (mixed.join(""), "csr_invalid_signature"),
    ] {
        let order = order_but(|order| order["certificate"]["csr"] = json!(csr));
        desk.refused("ssl_securesite", &order, &[code]).await;
    }
}

#[tokio::test]
async fn a_new_organization_is_judged_member_by_member() {
    let desk = Desk::open().await;
    let described = json!({
        "name": "Sandbox Bakery Ltd", "address": "1 Mill Lane", "city": "Leeds", "state": "England", "zip": "LS1 1AA",
        "country": "gb", "telephone": "1", "organization_contact": {"first_name": "A", "last_name": "B", "email": "a@example.com"}
    });
    let cases: [(&str, Value, &str); 9] = [
        ("/zip", json!(null), "zip"),
        ("/country", json!("GBR"), "country"),
        ("/name", json!("x".repeat(65)), "name"),
        ("/city", json!("--"), "city"),
        ("/assumed_name", json!("y".repeat(50)), "assumed_name"),
        ("/organization_contact", json!(null), "organization_contact"),
        (
            "/organization_contact/email",
            json!("nobody"),
            "organization_contact.email",
        ),
        (
            "/organization_contact/last_name",
            json!(""),
            "organization_contact.last_name",
        ),
        ("/telephone", json!("1".repeat(33)), "telephone"),
    ];
    for (pointer, value, field) in cases {
        let mut changed = described.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[member] = value;
        let code = format!("invalid_value:{field}");
        desk.refused(
            "ssl_securesite",
            &order_but(|order| order["organization"] = changed.clone()),
            &[&code],
        )
        .await;
        let answer = desk.post("/organization", &changed).await;
        assert_eq!((answer.status, answer.codes()), (400, vec![code]), "{pointer}");
    }
    let created = desk.post("/organization", &described).await;
    assert_eq!((created.status, created.json()), (201, json!({"id": 123_460})));
    let again = desk.post("/organization", &described).await;
    assert_eq!((again.status, again.codes()), (400, owned(&["invalid_value:name"])));
}

#[tokio::test]
async fn required_custom_fields_and_too_many_names_are_seen() {
    let mut account = account();
    account.max_names = 3;
    account.custom_fields.push(CustomField {
        id: 21,
        label: "Purchase order".into(),
        is_required: true,
        is_active: true,
        data_type: None,
        ..CustomField::default()
    });
    let desk = Desk::with(account).await;
    desk.refused("ssl_securesite", &order(), &["invalid_value:custom_fields"])
        .await;
    let order = order_but(|order| {
        order["custom_fields"] = json!([{"metadata_id": 21, "value": "PO-1"}]);
        order["certificate"]["dns_names"] = json!(["a.example.com", "b.example.com", "c.example.com"]);
    });
    desk.refused("ssl_securesite_multi_domain", &order, &["invalid_value:dns_names"])
        .await;
}

#[tokio::test]
async fn the_determinator_and_the_approver_have_their_own_errors() {
    let mut account = account();
    account.user.ev_approver = false;
    account.products.retain(|id| id != "ssl_plus");
    let desk = Desk::with(account).await;
    desk.refused("ssl", &order(), &["ambiguous_product"]).await;
    desk.order(
        "ssl_ev_securesite",
        &order_but(|order| order["container"] = json!({"id": 6})),
    )
    .await;
    let approve = json!({"status": "approved"});
    let answer = desk.call("PUT", "/request/113/status", Some(&approve)).await;
    assert_eq!(
        (answer.status, answer.codes()),
        (403, owned(&["access_denied|invalid_approver"]))
    );
}

#[tokio::test]
async fn xml_alone_cannot_be_had() {
    let desk = Desk::open().await;
    let headers = [("X-DC-DEVKEY", KEY), ("Accept", "application/xml")];
    let answer = raw::send(&desk.origin(), "GET", "/services/v2/organization", &headers, None)
        .await
        .unwrap();
    assert_eq!((answer.status, answer.codes()), (406, owned(&["not_acceptable"])));
}
