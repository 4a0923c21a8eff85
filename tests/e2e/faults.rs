//! What goes wrong, by when it goes wrong: what the page says, whether the draft is whole, and what the sandbox holds.

use std::time::Duration;

use certdesk_sandbox::Fault;

use crate::harness::{Desk, Order, block_on, say};

/// What Chromium notes of calls that fail; a table of faults is nothing else.
const NOTED: [&str; 4] = ["Failed to load resource", "CORS policy", "net::ERR", "redirect"];

/// What the page says of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// It was placed.
    Placed,
    /// It was not sent.
    NotSent,
    /// It was refused.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// One line of the table.
struct Row {
    name: &'static str,
    /// When it goes wrong.
    moment: &'static str,
    /// With which calls.
    calls: &'static str,
    fault: Fault,
    says: Says,
    /// How many orders the sandbox holds then.
    taken: usize,
    /// How often the order was posted.
    posts: usize,
}

const QUESTION: &str = "GET /product/{}";
const ORDER: &str = "POST /order/certificate/{}";
const JSON: &str = "application/json";
const HTML: &str = "text/html";

fn instead(taken: bool, status: u16, headers: &[(&str, &str)], body: &[u8]) -> Fault {
    let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    Fault::Instead {
        taken,
        status,
        headers: headers.collect(),
        body: body.to_vec(),
    }
}

/// An answer by name: its status, its headers, its body, and what the page is to say of it.
type FalseAnswer = (
    &'static str,
    u16,
    Vec<(&'static str, &'static str)>,
    &'static [u8],
    Says,
);

/// The faults of an answer that something on the way can give, whether or not the order was taken before.
fn answers() -> Vec<FalseAnswer> {
    let json = || vec![("Content-Type", JSON)];
    let html = || vec![("Content-Type", HTML)];
    let page: &[u8] = b"<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>";
    vec![
        ("garbage", 201, json(), &[0xff, 0x00, 0x7b, 0x9c, 0x1f], Says::Unknown),
        ("HTML with 200", 200, html(), page, Says::Unknown),
        (
            "wrong type",
            201,
            vec![("Content-Type", "image/png")],
            b"\x89PNG\r\n",
            Says::Unknown,
        ),
        ("401", 401, html(), page, Says::Refused),
        ("403", 403, html(), page, Says::Refused),
        ("429", 429, json(), b"{}", Says::Refused),
        (
            "429 with Retry-After",
            429,
            vec![("Content-Type", JSON), ("Retry-After", "60")],
            b"{}",
            Says::Refused,
        ),
        ("500", 500, json(), b"{}", Says::Unknown),
        ("502", 502, html(), b"<h1>Bad Gateway</h1>", Says::Unknown),
        ("503", 503, html(), b"<h1>Unavailable</h1>", Says::Unknown),
        ("504", 504, html(), b"<h1>Gateway Time-out</h1>", Says::Unknown),
        (
            "redirect to a login page",
            302,
            vec![("Location", "https://login.example/")],
            b"",
            Says::Unknown,
        ),
    ]
}

fn rows() -> Vec<Row> {
    let row = |name, moment, calls, fault, says, taken, posts| Row {
        name,
        moment,
        calls,
        fault,
        says,
        taken,
        posts,
    };
    let login = instead(false, 302, &[("Location", "https://login.example/")], b"");
    let asked = |name, fault| row(name, "before it is sent", QUESTION, fault, Says::NotSent, 0, 0);
    let before = |name, fault, says| row(name, "before it is taken", ORDER, fault, says, 0, 1);
    let after = |name, fault, says| row(name, "after it was taken", ORDER, fault, says, 1, 1);
    let mut rows = vec![
        asked("cut", Fault::CutBefore),
        asked("hang", Fault::HangBefore),
        asked("HTML with 200", Fault::HtmlWith200),
        asked("503", instead(false, 503, &[("Content-Type", HTML)], b"down")),
        asked("redirect to a login page", login),
        asked("no CORS headers", Fault::NoCors),
        before("cut", Fault::CutBefore, Says::Unknown),
        before("hang", Fault::HangBefore, Says::Unknown),
        row(
            "failing preflight",
            "before it is taken",
            ORDER,
            Fault::NoPreflight,
            Says::Unknown,
            0,
            0,
        ),
        after("late", Fault::Late(Duration::from_secs(2)), Says::Placed),
        after(
            "later than the limit",
            Fault::Late(Duration::from_secs(20)),
            Says::Unknown,
        ),
        after("cut", Fault::CutAfterTaking, Says::Unknown),
        after("hang", Fault::HangAfterTaking, Says::Unknown),
        after("body cut", Fault::CutBody, Says::Unknown),
        after("wrong length", Fault::WrongLength, Says::Unknown),
        after("no body", Fault::EmptyBody, Says::Unknown),
        after("no CORS headers", Fault::NoCors, Says::Unknown),
    ];
    for (name, status, headers, body, says) in answers() {
        rows.push(before(name, instead(false, status, &headers, body), says));
        rows.push(after(name, instead(true, status, &headers, body), says));
    }
    rows
}

