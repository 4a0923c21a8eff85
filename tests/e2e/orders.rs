//! The account's orders: the list, and one in full.

use certdesk_sandbox::{Account, KeyRole, SeededOrder, SeededState, demo_orders};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::harness::{CsrFile, Desk, Setup, block_on};

/// The longest that an action may take from the arrival of its answer until it is seen.
const LONGEST: f64 = 100.0;

fn account(orders: Vec<SeededOrder>) -> Account {
    Account {
        orders,
        ..Account::default()
    }
}

pub(crate) fn demo() -> Account {
    account(demo_orders(OffsetDateTime::now_utc().date()))
}

pub(crate) async fn desk(account: Account) -> Desk {
    Desk::with(Setup::asking("en", account)).await
}

/// Orders of one account by the hundred, all issued.
fn many(count: usize) -> Account {
    let order = |index: usize| SeededOrder {
        product: "ssl_securesite".into(),
        common_name: format!("host-{index:04}.example.com"),
        organization_id: Some(if index.is_multiple_of(7) { 123_457 } else { 123_456 }),
        state: if index.is_multiple_of(10) {
            SeededState::Canceled
        } else {
            SeededState::Issued
        },
        ..SeededOrder::default()
    };
    account((0..count).map(order).collect())
}

impl Desk {
    /// Goes to the list, by its link.
    pub(crate) async fn to_orders(&self) {
        self.browser.click(".view-links a[href=\"#orders\"]").await;
        self.browser.shows(".pager-seen", " of ").await;
    }

    /// Goes to the order with this name, by the list.
    pub(crate) async fn to_order(&self, name: &str) -> u64 {
        self.to_orders().await;
        let script = format!(
            "[...document.querySelectorAll('.table-row')].find(row => row.innerText.includes({}))?.querySelector('a')",
            json!(name)
        );
        self.browser
            .until(&format!("{name} is in the list"), &format!("!!{script}"))
            .await;
        let address = self.browser.run(&format!("return {script}.getAttribute('href')")).await;
        let address = address.as_str().expect("a link").to_owned();
        self.browser.click(&format!(".table a[href=\"{address}\"]")).await;
        self.browser.shows("#order-timeline", "What has happened").await;
        let number = address.trim_start_matches("#orders/");
        number.parse().expect("a number")
    }

    /// The first names of the rows that are seen.
    async fn rows(&self) -> Vec<String> {
        let rows = self
            .browser
            .run("return [...document.querySelectorAll('.orders-name')].map(name => name.innerText)")
            .await;
        serde_json::from_value(rows).expect("a list of texts")
    }

    /// How often the sandbox was asked so.
    pub(crate) fn asked(&self, method: &str, part: &str) -> usize {
        let requests = self.sandbox.requests();
        let so = requests
            .iter()
            .filter(|request| request.method == method && request.path.contains(part));
        so.count()
    }
}

#[test]
fn a_list_is_paged_searched_sorted_and_found_again() {
    block_on(async {
        let desk = desk(many(120)).await;
        let browser = &desk.browser;
        desk.to_orders().await;
        browser.shows(".pager-seen", "1 to 50 of 120").await;
        assert_eq!(
            desk.rows().await.first().map(String::as_str),
            Some("host-0119.example.com")
        );
        browser.click_text(".pager", "Next page").await;
        browser.shows(".pager-seen", "51 to 100 of 120").await;
        browser.click_text(".table", "Names").await;
        browser.shows(".pager-seen", "1 to 50 of 120").await;
        browser.shows(".table-row:first-child .orders-name", "host-0000").await;
        browser.click_text(".table", "Names").await;
        browser.shows(".table-row:first-child .orders-name", "host-0119").await;
        browser.fill("orders-search", "host-003").await;
        browser.shows(".pager-seen", "1 to 10 of 10").await;
        browser.select("orders-status", "canceled").await;
        browser.shows(".pager-seen", "1 to 1 of 1").await;
        assert_eq!(desk.rows().await, ["host-0030.example.com"]);
        // Into the order and back: search and filter are as they were left.
        browser.click(".table .table-name a").await;
        browser.shows("main h1", "Cancelled").await;
        browser.run("history.back()").await;
        browser.shows(".pager-seen", "1 to 1 of 1").await;
        assert_eq!(browser.value("orders-search").await, "host-003");
        assert_eq!(browser.value("orders-status").await, "canceled");
        browser.click("#orders-clear").await;
        browser.shows(".pager-seen", "1 to 50 of 120").await;
        browser.fill("orders-search", "nothing-like-this").await;
        browser.shows("main", "No order matches").await;
        desk.end().await;
    });
}

