//! The account as a whole: whatever comes back, no reader panics or loses what can be read; long lists stay quick.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "../../pki/tests/pki/clock.rs"]
mod clock;
mod numbers;

use std::time::Duration;

use certdesk_order::account::search::SearchIndex;
use certdesk_order::account::{
    self, AccountDomain, Amount, Failure, MOST_ENTRIES, Moment, Order, Organization, Renewal, RenewalEntries, Rights,
    Unreadable, covering, instruct, names_to_ask_for, validated_by, waits,
};
use certdesk_order::{DcvMethod, Field, Name, Validation, name};
use clock::within;
use numbers::Numbers;
use serde_json::{Value, json};
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 25);

/// Members of all answers, so that what is made up meets the readers.
const MEMBERS: [&str; 72] = [
    "id",
    "order_id",
    "name",
    "status",
    "type",
    "orders",
    "organizations",
    "containers",
    "products",
    "metadata",
    "domains",
    "requests",
    "notes",
    "users",
    "contacts",
    "validations",
    "certificate",
    "organization",
    "container",
    "product",
    "page",
    "total",
    "limit",
    "offset",
    "name_id",
    "common_name",
    "dns_names",
    "dns_name",
    "valid_till",
    "days_remaining",
    "date_created",
    "date_issued",
    "order_valid_till",
    "order_valid_from",
    "thumbprint",
    "csr",
    "dcv_token",
    "token",
    "verification_value",
    "expiration_date",
    "dcv_method",
    "dcv_status",
    "dcv_expiration",
    "ov",
    "ev",
    "validated_until",
    "balance",
    "currency",
    "total_price",
    "tax",
    "fqdns",
    "units",
    "subtotal",
    "access_roles",
    "signature_hash_types",
    "allowed_hash_types",
    "allowed_validity_years",
    "server_platforms",
    "label",
    "data_type",
    "is_active",
    "is_required",
    "verified_contacts",
    "first_name",
    "email",
    "telephone",
    "text",
    "user",
    "order",
    "dns_name_validations",
    "intermediates",
    "pem",
];

fn pick<'a, T>(numbers: &mut Numbers, all: &'a [T]) -> &'a T {
    &all[numbers.below(all.len())]
}

fn odd_value(numbers: &mut Numbers, depth: usize) -> Value {
    match numbers.below(if depth == 0 { 9 } else { 13 }) {
        0 => Value::Null,
        1 => json!(numbers.below(2) == 0),
        2 => json!(numbers.below(1000)),
        3 => json!(*pick(numbers, &[-1.0, 0.0, 7.0, 1e300, 0.5])),
        4 => json!(*pick(
            numbers,
            &["", " ", "0", "1", "112233", "-1", "99999999999999999999", "1.5"]
        )),
        5 => json!(*pick(
            numbers,
            &[
                "active",
                "pending",
                "issued",
                "ov",
                "ev",
                "submitted",
                "approved",
                "needs_csr",
                "on_fire"
            ]
        )),
        6 => json!(*pick(
            numbers,
            &[
                "2026-12-01",
                "2026-11-24T10:00:00+00:00",
                "0000-00-00",
                "9999-12-31T23:59:59-23:59",
                "soon"
            ]
        )),
        7 => json!(*pick(
            numbers,
            &[
                "example.com",
                "*.example.com",
                "*.",
                ".",
                "2001:db8::1",
                "\u{0}",
                "é",
                "ssl_ev_securesite"
            ]
        )),
        8 => json!(*pick(
            numbers,
            &[json!([]), json!({}), json!([""]), json!([null]), json!([[]])]
        )),
        9 | 10 => (0..numbers.below(5)).map(|_| odd_value(numbers, depth - 1)).collect(),
        _ => odd_object(numbers, depth),
    }
}

fn odd_object(numbers: &mut Numbers, depth: usize) -> Value {
    let members = (0..numbers.below(14)).map(|_| (*pick(numbers, &MEMBERS)).to_owned());
    let members: Vec<_> = members.collect();
    let values = members.into_iter().map(|member| {
        let value = odd_value(numbers, depth.saturating_sub(1));
        (member, value)
    });
    Value::Object(values.collect())
}

