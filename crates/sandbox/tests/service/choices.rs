//! What one chooses from instead of typing: organizations, containers, domains, custom fields, prices
//! (digicert-api 6.1 to 6.3, 6.10 to 6.12).

use certdesk_sandbox::{Account, Container, Role, SeededOrder};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, account, order};

fn numbers(list: &Value) -> Vec<u64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn organizations_are_filtered_sorted_paged_and_taken_out_of_use() {
    let desk = Desk::open().await;
    let found = async |query: &str| numbers(&desk.read(&format!("/organization?{query}")).await["organizations"]);
    assert_eq!(found("sort=-id&limit=2").await, [123_459, 123_458]);
    assert_eq!(found("sort=name&limit=1&offset=3").await, [123_459]);
    assert_eq!(found("filters[search]=handels").await, [123_457]);
    assert_eq!(found("filters[name]=%25corp%25").await, [123_456]);
    let plain = desk.read("/organization?include_validation=false&limit=1").await;
    assert_eq!(plain["organizations"][0].get("validations"), None);
    assert_eq!(plain["page"], json!({"total": 4, "limit": 1, "offset": 0}));

    let path = "/organization/123457/deactivate";
    assert_eq!(desk.call("PUT", path, None).await.status, 204);
    assert_eq!(found("filters[status]=active").await, [123_456, 123_458, 123_459]);
    assert_eq!(found("filters[status]=inactive").await, [123_457]);
    desk.refused(
        "ssl_securesite",
        &{
            let mut order = order();
            order["organization"]["id"] = json!(123_457);
            order
        },
        &["invalid_value:organization"],
    )
    .await;
    assert_eq!(
        desk.call("PUT", "/organization/123457/activate", None).await.status,
        204
    );
    assert_eq!(found("filters[status]=active").await.len(), 4);
    assert_eq!(
        desk.call("PUT", "/organization/1/activate", None).await.codes(),
        ["not_found|organization"]
    );
}