#[test]
fn an_address_leads_to_one_order() {
    block_on(async {
        let desk = desk(demo()).await;
        let number = desk.to_order("example.com").await;
        desk.browser.go("about:blank").await;
        desk.browser.go(&format!("{}#orders/{number}", desk.address())).await;
        desk.browser.shows("main h1", &format!("Order {number}")).await;
        desk.browser.shows("#order-timeline", "What has happened").await;
        desk.browser.go("about:blank").await;
        desk.browser.go(&format!("{}#orders/999999999", desk.address())).await;
        desk.browser.shows("main [role=alert]", "There is no such thing").await;
        desk.browser.shows("main [role=alert]", "not_found").await;
        desk.end_but(&["404"]).await;
    });
}

/// Notes in the page how long it takes from each answer's arrival until the frame after it is drawn.
const STOPWATCH: &str = "window.__took = []; \
    const whole = Response.prototype.arrayBuffer; \
    Response.prototype.arrayBuffer = function () { return whole.call(this).then(body => { \
      const came = performance.now(); \
      requestAnimationFrame(() => { const channel = new MessageChannel(); \
        channel.port1.onmessage = () => window.__took.push(performance.now() - came); channel.port2.postMessage(0); }); \
      return body; }); };";

#[test]
fn five_thousand_orders_stay_quick() {
    block_on(async {
        let desk = Desk::with_alone(Setup::asking("en", many(5000))).await;
        let browser = &desk.browser;
        browser.run(STOPWATCH).await;
        desk.to_orders().await;
        browser.shows(".pager-seen", "1 to 50 of 5000").await;
        let mut took = Vec::new();
        let actions: [(&str, &str); 8] = [
            (
                "document.querySelector('.pager button:last-of-type').click()",
                "51 to 100 of 5000",
            ),
            (
                "document.querySelector('.pager button:last-of-type').click()",
                "101 to 150 of 5000",
            ),
            ("document.querySelectorAll('.table-sort')[2].click()", "1 to 50 of 5000"),
            (
                "document.querySelector('.pager button:last-of-type').click()",
                "51 to 100 of 5000",
            ),
            ("document.querySelectorAll('.table-sort')[3].click()", "1 to 50 of 5000"),
            ("document.querySelector('#look-again').click()", "1 to 50 of 5000"),
            (
                "const box = document.querySelector('#orders-status'); box.value = 'canceled'; \
                 box.dispatchEvent(new Event('change', { bubbles: true }))",
                "1 to 50 of 500",
            ),
            (
                "const box = document.querySelector('#orders-search'); box.value = 'host-00'; \
                 box.dispatchEvent(new Event('input', { bubbles: true }))",
                "1 to 10 of 10",
            ),
        ];
        for (action, seen) in actions {
            browser.run(&format!("window.__took = []; {action}")).await;
            browser.until("the answer is drawn", "window.__took.length > 0").await;
            browser.shows(".pager-seen", seen).await;
            let longest = browser.run("return Math.max(...window.__took)").await;
            took.push(longest.as_f64().expect("a time"));
        }
        crate::harness::say(&format!("milliseconds from answer to paint: {took:.0?}"));
        assert!(took.iter().all(|took| *took < LONGEST), "{took:?}");
        desk.end().await;
    });
}

