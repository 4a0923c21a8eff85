//! What is issued, judged by OpenSSL.

use certdesk_sandbox::Account;
use serde_json::json;
use time::macros::date;
use time::{Date, Duration};

use crate::desk::{Desk, TODAY, account, chain_of, order_with};
use crate::openssl::Files;
use crate::signing_request::SigningRequest;

/// A moment of a day.
fn noon(day: Date) -> i64 {
    (day.midnight().assume_utc() + Duration::hours(12)).unix_timestamp()
}

#[tokio::test]
async fn the_leaf_has_the_key_and_exactly_the_ordered_names() {
    let desk = Desk::open().await;
    let files = Files::new();
    for request in [
        SigningRequest::rsa(),
        SigningRequest::on(&rcgen::PKCS_ECDSA_P256_SHA256),
        SigningRequest::on(&rcgen::PKCS_ECDSA_P384_SHA384),
        SigningRequest::on(&rcgen::PKCS_ECDSA_P521_SHA512),
    ] {
        let mut order = order_with(&request);
        order["certificate"]["dns_names"] = json!(["*.example.com", "a.example.org", "example.com"]);
        let chain = chain_of(&desk.order("ssl_securesite_flex", &order).await);
        files.verify(&chain, noon(TODAY));
        assert_eq!(files.x509(&chain[0], &["-pubkey"]), request.public_key());
        let names = files.x509(&chain[0], &["-ext", "subjectAltName"]);
        assert_eq!(
            names.lines().last().unwrap().trim(),
            "DNS:example.com, DNS:*.example.com, DNS:a.example.org"
        );
        let subject = files.x509(&chain[0], &["-subject", "-nameopt", "RFC2253,utf8"]);
        assert_eq!(
            subject.trim(),
            "subject=CN=example.com,O=Example Corporation,L=Lehi,ST=Utah,C=US"
        );
    }
}

#[tokio::test]
async fn ev_names_jurisdiction_and_registration_and_dv_names_nobody() {
    let desk = Desk::open().await;
    let files = Files::new();
    for (product, expected) in [
        (
            "ssl_ev_securesite",
            "subject=CN=example.com,O=Example (Example Corporation),L=Lehi,ST=Utah,C=US,serialNumber=5299537-0142,\
             businessCategory=Private Organization,jurisdictionST=Utah,jurisdictionC=US",
        ),
        ("ssl_dv_geotrust", "subject=CN=example.com"),
    ] {
        let chain = chain_of(&desk.order(product, &order_with(&SigningRequest::new())).await);
        files.verify(&chain, noon(TODAY));
        let subject = files.x509(&chain[0], &["-subject", "-nameopt", "RFC2253,utf8"]);
        // Older releases of OpenSSL write the two jurisdictions by their numbers.
        let subject = subject
            .replace("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST")
            .replace("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC");
        assert_eq!(subject.trim(), expected, "{product}");
    }
}

#[tokio::test]
async fn the_signature_has_the_ordered_hash() {
    let desk = Desk::open().await;
    let files = Files::new();
    for (hash, algorithm) in [
        ("sha256", "sha256WithRSAEncryption"),
        ("sha384", "sha384WithRSAEncryption"),
        ("sha512", "sha512WithRSAEncryption"),
    ] {
        let mut order = order_with(&SigningRequest::new());
        order["certificate"]["signature_hash"] = json!(hash);
        let chain = chain_of(&desk.order("ssl_securesite", &order).await);
        files.verify(&chain, noon(TODAY));
        let text = files.x509(&chain[0], &["-text"]);
        assert!(text.contains(&format!("Signature Algorithm: {algorithm}")), "{text}");
    }
}

