//! A browser with the page open, and the sandbox behind it.

use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use certdesk_sandbox::{Account, Options, OrderRecord, Sandbox};
use serde_json::{Value, json};
use tokio::runtime;

use super::browser::{Browser, Looks};
use super::environment;

/// The seconds that the page of a flow waits for an answer: the fewest that config.json may name.
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(5);

/// What a flow starts from.
#[derive(Default)]
pub(crate) struct Setup {
    /// The account that the sandbox plays.
    pub(crate) account: Account,
    /// How the browser looks at the page.
    pub(crate) looks: Looks,
    /// Members of config.json beside the proxy.
    pub(crate) config: Value,
    /// Another folder for the page than the one that was built.
    pub(crate) page: Option<PathBuf>,
}

impl Setup {
    /// One whose page asks the account what it has.
    pub(crate) fn asking(language: &'static str, account: Account) -> Self {
        Self {
            account,
            config: json!({ "account": true }),
            looks: Looks {
                language,
                ..Looks::default()
            },
            ..Self::default()
        }
    }
}

/// A desk: browser and sandbox.
pub(crate) struct Desk {
    /// The browser.
    pub(crate) browser: Browser,
    /// The sandbox.
    pub(crate) sandbox: Sandbox,
}

impl Desk {
    /// The usual desk, with the page ready for input.
    pub(crate) async fn open() -> Self {
        Self::with(Setup::default()).await
    }

    /// A desk with the page ready for input.
    pub(crate) async fn with(setup: Setup) -> Self {
        let desk = Self::closed(setup).await;
        desk.visit().await;
        desk
    }

    /// The same, beside which no other flow has a browser.
    pub(crate) async fn with_alone(setup: Setup) -> Self {
        let browser = Browser::open_alone(setup.looks).await;
        let desk = Self::behind(browser, setup).await;
        desk.visit().await;
        desk
    }

    /// A desk whose browser has not gone to the page yet.
    pub(crate) async fn closed(setup: Setup) -> Self {
        let browser = Browser::open(setup.looks).await;
        Self::behind(browser, setup).await
    }

    async fn behind(browser: Browser, setup: Setup) -> Self {
        let options = Options {
            page: Some(setup.page.unwrap_or_else(environment::dist)),
            ..Options::default()
        };
        let sandbox = Sandbox::start(setup.account, options)
            .await
            .expect("the sandbox starts");
        let mut config = json!({
            "proxy": sandbox.proxy_url(),
            "time_limit_seconds": TIME_LIMIT.as_secs(),
            // A flow that is about the account asks for it; the others count what reaches the sandbox.
            "account": false,
        });
        if let (Some(config), Some(more)) = (config.as_object_mut(), setup.config.as_object()) {
            config.extend(more.clone());
        }
        sandbox.set_config(config);
        Self { browser, sandbox }
    }

    /// The address of the page.
    pub(crate) fn address(&self) -> String {
        self.sandbox.page_url().expect("the sandbox serves the page")
    }

    /// Goes to the page and waits until it can be used.
    pub(crate) async fn visit(&self) {
        self.browser.go(&self.address()).await;
        self.ready().await;
    }

    /// Waits until the form and what judges it are there: what comes with the second moves what stands below.
    pub(crate) async fn ready(&self) {
        self.browser
            .until(
                "the form is there",
                "!!document.querySelector('#review-button') && !!document.querySelector('.side')",
            )
            .await;
    }

    /// The only order that the sandbox has taken.
    pub(crate) fn only_order(&self) -> OrderRecord {
        let mut orders = self.sandbox.orders();
        assert_eq!(orders.len(), 1, "one order was taken: {orders:#?}");
        orders.remove(0)
    }

    /// Waits until the sandbox has taken so many orders.
    pub(crate) async fn until_ordered(&self, count: usize) {
        for _ in 0..500 {
            if self.sandbox.orders().len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{} orders instead of {count}", self.sandbox.orders().len());
    }

    /// How many requests for an order have reached the sandbox.
    pub(crate) fn posts(&self) -> usize {
        self.sandbox
            .requests()
            .iter()
            .filter(|request| request.method == "POST" && request.path.contains("/order/certificate/"))
            .count()
    }

    /// Ends the flow: nothing may have been complained about.
    pub(crate) async fn end(self) {
        self.end_but(&[]).await;
    }

    /// Ends a flow that brings about complaints with these texts itself.
    pub(crate) async fn end_but(self, expected: &[&str]) {
        self.browser.assert_clean_but(expected).await;
        self.browser.close().await;
        self.sandbox.stop().await;
    }
}

/// Runs a flow.
pub(crate) fn block_on(flow: impl Future<Output = ()>) {
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(flow);
}