#[tokio::test]
async fn candidates_for_verified_contacts_are_told() {
    let desk = Desk::open().await;
    let people = desk.read("/organization/potential-approvers").await;
    // The number of a user is a text here.
    assert_eq!(people["users"][0]["user_id"], "153208");
    assert_eq!(people["users"][0]["name"], "Dana Whitfield");
    let names: Vec<&Value> = people["contacts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["last_name"])
        .collect();
    assert_eq!(
        names,
        ["Whitfield", "Whitfield", "Achterberg", "Feldmann", "Nair", "Marchand"]
    );
}

#[tokio::test]
async fn contacts_of_an_order_are_its_own_and_verified_ones_the_organizations() {
    let desk = Desk::open().await;
    let mut ev = order();
    ev["organization"]["contacts"] = json!([
        {"contact_type": "organization_contact", "user_id": 153_208},
        {"contact_type": "technical_contact", "first_name": "Tess", "last_name": "Tech", "job_title": "Admin", "telephone": "1", "email": "tess@example.com"},
        {"contact_type": "verified_contact", "first_name": "Vera", "last_name": "Fied", "email": "vera@example.com"}
    ]);
    desk.order("ssl_ev_securesite", &ev).await;
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(view["technical_contact"]["first_name"], "Tess");
    assert_eq!(view["organization_contact"]["email"], "dana.whitfield@example.com");
    let verified = desk.read("/organization/123456").await["verified_contacts"].clone();
    assert_eq!(
        (verified.as_array().unwrap().len(), &verified[2]["id"]),
        (3, &json!(4_323))
    );
    for (contacts, code) in [
        (
            json!([{"contact_type": "friend", "user_id": 153_208}]),
            "invalid_value:contact_type",
        ),
        (
            json!([{"contact_type": "verified_contact", "user_id": 1}]),
            "invalid_value:user_id",
        ),
        (
            json!([{"contact_type": "verified_contact", "email": "x"}]),
            "invalid_value:email",
        ),
        (
            json!([{"contact_type": "technical_contact", "user_id": 153_208}, {"contact_type": "technical_contact", "user_id": 153_208}]),
            "invalid_value:contact_type",
        ),
    ] {
        ev["organization"]["contacts"] = contacts;
        desk.refused("ssl_ev_securesite", &ev, &[code]).await;
    }
}

#[tokio::test]
async fn a_container_has_organizations_of_its_own() {
    let mut account = account();
    account.containers.push(Container {
        id: 8,
        name: "Bavaria".into(),
        parent_id: 5,
        organization_ids: vec![123_457],
        ..Container::default()
    });
    let desk = Desk::with(account).await;
    assert_eq!(
        numbers(&desk.read("/container/8/order/organization").await["organizations"]),
        [123_457]
    );
    let assigned = desk.read("/container/8").await["organization_assignments"].clone();
    // The one place in which a flag is a text.
    assert_eq!(
        (&assigned[0]["id"], &assigned[0]["is_active"]),
        (&json!(123_457), &json!("1"))
    );
    assert_eq!(
        desk.get("/container/9/order/organization").await.codes(),
        ["not_found|container"]
    );
}

#[tokio::test]
async fn the_balance_is_that_of_a_container_where_there_are_several() {
    let desk = Desk::open().await;
    assert_eq!(
        desk.get("/finance/balance").await.codes(),
        ["invalid_value:container_id"]
    );
    assert_eq!(
        desk.get("/finance/balance?container_id=99").await.codes(),
        ["not_found|container"]
    );
    assert_eq!(
        desk.read("/finance/balance?container_id=6").await["balance"],
        "12500.00"
    );
    let mut single = account();
    single.containers.truncate(1);
    single.balance_cents = -1_205;
    single.estimates = false;
    let desk = Desk::with(single).await;
    assert_eq!(desk.read("/finance/balance").await["balance"], "-12.05");
    let estimate = json!({"product_name_id": "ssl_securesite", "validity_years": 1, "certificate": {"dns_names": ["example.com"]}});
    let price = desk.post("/finance/order-pricing", &estimate).await.json();
    assert_eq!((&price["total_price"], &price["tax"]), (&json!(0), &json!("0.00")));
}

#[tokio::test]
async fn custom_fields_are_added_changed_and_removed() {
    let desk = Desk::open().await;
    let path = "/account/metadata";
    let added = desk
        .post(
            path,
            &json!({"label": "Team", "is_required": true, "data_type": "email_address", "description": "Who asks"}),
        )
        .await;
    let expected = json!({
        "id": 14, "label": "Team", "is_required": true, "is_active": true, "data_type": "email_address", "description": "Who asks"
    });
    assert_eq!((added.status, added.json()), (201, expected));
    desk.refused("ssl_securesite", &order(), &["invalid_value:custom_fields"])
        .await;
    let change = json!({"is_active": false});
    assert_eq!(desk.call("PUT", &format!("{path}/14"), Some(&change)).await.status, 204);
    desk.order("ssl_securesite", &order()).await;
    let several = json!({"metadata": [{"label": "A"}, {"label": "B", "data_type": "int"}]});
    assert_eq!(
        desk.post(&format!("{path}/bulk"), &several).await.json()["metadata"][1]["id"],
        16
    );
    assert_eq!(desk.call("DELETE", &format!("{path}/15"), None).await.status, 204);
    assert_eq!(
        desk.call("DELETE", &format!("{path}/15"), None).await.codes(),
        ["not_found|metadata"]
    );
    for wrong in [json!({}), json!({"label": "C", "data_type": "date"})] {
        assert_eq!(desk.post(path, &wrong).await.status, 400, "{wrong}");
    }
    assert_eq!(numbers(&desk.read(path).await["metadata"]), [11, 12, 13, 14, 16]);
}

#[tokio::test]
async fn domains_are_added_submitted_and_taken_out_of_use() {
    let desk = Desk::open().await;
    let new = json!({
        "name": "Example.info", "organization": {"id": 123_456}, "validations": [{"type": "ov"}], "dcv": {"method": "dns-txt-token"}
    });
    let made = desk.post("/domain", &new).await;
    assert_eq!((made.status, &made.json()["id"]), (201, &json!(509)));
    desk.sandbox
        .set_dns_txt("example.info", made.json()["dcv_token"]["token"].as_str().unwrap());
    assert_eq!(
        desk.call("PUT", "/domain/509/dcv/validate-token", None).await.status,
        200
    );
    let submit = json!({"validations": [{"type": "ev"}]});
    assert_eq!(desk.post("/domain/509/validation", &submit).await.status, 204);
    let validations = desk.read("/domain/509/validation").await["validations"].clone();
    let states: Vec<(&Value, &Value)> = validations
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (&it["type"], &it["dcv_status"]))
        .collect();
    assert_eq!(
        states,
        [(&json!("ov"), &json!("complete")), (&json!("ev"), &json!("pending"))]
    );
    let mut body = order();
    body["certificate"]["common_name"] = json!("www.example.info");
    assert!(desk.order("ssl_securesite", &body).await["certificate_chain"].is_array());
    assert_eq!(desk.call("PUT", "/domain/509/deactivate", None).await.status, 204);
    assert_eq!(desk.read("/domain/509").await["is_active"], false);
    assert_eq!(desk.order("ssl_securesite", &body).await.get("certificate_chain"), None);
    let wrong = desk
        .post("/domain", &json!({"name": "a b", "dcv": {"method": "pigeon"}}))
        .await;
    assert_eq!(
        wrong.codes(),
        ["name", "organization", "validations", "method"].map(|field| format!("invalid_value:{field}"))
    );
    let addresses = desk.read("/domain/504/dcv/emails").await;
    assert_eq!(addresses["base_emails"][2], "hostmaster@example.edu");
    assert_eq!(
        numbers(&desk.read("/domain?filters[search]=beispiel").await["domains"]),
        [505]
    );
    assert_eq!(
        desk.read("/domain/validation-type").await["validation_types"][1]["type"],
        "ev"
    );
}