/// Gives a body to every reader, and asks all that can be asked of what it has read.
fn read_all(body: &[u8]) {
    use account::{
        read_account_fields, read_balance, read_candidates, read_chain, read_containers, read_control_check,
        read_control_value, read_domain, read_domains, read_note, read_notes, read_order, read_orders,
        read_organization, read_organization_validations, read_organizations, read_price_estimate, read_product,
        read_products, read_request, read_requests, read_status_changes, read_user,
    };
    let _ = read_account_fields(body).map(|fields| fields.definitions());
    let _ = read_balance(body).map(|balance| balance.covers(Amount::from_hundredths(i64::MAX)));
    let _ = read_candidates(body);
    let _ = read_chain(body);
    let _ = read_containers(body).map(|all| all.entries.iter().filter(|it| it.allows("www.example.com")).count());
    let _ = read_control_check(body);
    let _ = read_note(body);
    let _ = read_notes(body);
    let _ = read_organization_validations(body);
    let _ = read_price_estimate(body);
    let _ = read_product(body);
    let _ = read_products(body);
    let _ = read_request(body);
    let _ = read_requests(body).map(|requests| requests.next_offset());
    let _ = read_status_changes(body).map(|changes| changes.total());
    let _ = read_user(body).map(|user| Rights::of(&user));
    if let Ok(value) = read_control_value(body) {
        for method in DcvMethod::ALL {
            for domain in ["example.com", "*.example.com", "2001:db8::1", ""] {
                let _ = instruct(method, domain, &value);
            }
        }
    }
    let organization = read_organization(body).ok();
    let domains = read_domains(body).map(|all| all.entries).unwrap_or_default();
    let _ = read_domain(body).map(|domain| domain.is_validated(Validation::Ov, TODAY));
    look_at_organizations(&read_organizations(body).map(|all| all.entries).unwrap_or_default());
    if let Ok(order) = read_order(body) {
        look_at_order(&order, organization.as_ref(), &domains);
    }
    if let Ok(orders) = read_orders(body) {
        let wanted = names(&["www.example.com", "*.example.com"]);
        let covered = covering(&wanted, &orders.entries, TODAY);
        let places = covered
            .orders
            .iter()
            .flat_map(|order| &order.names)
            .chain(&covered.uncovered);
        assert!(places.copied().all(|place| place < wanted.len()));
    }
}

fn look_at_organizations(organizations: &[Organization]) {
    for organization in organizations {
        let _ = (
            organization.search_text(),
            organization.readiness(Validation::Ev, TODAY),
        );
    }
}

fn look_at_order(order: &Order, organization: Option<&Organization>, domains: &[AccountDomain]) {
    assert!(!order.timeline().is_empty());
    let waiting = waits(order, organization, domains, TODAY);
    assert_eq!(waiting.is_empty(), !order.status.waits(), "{:?}", order.status);
    let _ = (
        Renewal::of(order, TODAY),
        RenewalEntries::of(order),
        order.days_left(TODAY),
    );
}

fn names(names: &[&str]) -> Vec<Name> {
    let judge = |name: &&str| name::check(Field::DnsNames, name, &|_| None, None).value.unwrap();
    names.iter().map(judge).collect()
}

#[test]
fn no_answer_made_up_of_known_members_makes_a_reader_panic() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut orders = 0;
    for _ in 0..1500 {
        let mut body = odd_object(&mut numbers, 4);
        if numbers.below(2) == 0 {
            body["id"] = json!("112233");
        }
        let body = body.to_string();
        read_all(body.as_bytes());
        orders += usize::from(account::read_order(body.as_bytes()).is_ok());
    }
    // Enough of them get past the first member for the rest to be read at all.
    assert!(orders > 100, "{orders} orders");
}

