//! Orders of former times: in each state, and many of them.

use std::time::{Duration, Instant};

use certdesk_sandbox::{Account, Options, Organization, Sandbox, SeededOrder, SeededState, StartError, demo_orders};
use serde_json::{Value, json};
use time::macros::date;

use crate::desk::{Desk, TODAY, account, order, order_but};
use crate::openssl::Files;
use crate::signing_request::SigningRequest;

fn with(orders: Vec<SeededOrder>) -> Account {
    Account { orders, ..account() }
}

fn seed(common_name: &str, state: SeededState) -> SeededOrder {
    SeededOrder {
        product: "ssl_securesite".into(),
        common_name: common_name.into(),
        organization_id: Some(123_456),
        state,
        ..SeededOrder::default()
    }
}

#[tokio::test]
async fn the_orders_of_the_demo_are_one_in_each_state() {
    let desk = Desk::with(with(demo_orders(TODAY))).await;
    let list = desk.read("/order/certificate?sort=id").await;
    let told: Vec<(&str, &str, i64)> = list["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            let certificate = &order["certificate"];
            let left = certificate["days_remaining"].as_i64().unwrap_or(i64::MAX);
            (
                order["status"].as_str().unwrap(),
                certificate["common_name"].as_str().unwrap(),
                left,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("expired", "legacy.example.com", -12),
            ("issued", "*.shop.example.com", 6),
            ("issued", "example.com", 21),
            ("issued", "api.example.org", 74),
            ("issued", "mail.example.org", 160),
            ("revoked", "old-host.example.com", 108),
            ("rejected", "trial.example.com", i64::MAX),
            ("canceled", "mistyped.example.com", i64::MAX),
            ("needs_csr", "intranet.example.com", i64::MAX),
            ("pending", "example.edu", i64::MAX),
            ("needs_approval", "new-shop.example.com", i64::MAX),
        ]
    );
    // They are those of former times, not those that were taken here.
    assert!(desk.sandbox.orders().is_empty());
    assert_eq!(list["orders"][10]["id"], 112_232);
    assert_eq!(desk.order("ssl_securesite", &order()).await["id"], 112_233);
    let requests = desk.read("/request?filters[status]=pending").await;
    assert_eq!(requests["requests"][0]["order"]["id"], 112_232);
}

#[tokio::test]
async fn an_order_of_former_times_has_a_certificate_and_can_be_renewed() {
    let desk = Desk::with(with(vec![SeededOrder {
        valid_till: Some(date!(2026 - 12 - 10)),
        ..seed("www.example.com", SeededState::Issued)
    }]))
    .await;
    let view = desk.read("/order/certificate/112232").await;
    assert_eq!(view["certificate"]["valid_till"], "2026-12-10");
    let thumbprint = view["certificate"]["thumbprint"].as_str().unwrap();
    assert_eq!(
        desk.read(&format!("/order/certificate/{thumbprint}")).await["id"],
        112_232
    );
    let certificate = &view["certificate"]["id"];
    let pem = desk
        .get(&format!(
            "/certificate/{certificate}/download/format/pem_nointermediate"
        ))
        .await;
    assert!(pem.text().starts_with("-----BEGIN CERTIFICATE-----"));
    let record = desk.sandbox.order(112_232).unwrap();
    assert_eq!(record.certificate_chain.len(), 3);
    let noon = TODAY.midnight().assume_utc().unix_timestamp() + 43_200;
    Files::new().verify(&record.certificate_chain, noon);
    let renewal = order_but(|order| {
        order["certificate"]["common_name"] = json!("www.example.com");
        order["renewal_of_order_id"] = json!(112_232);
        order["renewed_thumbprint"] = json!(thumbprint);
    });
    desk.order("ssl_securesite", &renewal).await;
    let renewed = desk.read("/order/certificate/112232").await;
    assert_eq!(
        (&renewed["is_renewed"], &renewed["renewed_order_id"]),
        (&json!(true), &json!(112_233))
    );
    let list = desk.read("/order/certificate?filters[is_renewed]=1").await;
    assert_eq!(
        (&list["page"]["total"], &list["orders"][0]["id"]),
        (&json!(1), &json!(112_232))
    );
}