#[tokio::test]
async fn a_limited_user_sees_their_own_orders_only() {
    let orders = |user_id| SeededOrder {
        product: "ssl_securesite".into(),
        common_name: "www.example.com".into(),
        organization_id: Some(123_456),
        state: certdesk_sandbox::SeededState::NeedsApproval,
        user_id,
        ..SeededOrder::default()
    };
    let mut account = Account {
        orders: vec![orders(None), orders(Some(9))],
        ..account()
    };
    let desk = Desk::with(account.clone()).await;
    assert_eq!(desk.read("/order/certificate").await["page"]["total"], 2);
    assert_eq!(
        desk.read("/order/certificate?filters[user_id]=9").await["orders"][0]["id"],
        112_232
    );
    assert_eq!(desk.read("/order/certificate/112232").await["user"]["id"], 9);
    assert_eq!(desk.read("/request").await["page"]["total"], 2);
    account.user.role = Role::LimitedUser;
    let desk = Desk::with(account).await;
    assert_eq!(numbers(&desk.read("/order/certificate").await["orders"]), [112_231]);
    assert_eq!(desk.read("/request").await["page"]["total"], 1);
    for path in ["/order/certificate/112232", "/order/certificate/112232/note"] {
        assert_eq!(desk.get(path).await.codes(), ["not_found|order"], "{path}");
    }
    assert_eq!(desk.get("/request/114").await.codes(), ["not_found|request"]);
}

#[tokio::test]
async fn answers_can_have_the_odd_types_of_the_service() {
    let mut account = account();
    account.odd_types = true;
    account.today = Some(TODAY);
    let desk = Desk::with(account).await;
    desk.order("ssl_securesite", &order()).await;
    let view = desk.read("/order/certificate/112233").await;
    assert_eq!(
        (&view["id"], &view["organization"]["id"]),
        (&json!(112_233), &json!("123456"))
    );
    assert_eq!(
        (&view["notes"], &view["organization"]["telephone"]),
        (&Value::Null, &json!(18_015_550_100_u64))
    );
    assert!(
        view["date_created"].as_str().unwrap().starts_with("2026-11-24 09:"),
        "{view}"
    );
    let product = desk.read("/product/ssl_securesite").await;
    assert_eq!(product["allowed_validity_years"], json!(["1", "2", "3"]));
    // What is no JSON stays as it is.
    let pem = desk.get("/certificate/456101/download/format/pem_all").await;
    assert_eq!(pem.text().matches("BEGIN CERTIFICATE").count(), 3);
}
