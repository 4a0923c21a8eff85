//! What can be read: orders, organizations, products, the account (digicert-api section 6).

use serde_json::{Value, json};

use crate::desk::{Desk, members, order, order_but};

#[tokio::test]
async fn an_order_is_read_by_number_serial_number_and_thumbprint() {
    let desk = Desk::open().await;
    let body = order_but(|order| {
        order["certificate"]["dns_names"] = json!(["www.example.com"]);
        order["certificate"]["server_platform"] = json!({"id": 45});
        order["comments"] = json!("for the shop");
        order["additional_emails"] = json!(["ops@example.com"]);
        order["custom_fields"] = json!([{"metadata_id": 11, "value": "Invoice #00001"}]);
        order["auto_renew"] = json!(1);
    });
    let placed = desk.order("ssl_securesite", &body).await;
    let view = desk.read("/order/certificate/112233").await;
    for (pointer, expected) in [
        ("/id", json!(112_233)),
        ("/status", json!("issued")),
        ("/certificate/id", placed["certificate_id"].clone()),
        ("/certificate/common_name", json!("example.com")),
        ("/certificate/dns_names", json!(["example.com", "www.example.com"])),
        ("/certificate/csr", body["certificate"]["csr"].clone()),
        ("/certificate/valid_from", json!("2026-11-24")),
        ("/certificate/valid_till", json!("2027-06-10")),
        ("/certificate/days_remaining", json!(198)),
        ("/certificate/signature_hash", json!("sha256")),
        ("/certificate/key_size", json!(256)),
        ("/certificate/server_platform/name", json!("nginx")),
        ("/order_valid_till", json!("2027-11-24")),
        ("/organization/id", json!(123_456)),
        ("/product/name_id", json!("ssl_securesite")),
        ("/product/type", json!("securesite_ssl_certificate")),
        ("/product/validation_type", json!("ov")),
        ("/container/id", json!(5)),
        ("/requests/0/status", json!("approved")),
        ("/requests/0/type", json!("new_request")),
        ("/requests/0/comments", json!("for the shop")),
        ("/auto_renew", json!(1)),
        ("/payment_method", json!("balance")),
        ("/additional_emails", json!(["ops@example.com"])),
        (
            "/custom_fields/0",
            json!({"metadata_id": 11, "label": "Invoice number", "value": "Invoice #00001"}),
        ),
        ("/is_renewal", json!(false)),
        ("/dcv_method", json!("email")),
    ] {
        assert_eq!(view.pointer(pointer), Some(&expected), "{pointer}");
    }
    // It has a status only once it was reissued or revoked.
    assert!(view["certificate"].get("status").is_none());
    for other in [
        view["certificate"]["serial_number"].as_str().unwrap(),
        view["certificate"]["thumbprint"].as_str().unwrap(),
        &view["certificate"]["thumbprint"].as_str().unwrap().to_lowercase(),
    ] {
        assert_eq!(desk.read(&format!("/order/certificate/{other}")).await, view, "{other}");
    }
}

#[tokio::test]
async fn an_order_that_waits_tells_neither_certificate_nor_dates() {
    let desk = Desk::open().await;
    desk.order(
        "ssl_securesite",
        &order_but(|order| order["container"] = json!({"id": 6})),
    )
    .await;
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(view["status"], "needs_approval");
    for member in ["id", "serial_number", "thumbprint", "valid_till"] {
        assert!(view["certificate"].get(member).is_none(), "{member}");
    }
    let approve = json!({"status": "approved", "processor_comment": "fine"});
    assert_eq!(
        desk.call("PUT", "/request/113/status", Some(&approve)).await.status,
        204
    );
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(
        (&view["status"], &view["certificate"]["id"]),
        (&json!("issued"), &json!(456_101))
    );
    let request = desk.read("/request/113").await;
    assert_eq!(
        (&request["status"], &request["processor_comment"]),
        (&json!("approved"), &json!("fine"))
    );
}