#[test]
fn no_broken_answer_makes_a_reader_panic() {
    let whole = order_body().to_string();
    let mut numbers = Numbers(7);
    for _ in 0..400 {
        let mut body = whole.clone().into_bytes();
        let cut = numbers.below(body.len());
        if numbers.below(2) == 0 {
            body.truncate(cut);
        } else {
            body[cut] = u8::try_from(numbers.below(256)).unwrap();
        }
        read_all(&body);
    }
    let deep = [r#"{"orders":"#.repeat(5000), "1".to_owned(), "}".repeat(5000)].concat();
    let deep_list = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    for hostile in [
        deep.as_bytes(),
        deep_list.as_bytes(),
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"nul",
        b"<!doctype html>",
        b"",
    ] {
        read_all(hostile);
    }
    assert_eq!(account::read_orders(deep.as_bytes()), Err(Unreadable::NotJson));
}

#[test]
fn a_member_of_a_wrong_type_loses_itself_alone() {
    let body = order_body();
    let members: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
    for member in members.iter().filter(|member| *member != "id") {
        for wrong in [
            json!(null),
            json!([]),
            json!({}),
            json!("x"),
            json!(-7),
            json!(true),
            json!([[{}]]),
        ] {
            let mut body = body.clone();
            body[member] = wrong.clone();
            let order = account::read_order(body.to_string().as_bytes()).unwrap();
            assert_eq!(order.id.get(), 112_233, "{member} {wrong}");
            look_at_order(&order, None, &[]);
            if member != "certificate" {
                assert_eq!(
                    order.certificate.names,
                    ["example.com", "www.example.com"],
                    "{member} {wrong}"
                );
            }
        }
    }
}

fn order_body() -> Value {
    json!({
        "id": 112_233, "status": "pending", "is_renewed": false, "renewed_order_id": 0, "date_created": "2026-11-14T10:00:00+00:00",
        "order_valid_from": "2026-11-14", "order_valid_till": "2027-11-14", "is_multi_year_plan": "1",
        "certificate": {
            "id": 113, "common_name": "example.com", "dns_names": ["www.example.com"], "csr": "-----BEGIN", "signature_hash": "sha256"
        },
        "organization": {"id": 5, "name": "Example"}, "container": {"id": 2, "name": "Shop"},
        "product": {"name_id": "ssl_ev_securesite", "name": "Secure Site EV SSL", "validation_type": "ev"},
        "organization_contact": {"first_name": "Ann", "email": "ann@example.com"}, "verified_contacts": [{"id": 9, "first_name": "Bo"}],
        "user": {"id": 15, "first_name": "Cy"}, "requests": [{"id": 113, "type": "new_request", "status": "pending"}],
        "notes": [{"id": 1, "text": "Hello"}], "price": "399.00", "currency": "USD", "dcv_method": "dns-txt-token",
        "dcv_random_value": "abc", "domains": [{"id": 1, "name": "example.com", "dcv_token": {"token": "abc", "status": "pending"}}],
        "custom_fields": [{"metadata_id": 11, "value": "x"}], "additional_emails": ["a@example.com"]
    })
}

#[test]
fn a_huge_list_is_read_up_to_its_bound_and_in_time() {
    let body = format!(r#"{{"orders":[{}{{}}]}}"#, r#"{"id":1},"#.repeat(400_000));
    within(Duration::from_secs(20), "a list of 400,000 entries", || {
        let listed = account::read_orders(body.as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (MOST_ENTRIES, 390_001));
    });
    let too_long = [body.as_str(), &" ".repeat(1 << 20)].concat();
    assert_eq!(account::read_orders(too_long.as_bytes()), Err(Unreadable::TooLong));
}

#[test]
fn huge_lists_within_one_entry_are_read_in_time() {
    let people: Vec<String> = (1..60_000)
        .map(|id| format!(r#"{{"id":{id},"email":"u{id}@example.com"}}"#))
        .collect();
    let people = people.join(",");
    let names: Vec<String> = (0..100_000).map(|host| format!(r#""h{host}.example.com""#)).collect();
    let bodies = [
        format!(r#"{{"id":1,"verified_contacts":[{people}]}}"#),
        format!(r#"{{"users":[{people}],"contacts":[]}}"#),
        format!(r#"{{"id":1,"access_roles":[{}]}}"#, people.replace("email", "name")),
        format!(
            r#"{{"id":1,"status":"pending","certificate":{{"dns_names":[{}]}}}}"#,
            names.join(",")
        ),
        format!(
            r#"{{"id":1,"requests":[{}]}}"#,
            r#"{"id":1,"type":"revoke","date":"2026-11-25"},"#.repeat(9000) + "0"
        ),
    ];
    let [organization, candidates, user, order, requests] = bodies.each_ref().map(|body| body.as_bytes());
    within(Duration::from_secs(20), "huge lists within one entry", || {
        assert!(
            account::read_organization(organization)
                .unwrap()
                .verified_contacts
                .len()
                < 1000
        );
        assert_eq!(
            account::read_candidates(candidates).unwrap().entries.len(),
            MOST_ENTRIES
        );
        assert!(account::read_user(user).unwrap().roles.len() < 1000);
        let order = account::read_order(order).unwrap();
        assert_eq!(order.certificate.names.len(), 2000);
        look_at_order(&order, None, &[]);
        look_at_order(&account::read_order(requests).unwrap(), None, &[]);
    });
}

/// A thousand organizations as the API gives them.
fn thousand_organizations() -> Vec<Organization> {
    let mut numbers = Numbers(3);
    let words = [
        "Société",
        "Générale",
        "Müller",
        "Straße",
        "Handels",
        "GmbH",
        "Łódź",
        "Пример",
        "Ёлка",
        "Example",
        "Trading",
        "Ltd",
    ];
    let organizations: Vec<Value> = (1..=1000)
        .map(|id| {
            let name: Vec<&str> = (0..5).map(|_| *pick(&mut numbers, &words)).collect();
            json!({
                "id": id, "status": "active", "name": format!("{} {id}", name.join(" ")), "is_active": true, "city": "München",
                "country": "de", "container": {"id": 1, "name": "Root"},
                "validations": [{"type": "ov", "status": "active", "validated_until": "2027-01-01T00:00:00+00:00"}]
            })
        })
        .collect();
    let body = json!({"organizations": organizations, "page": {"total": 1000, "limit": 1000, "offset": 0}}).to_string();
    let listed = account::read_organizations(body.as_bytes()).unwrap();
    assert_eq!(
        (listed.entries.len(), listed.unread, listed.next_offset()),
        (1000, 0, None)
    );
    listed.entries
}

#[test]
fn a_thousand_organizations_are_searched_with_each_key() {
    let organizations = thousand_organizations();
    let index = SearchIndex::new(organizations.iter().map(Organization::search_text));
    let typed = "societe generale mull munchen 1";
    // Some 30 keys: a millisecond each.
    within(Duration::from_millis(30), "a search with each key", || {
        for end in 1..=typed.len() {
            let found = index.find(&typed[..end]);
            assert!(found.len() <= organizations.len());
        }
    });
    let found = index.find("STRASSE munchen 777");
    assert!(found.iter().all(|&place| index.find("strasse").contains(&place)));
    assert_eq!(index.find("1000").first(), Some(&999));
    assert_eq!(index.find("munchen").len(), 1000);
}

#[test]
fn five_thousand_orders_are_laid_beside_the_wanted_names_at_once() {
    let orders: Vec<Value> = (1..=5000)
        .map(|id| {
            let names: Vec<String> = (0..4)
                .map(|host| format!("h{host}.s{}.example.com", id % 700))
                .collect();
            let status = if id % 9 == 0 { "pending" } else { "issued" };
            json!({"id": id, "status": status, "certificate": {
                "common_name": names[0], "dns_names": names, "valid_till": format!("2027-0{}-15", 1 + id % 9)
            }})
        })
        .collect();
    // The API gives a thousand a page.
    let rows: Vec<_> = orders
        .chunks(1000)
        .flat_map(|page| {
            account::read_orders(json!({ "orders": page }).to_string().as_bytes())
                .unwrap()
                .entries
        })
        .collect();
    let wanted: Vec<String> = (0..250)
        .map(|place| format!("h{}.s{place}.example.com", place % 5))
        .collect();
    let wanted = names(&wanted.iter().map(String::as_str).collect::<Vec<_>>());
    within(Duration::from_millis(100), "coverage by 5,000 orders", || {
        let covered = covering(&wanted, &rows, TODAY);
        // Hosts 0 to 3 have orders, host 4 has none.
        assert_eq!(
            covered.uncovered,
            (0..250).filter(|place| place % 5 == 4).collect::<Vec<_>>()
        );
        assert!(covered.orders.len() > 1000);
    });
    assert_eq!(names_to_ask_for(&wanted, 40).len(), 40);
}

#[test]
fn whatever_status_comes_with_whatever_body_has_its_class() {
    for status in 0..1000 {
        for body in ["", "{}", "<html>", r#"{"errors":[{"code":"x"}]}"#, "\u{0}"] {
            let failure = Failure::of(status, None, None, body.as_bytes());
            let is_good = (200..300).contains(&status) && !body.starts_with('<');
            assert_eq!(failure.is_none(), is_good, "{status} {body}");
        }
    }
}

#[test]
fn whatever_text_is_no_date_and_no_amount_does_no_harm() {
    let parts = [
        "2026", "-", "11", "24", "T", " ", ":", "00", "+", "Z", ".", "é", "99", ",", "0000",
    ];
    let mut numbers = Numbers(11);
    for _ in 0..20_000 {
        let text: String = (0..numbers.below(14)).map(|_| *pick(&mut numbers, &parts)).collect();
        let _ = (
            Moment::parse(&text).map(|moment| moment.days_from(TODAY)),
            Amount::parse(&text),
        );
    }
}

#[test]
fn a_domain_without_a_name_validates_nothing() {
    let body = br#"{"domains":[{"id":7,"validations":[{"type":"ov","status":"active"}]}]}"#;
    let domains = account::read_domains(body).unwrap().entries;
    assert_eq!(validated_by(&domains, "example.com", Validation::Ov, TODAY), None);
}
