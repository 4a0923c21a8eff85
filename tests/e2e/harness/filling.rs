//! Filling in the form as its users do.

use serde_json::json;
use thirtyfour::prelude::*;

use super::browser::Browser;
use super::csr_file::CsrFile;
use super::desk::Desk;

/// The products in the order in which the page offers them.
const PRODUCTS: [&str; 5] = [
    "ssl_securesite",
    "ssl_securesite_multi_domain",
    "ssl_securesite_wildcard",
    "ssl_ev_securesite",
    "ssl_ev_securesite_multi_domain",
];

/// What an order needs at least.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// The product's id.
    pub(crate) product: &'static str,
    /// The CSR in PEM.
    pub(crate) csr: String,
    /// The common name.
    pub(crate) common_name: &'static str,
    /// Additional names.
    pub(crate) names: Vec<&'static str>,
    /// The organization's number.
    pub(crate) organization: u64,
    /// How many years.
    pub(crate) years: u8,
}

impl Order {
    /// The smallest order: one name, for the organization of the demo account that is validated for all.
    pub(crate) fn of(common_name: &'static str) -> Self {
        Self {
            product: "ssl_securesite",
            csr: CsrFile::of(common_name).pem(),
            common_name,
            names: Vec::new(),
            organization: 123_456,
            years: 1,
        }
    }
}

impl Browser {
    /// Types a text into a box in place of what stands there.
    pub(crate) async fn fill(&self, id: &str, text: &str) {
        self.click(&format!("#{id}")).await;
        self.press_control('a').await;
        self.press(Key::Delete + text).await;
    }

    /// What stands in a box.
    pub(crate) async fn value(&self, id: &str) -> String {
        let value = self
            .run_with(
                "return document.getElementById(arguments[0])?.value ?? null",
                &[json!(id)],
            )
            .await;
        value
            .as_str()
            .unwrap_or_else(|| panic!("#{id} is no box: {value}"))
            .to_owned()
    }

    /// Clicks the label of a radio button or a checkbox.
    pub(crate) async fn choose(&self, id: &str) {
        self.click(&format!("label[for=\"{id}\"]")).await;
        self.until(
            &format!("#{id} is chosen"),
            &format!("document.getElementById({}).checked", json!(id)),
        )
        .await;
    }

    /// Chooses a product by its id.
    pub(crate) async fn choose_product(&self, product: &str) {
        let index = PRODUCTS
            .iter()
            .position(|id| *id == product)
            .expect("a product of the page");
        let id = if index == 0 {
            "product".to_owned()
        } else {
            format!("product-{index}")
        };
        self.choose(&id).await;
    }

    /// Chooses a line of a list by its value.
    pub(crate) async fn select(&self, id: &str, value: &str) {
        self.click(&format!("#{id} option[value={}]", json!(value))).await;
        self.until(
            &format!("#{id} has {value}"),
            &format!("document.getElementById({}).value === {}", json!(id), json!(value)),
        )
        .await;
    }

    /// Pastes a text into a box in place of what stands there, and leaves the box.
    pub(crate) async fn paste_into(&self, id: &str, text: &str) {
        self.click(&format!("#{id}")).await;
        self.press_control('a').await;
        self.paste(text).await;
        self.press(Key::Tab).await;
    }

    /// Adds names, one by one.
    pub(crate) async fn add_names(&self, names: &[&str]) {
        for name in names {
            self.click("#dns-names-add").await;
            self.until(
                "a new line has the focus",
                "document.activeElement.id.startsWith('dns-name-')",
            )
            .await;
            self.press(*name).await;
        }
    }

    /// The additional names as they stand in the form.
    pub(crate) async fn names(&self) -> Vec<String> {
        let names = self
            .run("return [...document.querySelectorAll('.name-row input')].map(box => box.value)")
            .await;
        serde_json::from_value(names).expect("a list of texts")
    }

    /// Opens everything that folds away.
    pub(crate) async fn unfold(&self) {
        self.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
            .await;
    }
}

impl Desk {
    /// Fills in the form.
    pub(crate) async fn fill_in(&self, order: &Order) {
        let browser = &self.browser;
        browser.choose_product(order.product).await;
        browser.paste_into("csr", &order.csr).await;
        browser.fill("common-name", order.common_name).await;
        browser.add_names(&order.names).await;
        browser.fill("organization-id", &order.organization.to_string()).await;
        browser.fill("validity-years", &order.years.to_string()).await;
    }

    /// Goes on to the review.
    pub(crate) async fn review(&self) {
        self.browser.click("#review-button").await;
        self.browser
            .until(
                "the review is there",
                "location.hash === '#review' && !!document.querySelector('#place-order')",
            )
            .await;
    }

    /// Presses the button that costs money.
    pub(crate) async fn place(&self) {
        self.browser.click("#place-order").await;
    }

    /// Waits for the outcome's view.
    pub(crate) async fn outcome(&self) -> String {
        self.browser
            .until("the outcome is there", "location.hash === '#order'")
            .await;
        self.browser
            .until(
                "the outcome is drawn",
                "document.querySelector('main').innerText.length > 100",
            )
            .await;
        self.browser.text("main").await
    }

    /// Fills in, goes on, orders, and gives what the outcome says.
    pub(crate) async fn order(&self, order: &Order) -> String {
        self.fill_in(order).await;
        self.review().await;
        self.place().await;
        self.outcome().await
    }
}