#[tokio::test]
async fn orders_are_listed_filtered_sorted_and_paged() {
    let desk = Desk::open().await;
    for name in ["a.example.com", "b.example.com", "c.example.edu"] {
        let order = order_but(|order| {
            order["certificate"]["common_name"] = json!(name);
            order["certificate"]["dns_names"] = json!([format!("www.{name}")]);
        });
        desk.order("ssl_securesite", &order).await;
    }
    let found = async |query: &str| -> Vec<u64> {
        let list = desk.read(&format!("/order/certificate?{query}")).await;
        list["orders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_u64().unwrap())
            .collect()
    };
    for (query, expected) in [
        ("", &[112_235, 112_234, 112_233][..]),
        ("sort=id", &[112_233, 112_234, 112_235]),
        ("sort=-common_name,id", &[112_235, 112_234, 112_233]),
        ("filters[status]=issued", &[112_234, 112_233]),
        (
            "filters[status][0]=issued&filters[status][1]=pending&limit=2",
            &[112_235, 112_234],
        ),
        ("filters%5Bdomain_name%5D=www.b.example.com", &[112_234]),
        ("filters[common_name]=www.b.example.com", &[]),
        ("filters[search]=%25b.example%25", &[112_234]),
        ("filters[valid_till]=>2027-01-01", &[112_234, 112_233]),
        ("filters[valid_till]=2027-06-10...2027-06-10", &[112_234, 112_233]),
        ("filters[product_name_id]=ssl_plus", &[]),
        ("filters[date_created]=2026-11-24 00:00:00...2026-11-24 08:00:00", &[]),
        ("filters[date_created]=>2026-11-24 08:00:00&limit=1", &[112_235]),
        (
            "filters[id][0]=112233&filters[id][1]=112235&sort=id",
            &[112_233, 112_235],
        ),
        ("sort=unknown", &[112_235, 112_234, 112_233]),
        ("filters[organization_id]=123456&limit=1&offset=1&sort=id", &[112_234]),
    ] {
        assert_eq!(found(query).await, expected, "{query}");
    }
    let list = desk.read("/order/certificate?limit=2&offset=2").await;
    assert_eq!(list["page"], json!({"total": 3, "limit": 2, "offset": 2}));
    let one = desk.read("/order/certificate?filters[id]=112233").await;
    assert_eq!(
        one["orders"][0]["certificate"]["dns_names"],
        json!(["a.example.com", "www.a.example.com"])
    );
    assert_eq!(
        one["orders"][0]["organization"],
        json!({"id": 123_456, "name": "Example Corporation"})
    );
}

#[tokio::test]
async fn changes_of_status_are_told() {
    let desk = Desk::open().await;
    desk.order("ssl_securesite", &order()).await;
    let expected = json!({"orders": [{"order_id": 112_233, "certificate_id": 456_101, "status": "issued"}]});
    assert_eq!(desk.read("/order/certificate/status-changes?minutes=5").await, expected);
    let range = "filters[status_last_updated]=2026-11-24 00:00:00...2026-11-25 00:00:00";
    assert_eq!(
        desk.read(&format!("/order/certificate/status-changes?{range}")).await,
        expected
    );
    let before = "filters[status_last_updated]=2026-11-01...2026-11-02";
    assert_eq!(
        desk.read(&format!("/order/certificate/status-changes?{before}")).await,
        json!({"orders": []})
    );
}

#[tokio::test]
async fn organizations_are_listed_and_read() {
    let desk = Desk::open().await;
    let list = desk
        .read("/organization?filters[status]=active&include_validation=true")
        .await;
    assert_eq!(list["page"]["total"], 4);
    let first = &list["organizations"][0];
    assert_eq!(
        (&first["id"], &first["name"]),
        (&json!(123_456), &json!("Example Corporation"))
    );
    assert_eq!(first["display_name"], "Example Corporation (Example)");
    assert_eq!(
        (&first["is_active"], &first["status"]),
        (&json!(true), &json!("active"))
    );
    assert_eq!(first["validations"][0]["type"], "ov");
    assert_eq!(first["validations"][0]["status"], "active");
    let one = desk.read("/organization/123456").await;
    assert_eq!(one["organization_contact"]["first_name"], "Dana");
    assert_eq!(one["verified_contacts"][0]["id"], 4_321);
    assert_eq!(
        desk.read("/container/5/order/organization").await["organizations"],
        list["organizations"]
    );
}

#[tokio::test]
async fn products_are_listed_and_read() {
    let mut account = crate::desk::account();
    account.products = vec!["ssl_securesite".into(), "ssl_ev_securesite".into()];
    let desk = Desk::with(account).await;
    let list = desk.read("/product").await;
    let ids: Vec<&Value> = list["products"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name_id"])
        .collect();
    assert_eq!(ids, ["ssl_securesite", "ssl_ev_securesite"]);
    let product = desk.read("/product/ssl_securesite?container_id=5").await;
    for (pointer, expected) in [
        ("/group_name", json!("securesite_ssl_certificate")),
        ("/name", json!("Secure Site SSL")),
        ("/validation_type", json!("ov")),
        ("/allowed_order_validity_years", json!([1, 2, 3])),
        ("/signature_hash_types/default_hash_type_id", json!("sha256")),
        ("/additional_dns_names_allowed", json!(false)),
        ("/csr_required", json!(true)),
        ("/replacement_product_name_id", json!("ssl_securesite_flex")),
    ] {
        assert_eq!(product.pointer(pointer), Some(&expected), "{pointer}");
    }
    let platforms: Vec<&Value> = product["server_platforms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    assert!(
        platforms.contains(&&json!(45)) && platforms.contains(&&json!(-1)),
        "{platforms:?}"
    );
    // Known, but not the account's.
    let answer = desk.get("/product/ssl_plus").await;
    assert_eq!(
        (answer.status, answer.codes()),
        (404, vec!["not_found|product".to_owned()])
    );
}

#[tokio::test]
async fn the_account_is_read() {
    let desk = Desk::open().await;
    assert_eq!(
        desk.read("/user/me").await["access_roles"],
        json!([{"id": 1, "name": "Administrator"}])
    );
    assert_eq!(desk.read("/user/153208").await, desk.read("/user/me").await);
    assert_eq!(desk.read("/user").await["page"]["total"], 1);
    assert_eq!(desk.read("/account").await["root_container_id"], 5);
    assert_eq!(desk.read("/container").await["containers"][1]["parent_id"], 5);
    assert_eq!(desk.read("/container/6").await["name"], "Web (one approval)");
    assert_eq!(
        desk.read("/authorization/place_order/container").await["containers"][0]["id"],
        5
    );
    assert_eq!(
        desk.read("/finance/balance?container_id=5").await["balance"],
        "12500.00"
    );
    let fields = desk.read("/account/metadata").await;
    assert_eq!(fields["metadata"][1]["data_type"], "int");
    assert!(fields["metadata"][0].get("data_type").is_none());
    let domains = desk.read("/domain?container_id=5&include_validation=true").await;
    assert_eq!(domains["domains"][0]["validations"][0]["dcv_status"], "complete");

    let mut bare = crate::desk::account();
    bare.custom_fields.clear();
    assert_eq!(Desk::with(bare).await.read("/account/metadata").await, json!({}));
}

#[tokio::test]
async fn prices_are_estimated() {
    let desk = Desk::open().await;
    let estimate = json!({
        "product_name_id": "ssl_securesite_flex", "order_validity": {"years": 2}, "validity_years": 1,
        "certificate": {"dns_names": ["example.com", "a.example.com", "*.example.com"]}, "is_out_of_contract": 0
    });
    let answer = desk.post("/finance/order-pricing", &estimate).await;
    assert_eq!(answer.status, 200);
    let price = answer.json();
    assert_eq!(
        (&price["base_price"], &price["fqdns"]["units"]),
        (&json!(798), &json!(1))
    );
    assert_eq!(
        (&price["wildcards"]["units"], &price["tax"]),
        (&json!(1), &json!("0.00"))
    );
    let number = |key: &str| price[key].as_i64().unwrap();
    assert_eq!(number("total_price"), number("base_price") + number("addons_price"));
    // The order costs as much.
    let order = order_but(|order| {
        order["certificate"]["dns_names"] = json!(["a.example.com", "*.example.com"]);
        order["validity_years"] = json!(2);
    });
    desk.order("ssl_securesite_flex", &order).await;
    assert_eq!(
        desk.read("/order/certificate/112233").await["price"],
        price["total_price"]
    );
    assert_eq!(
        desk.read("/order/certificate").await["orders"][0]["price"],
        price["total_price"]
    );
}

#[tokio::test]
async fn orders_are_cancelled_reissued_duplicated_and_revoked() {
    let desk = Desk::open().await;
    desk.order(
        "ssl_securesite",
        &order_but(|order| order["certificate"]["common_name"] = json!("example.edu")),
    )
    .await;
    let cancel = |note: Value| json!({"status": "CANCELED", "note": note});
    let answer = desk
        .call("PUT", "/order/certificate/112233/status", Some(&cancel(json!(null))))
        .await;
    assert_eq!(
        (answer.status, answer.codes()),
        (400, vec!["invalid_value:note".to_owned()])
    );
    let answer = desk
        .call(
            "PUT",
            "/order/certificate/112233/status",
            Some(&cancel(json!("a slip"))),
        )
        .await;
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(desk.read("/order/certificate/112233").await["status"], "canceled");

    desk.order("ssl_securesite_multi_domain", &order()).await;
    let csr = crate::signing_request::SigningRequest::new().pem;
    let whole = json!({"certificate": {"common_name": "example.com", "dns_names": ["b.example.com"], "csr": csr, "signature_hash": "sha384"}});
    let reissued = desk.post("/order/certificate/112234/reissue", &whole).await;
    assert_eq!(reissued.status, 201, "{}", reissued.text());
    let reissued = reissued.json();
    assert_eq!(
        members(&reissued),
        ["id", "requests", "certificate_id", "certificate_chain"]
    );
    let view = desk.read("/order/certificate/112234").await;
    assert_eq!(view["certificate"]["id"], reissued["certificate_id"]);
    assert_eq!(
        view["certificate"]["dns_names"],
        json!(["example.com", "b.example.com"])
    );
    // With nothing but a CSR, a duplicate is as the order is.
    let duplicate = desk
        .post(
            "/order/certificate/112234/duplicate",
            &json!({"certificate": {"csr": csr}}),
        )
        .await;
    assert_eq!(duplicate.status, 201, "{}", duplicate.text());
    let list = desk.read("/order/certificate/112234/duplicate").await;
    let made = &list["certificates"][0];
    assert_eq!(
        (&made["id"], &made["sub_id"]),
        (&duplicate.json()["certificate_id"], &json!("001"))
    );
    assert_eq!(
        (&made["dns_names"], &made["signature_hash"]),
        (&json!(["example.com", "b.example.com"]), &json!("sha384"))
    );
    assert_eq!(
        desk.read("/order/certificate/112234/reissue").await["certificates"][0]["status"],
        "approved"
    );
    assert_eq!(desk.read("/order/certificate/112234").await["duplicates_count"], 1);

    let revoke = json!({"comments": "key lost"});
    let answer = desk
        .call("PUT", "/order/certificate/112234/revoke", Some(&revoke))
        .await;
    assert_eq!((answer.status, &answer.json()["status"]), (201, &json!("submitted")));
    assert_eq!(desk.read("/order/certificate/112234").await["status"], "issued");
    let approve = json!({"status": "approved"});
    let path = format!("/request/{}/status", answer.json()["id"]);
    assert_eq!(desk.call("PUT", &path, Some(&approve)).await.status, 204);
    assert_eq!(desk.read("/order/certificate/112234").await["status"], "revoked");
}