#[tokio::test]
async fn a_certificate_ends_as_ordered_but_never_past_the_cap_of_the_day() {
    let days = |days: u32| json!({ "validity_days": days });
    let years = |years: u32| json!({ "validity_years": years });
    let cap = |today: Date, days: i64| today + Duration::days(days - 1);
    let cases = [
        // As ordered, in each of the three ways.
        (TODAY, days(30), date!(2026 - 12 - 24)),
        (
            TODAY,
            json!({"custom_expiration_date": "2027-01-31"}),
            date!(2027 - 01 - 31),
        ),
        (date!(2019 - 05 - 01), years(1), date!(2020 - 05 - 01)),
        (date!(2019 - 05 - 01), years(2), date!(2021 - 05 - 01)),
        // Each cap on its first day, and the last day of the one before.
        (
            date!(2020 - 08 - 26),
            json!({"custom_expiration_date": "2022-11-28"}),
            date!(2022 - 11 - 28),
        ),
        (date!(2020 - 08 - 27), years(2), cap(date!(2020 - 08 - 27), 397)),
        (date!(2026 - 02 - 23), years(2), cap(date!(2026 - 02 - 23), 397)),
        (date!(2026 - 02 - 24), years(1), cap(date!(2026 - 02 - 24), 199)),
        (TODAY, years(3), cap(TODAY, 199)),
        (date!(2027 - 03 - 14), years(1), cap(date!(2027 - 03 - 14), 199)),
        (date!(2027 - 03 - 15), years(1), cap(date!(2027 - 03 - 15), 99)),
        (date!(2029 - 03 - 14), years(1), cap(date!(2029 - 03 - 14), 99)),
        (date!(2029 - 03 - 15), years(1), cap(date!(2029 - 03 - 15), 46)),
    ];
    let files = Files::new();
    let request = SigningRequest::new();
    for (today, validity, end) in cases {
        let desk = Desk::with(Account {
            today: Some(today),
            ..account()
        })
        .await;
        let mut order = order_with(&request);
        let order_object = order.as_object_mut().unwrap();
        order_object.remove("validity_years");
        order_object.extend(validity.as_object().unwrap().clone());
        let chain = chain_of(&desk.order("ssl_securesite", &order).await);
        files.verify(&chain, noon(today));
        files.verify(&chain, noon(end));
        let dates = files.x509(&chain[0], &["-startdate", "-enddate", "-dateopt", "iso_8601"]);
        assert_eq!(
            dates,
            format!("notBefore={today} 00:00:00Z\nnotAfter={end} 23:59:59Z\n"),
            "{today} {validity}"
        );
    }
}

#[tokio::test]
async fn the_first_certificate_of_a_plan_may_be_shorter() {
    let desk = Desk::open().await;
    let mut order = order_with(&SigningRequest::new());
    order["certificate"]["cert_validity"] = json!({"days": 60});
    order["order_validity"] = json!({"years": 3});
    let chain = chain_of(&desk.order("ssl_securesite", &order).await);
    let dates = Files::new().x509(&chain[0], &["-enddate", "-dateopt", "iso_8601"]);
    assert_eq!(dates, "notAfter=2027-01-23 23:59:59Z\n");
    assert_eq!(
        desk.read("/order/certificate/112233").await["order_valid_till"],
        "2029-11-24"
    );
}

#[tokio::test]
async fn clients_are_authenticated_as_the_profile_and_the_day_allow() {
    let files = Files::new();
    let both = "TLS Web Server Authentication, TLS Web Client Authentication";
    let server = "TLS Web Server Authentication";
    for (today, profile, expected) in [
        (date!(2019 - 05 - 01), json!(null), both),
        (TODAY, json!(null), server),
        (TODAY, json!("server_client_auth_eku"), both),
        (TODAY, json!("server_auth_only_eku"), server),
        (date!(2027 - 03 - 01), json!("server_client_auth_eku"), server),
    ] {
        let desk = Desk::with(Account {
            today: Some(today),
            ..account()
        })
        .await;
        let mut order = order_with(&SigningRequest::new());
        order["certificate"]["profile_option"] = profile.clone();
        let chain = chain_of(&desk.order("ssl_securesite", &order).await);
        let usage = files.x509(&chain[0], &["-ext", "extendedKeyUsage"]);
        assert_eq!(usage.lines().last().unwrap().trim(), expected, "{today} {profile}");
    }
}

#[tokio::test]
async fn organization_units_are_left_out() {
    let desk = Desk::open().await;
    let mut order = order_with(&SigningRequest::new());
    order["certificate"]["organization_units"] = json!(["Accounting department"]);
    let chain = chain_of(&desk.order("ssl_securesite", &order).await);
    assert!(!Files::new().x509(&chain[0], &["-subject"]).contains("OU"));
}