/// What the page says, once it says something.
async fn says(desk: &Desk) -> Says {
    let said = desk
        .browser
        .until(
            "the page says what came of it",
            "document.querySelector('.review .note-error')?.innerText ?? \
             (location.hash === '#order' && document.querySelector('main .page-title')?.checkVisibility() !== undefined \
             && [...document.querySelectorAll('main .page-title')].find(title => title.checkVisibility())?.innerText)",
        )
        .await;
    let said = said.as_str().unwrap_or_default();
    match said {
        _ if said.contains("The order was not sent") => Says::NotSent,
        _ if said.contains("Nobody knows") => Says::Unknown,
        _ if said.contains("DigiCert did not accept") => Says::Refused,
        _ if said.contains("placed") => Says::Placed,
        _ => panic!("the page says: {said}"),
    }
}

/// The draft, as the form shows it.
async fn draft(desk: &Desk) -> [String; 4] {
    let browser = &desk.browser;
    [
        browser.value("csr").await.trim().to_owned(),
        browser.value("common-name").await,
        browser.value("organization-id").await,
        browser.value("validity-years").await,
    ]
}

async fn run(desk: &Desk, row: &Row, whole: &[String; 4]) -> Says {
    let (orders, posts) = (desk.sandbox.orders().len(), desk.sandbox.order_calls());
    desk.review().await;
    desk.sandbox.set_fault_on(row.calls, row.fault.clone());
    desk.place().await;
    let said = says(desk).await;
    let line = format!("{}, {}", row.name, row.moment);
    assert_eq!(said, row.says, "{line}");
    desk.sandbox.set_fault(Fault::None);
    // A page that is loaded anew has the same draft, and sends nothing by itself.
    let forget =
        "for (const key of ['answer', 'journal']) localStorage.removeItem('certdesk.' + key); location.hash = ''";
    desk.browser.run(forget).await;
    desk.visit().await;
    assert_eq!(&draft(desk).await, whole, "{line}: the draft");
    assert_eq!(desk.sandbox.orders().len() - orders, row.taken, "{line}: orders");
    assert_eq!(desk.sandbox.order_calls() - posts, row.posts, "{line}: calls");
    said
}

#[test]
fn each_fault_at_each_moment_is_told_and_neither_loses_nor_doubles_anything() {
    block_on(async {
        let mut desk = Desk::open().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.browser
            .until(
                "the entries are kept",
                "(localStorage['certdesk.draft'] ?? '').includes('123456')",
            )
            .await;
        let whole = draft(&desk).await;
        for row in rows() {
            let said = run(&desk, &row, &whole).await;
            say(&format!(
                "fault: {:<26} {:<19} page: {:<8} draft: whole  orders: {}  calls: {}",
                row.name,
                row.moment,
                format!("{said:?}"),
                row.taken,
                row.posts
            ));
        }
        // At last the proxy goes away altogether.
        desk.review().await;
        desk.sandbox.stop_proxy().await;
        desk.place().await;
        assert_eq!(says(&desk).await, Says::NotSent);
        desk.browser.click_text(".review", "Back to the form").await;
        assert_eq!(draft(&desk).await, whole);
        say("fault: connection refused         before it is sent   page: NotSent  draft: whole  orders: 0  calls: 0");
        desk.end_but(&NOTED).await;
    });
}
