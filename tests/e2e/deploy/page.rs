//! The page, from each server, in a browser: an order through the same origin, and one whose answer is lost.

use certdesk_sandbox::{Account, Fault, Options, Sandbox};
use serde_json::json;

use super::site::{KEY, Kind, Layout, Site, authorization};
use crate::harness::{Browser, Desk, Looks, Order, block_on};

/// What Chromium notes of an answer of 500 and more.
const FAILED: &str = "Failed to load resource";
/// What Chromium notes of the box for the password of a PKCS#12 file.
const PASSWORD_BOX: &str = "Password field is not contained in a form";

async fn orders_from(kind: Kind) {
    let browser = Browser::open(Looks::default()).await;
    let account = Account {
        api_key: KEY.to_owned(),
        ..Account::default()
    };
    let sandbox = Sandbox::start(account, Options::default())
        .await
        .expect("the sandbox starts");
    let site = Site::start(
        kind,
        Layout::OneOrigin,
        &sandbox.api_url().replace("/services/v2", ""),
        None,
    );
    let desk = Desk { browser, sandbox };
    // The password, as the browser sends it once its user has typed it.
    desk.browser.command("Network.enable", json!({})).await;
    let headers = json!({ "headers": { "Authorization": authorization() } });
    desk.browser.command("Network.setExtraHTTPHeaders", headers).await;
    desk.browser.go(&format!("{}/", site.origin())).await;
    desk.ready().await;

    let said = desk.order(&Order::of("www.example.com")).await;
    let order = desk.only_order();
    assert!(said.contains(&order.id.to_string()), "{said}");
    let audit = site.audit(1);
    assert!(audit[0].to_string().contains("alice"), "{audit:#?}");
    let user = desk
        .browser
        .promised("fetch('/services/v2/whoami').then(answer => answer.json())")
        .await;
    assert_eq!(user, json!({ "user": "alice" }));
    let script = "Promise.all(['user/me', 'order/certificate?limit=1'].map(call => fetch(`/services/v2/${call}`)))\
                  .then(answers => answers.map(answer => answer.status))";
    assert_eq!(desk.browser.promised(script).await, json!([200, 200]));

    // An answer that is lost between DigiCert and the proxy: unknown on the page, and one order at DigiCert.
    desk.browser.click_text("main", "Order another certificate").await;
    desk.ready().await;
    desk.sandbox.set_fault(Fault::CutAfterTaking);
    let said = desk.order(&Order::of("mail.example.com")).await;
    assert!(said.contains("may") && said.contains("CertCentral"), "{said}");
    assert_eq!((desk.sandbox.orders().len(), desk.posts()), (2, 2));
    let logs = site.logs();
    assert!(!logs.contains(KEY) && !logs.contains("CERTIFICATE REQUEST"), "{logs}");
    desk.end_but(&[FAILED, PASSWORD_BOX]).await;
}

#[test]
fn the_page_orders_from_nginx() {
    block_on(orders_from(Kind::Nginx));
}

#[test]
fn the_page_orders_from_caddy() {
    block_on(orders_from(Kind::Caddy));
}