#[test]
fn a_renewal_leads_from_the_old_order_to_the_new_one() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        let number = desk.to_order("api.example.org").await;
        let thumbprint = browser
            .until(
                "the thumbprint is told",
                "[...document.querySelectorAll('.side dt')].find(term => term.innerText.includes('Thumbprint'))\
                 ?.nextElementSibling.innerText.trim()",
            )
            .await;
        browser.unfold().await;
        browser.click("#fill-renewal").await;
        browser.shows(".filled", &format!("renewal of order {number}")).await;
        assert_eq!(browser.value("common-name").await, "api.example.org");
        browser.paste_into("csr", &CsrFile::of("api.example.org").pem()).await;
        browser.fill("validity-years", "1").await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let body = desk.only_order().body;
        assert_eq!(body["renewal_of_order_id"], number, "{body:#}");
        let renewed = body["renewed_thumbprint"].as_str().expect("a thumbprint");
        let told = thumbprint.as_str().expect("a thumbprint");
        assert!(renewed.eq_ignore_ascii_case(&told.replace(':', "")), "{renewed} {told}");
        assert_eq!(body["organization"]["id"], 123_456, "{body:#}");
        // The new order was placed here, and the list marks it.
        desk.to_orders().await;
        browser.shows(".table-row:first-child", "Ordered here").await;
        desk.end().await;
    });
}

#[test]
fn a_form_with_entries_is_not_overwritten_without_a_question() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        browser.fill("common-name", "draft.example.com").await;
        desk.to_order("mail.example.org").await;
        browser.unfold().await;
        browser.click("#fill-alike").await;
        browser.shows(".action", "Replace them?").await;
        browser.click_text(".action", "Keep them").await;
        assert_eq!(browser.value("common-name").await, "draft.example.com");
        browser.click("#fill-alike").await;
        browser.click_text(".action", "Replace them").await;
        browser.shows(".filled", "entries of order").await;
        assert_eq!(browser.value("common-name").await, "mail.example.org");
        desk.end().await;
    });
}

#[test]
fn a_key_that_only_views_is_told_what_it_lacks() {
    block_on(async {
        let desk = desk(Account {
            key_role: KeyRole::ViewOnly,
            ..demo()
        })
        .await;
        let browser = &desk.browser;
        desk.to_order("mail.example.org").await;
        browser.unfold().await;
        browser
            .shows("main", "The key of this page may only look at orders")
            .await;
        browser.inspect("order-view-only").await;
        desk.end_but(&["Failed to load resource"]).await;
    });
}

#[test]
fn every_format_of_the_api_is_handed_out() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        desk.to_order("mail.example.org").await;
        browser.shows("#outcome-checks", "Is it what was ordered?").await;
        browser.unfold().await;
        for (label, ending, head) in [
            ("PEM, whole chain", "pem_all.pem", "-----BEGIN"),
            ("PKCS#7, .p7b", "p7b.p7b", "-----BEGIN"),
            ("ZIP, Apache", "apache.zip", "PK"),
        ] {
            browser.click_text(".downloads", label).await;
            let file = browser.downloaded(ending).await;
            let bytes = std::fs::read(&file).expect("the file");
            assert!(bytes.starts_with(head.as_bytes()), "{ending}");
        }
        desk.end().await;
    });
}

async fn inspect_all(language: &'static str) {
    let desk = Desk::with(Setup::asking(language, demo())).await;
    let browser = &desk.browser;
    browser.click(".view-links a[href=\"#orders\"]").await;
    browser
        .until(
            "the list is there",
            "document.querySelectorAll('.table-row').length > 5",
        )
        .await;
    browser.inspect(&format!("orders-{language}")).await;
    let numbers: Value = browser
        .run("return [...document.querySelectorAll('.table-name a')].map(link => link.hash.slice(8))")
        .await;
    let numbers: Vec<String> = serde_json::from_value(numbers).expect("numbers");
    // Each of the demo's orders is in another state.
    for number in numbers.iter().take(11) {
        browser.run(&format!("location.hash = '#orders/{number}'")).await;
        browser
            .until(
                "the order is there",
                &format!(
                    "[...document.querySelectorAll('main h1')].some(title => title.checkVisibility() && \
                     title.innerText.includes('{number}:'))"
                ),
            )
            .await;
        // What comes with the certificate and with the first look at what is awaited.
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        browser.unfold().await;
        let status = desk
            .sandbox
            .order(number.parse().expect("a number"))
            .map(|order| order.status);
        let status = status.expect("the order");
        browser.inspect(&format!("order-{status}-{number}-{language}")).await;
    }
    desk.end().await;
}

#[test]
fn each_state_of_an_order_is_for_everybody() {
    block_on(inspect_all("en"));
}

#[test]
fn each_state_of_an_order_is_for_everybody_in_russian() {
    block_on(inspect_all("ru"));
}
