//! The README's picture: a filled form, as it is seen at first.

use serde_json::json;

use crate::harness::{CsrFile, Desk, Key, Order, Setup, block_on, readme_shot};

#[test]
fn readme_screenshot() {
    block_on(async {
        let config = json!({ "organizations": [{ "id": 123_456, "name": "Example Corporation" }] });
        let desk = Desk::with(Setup {
            config,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        let csr = CsrFile::new(Key::P256, "www.example.com", &["www.example.com", "shop.example.com"]);
        let order = Order {
            product: "ssl_securesite_multi_domain",
            csr: csr.pem(),
            names: vec!["shop.example.com"],
            ..Order::of("www.example.com")
        };
        browser.choose_product(order.product).await;
        browser.paste_into("csr", &order.csr).await;
        browser.fill("common-name", order.common_name).await;
        browser.add_names(&order.names).await;
        browser.select("organization-id-list", "123456").await;
        browser.fill("validity-years", "1").await;
        browser.shows("main", "The form and the CSR have the same names.").await;
        browser.shows(".side", "Ready to be checked.").await;
        browser.run("document.activeElement.blur(); scrollTo(0, 0)").await;
        if let Some(file) = readme_shot() {
            browser.shoot(&file, false).await;
        }
        desk.end().await;
    });
}