#[tokio::test]
async fn a_csr_that_is_missing_is_added() {
    let desk = Desk::with(with(vec![seed("www.example.com", SeededState::NeedsCsr)])).await;
    let path = "/order/certificate/112232";
    let view = desk.read(path).await;
    assert_eq!(
        (&view["status"], view["certificate"].get("csr")),
        (&json!("needs_csr"), None)
    );
    let add = async |body: Value| desk.post(&format!("{path}/csr"), &body).await;
    assert_eq!(add(json!({})).await.codes(), ["invalid_value:csr"]);
    assert_eq!(
        add(json!({"csr": "no CSR"})).await.codes(),
        ["csr_invalid_cannot_parse"]
    );
    let csr = SigningRequest::new();
    assert_eq!(add(json!({"csr": csr.pem})).await.status, 204);
    let view = desk.read(path).await;
    assert_eq!(
        (&view["status"], &view["certificate"]["csr"]),
        (&json!("issued"), &json!(csr.pem))
    );
    assert_eq!(add(json!({"csr": csr.pem})).await.codes(), ["invalid_value:csr"]);
    let leaf = &desk.sandbox.order(112_232).unwrap().certificate_chain[0];
    assert_eq!(Files::new().x509(leaf, &["-pubkey"]), csr.public_key());
}

#[tokio::test]
async fn what_cannot_be_an_order_is_told_at_the_start() {
    for (wrong, why) in [
        (
            SeededOrder {
                product: "unknown".into(),
                ..seed("example.com", SeededState::Issued)
            },
            "no such product",
        ),
        (seed("not a name", SeededState::Issued), "not a name"),
        (
            SeededOrder {
                id: 112_232,
                ..seed("example.com", SeededState::Issued)
            },
            "two orders have the number 112232",
        ),
    ] {
        let account = with(vec![wrong, seed("example.com", SeededState::Issued)]);
        let error = Sandbox::start(account, Options::default()).await.unwrap_err();
        assert!(
            matches!(&error, StartError::Order(told) if told.contains(why)),
            "{error}"
        );
    }
}

#[tokio::test]
async fn notes_are_listed_newest_first_and_added() {
    let desk = Desk::with(with(vec![SeededOrder {
        notes: vec!["first".into()],
        ..seed("www.example.com", SeededState::Pending)
    }]))
    .await;
    let path = "/order/certificate/112232/note";
    let added = desk.post(path, &json!({"text": "second"})).await;
    assert_eq!((added.status, &added.json()["id"]), (201, &json!(2)));
    assert_eq!(added.json()["user"]["last_name"], "Whitfield");
    assert!(
        added.json()["date_created"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-24T09:")
    );
    assert_eq!(
        desk.post(path, &json!({"text": ""})).await.codes(),
        ["invalid_value:text"]
    );
    let texts: Vec<Value> = desk.read(path).await["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["text"].clone())
        .collect();
    assert_eq!(texts, ["second", "first"]);
    assert_eq!(
        desk.read("/order/certificate/112232").await["notes"],
        json!([{"id": 1, "text": "first"}, {"id": 2, "text": "second"}])
    );
}

/// The shortest of some attempts: others use the machine too.
async fn shortest(desk: &Desk, path: &str) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        assert_eq!(desk.get(path).await.status, 200, "{path}");
        shortest = shortest.min(start.elapsed());
    }
    shortest
}

#[tokio::test]
async fn thousands_of_orders_and_organizations_are_there_at_once_and_listed_quickly() {
    let mut many = account();
    many.rate_limits.clear();
    many.organizations.extend((0..1000).map(|index| Organization {
        id: 200_000 + index,
        name: format!("Organization {index:04}"),
        is_active: true,
        container_id: 5,
        ..Organization::default()
    }));
    many.orders = (0_u64..5000)
        .map(|index| SeededOrder {
            organization_id: Some(200_000 + index % 1000),
            valid_till: TODAY.checked_add(time::Duration::days(i64::try_from(index % 190).unwrap())),
            ..seed(&format!("host{index}.example.com"), SeededState::Issued)
        })
        .collect();
    let start = Instant::now();
    let desk = Desk::with(many).await;
    let started = start.elapsed();
    assert!(started < Duration::from_secs(4), "{started:?}");
    let list = desk.read("/order/certificate?limit=50&offset=4980&sort=id").await;
    assert_eq!(list["page"], json!({"total": 5000, "limit": 50, "offset": 4980}));
    assert_eq!(list["orders"].as_array().unwrap().len(), 20);
    for path in [
        "/order/certificate?limit=50",
        "/order/certificate?limit=50&sort=valid_till,-common_name",
        "/order/certificate?limit=50&filters[domain_name]=%25host49%25&filters[status]=issued",
        "/order/certificate?limit=50&filters[organization_id]=200123",
        "/order/certificate/status-changes?minutes=60",
        "/organization?limit=1000",
        "/organization?filters[search]=0999",
    ] {
        let took = shortest(&desk, path).await;
        println!("{path}: {took:?}");
        assert!(took < Duration::from_millis(100), "{path}: {took:?}");
    }
    println!("start: {started:?}");
    let one = desk
        .read("/order/certificate?filters[organization_name]=Organization 0123&sort=-valid_till&limit=1")
        .await;
    assert_eq!(
        (&one["page"]["total"], &one["orders"][0]["organization"]["id"]),
        (&json!(5), &json!(200_123))
    );
}
