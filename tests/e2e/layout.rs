//! Nothing moves when something is said: who is about to type or click must not miss.

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::harness::{Browser, Desk, Looks, Setup, block_on};

/// Wrong entries, each in its field.
const WRONG: [(&str, &str); 8] = [
    ("csr", "nothing that is a CSR"),
    ("common-name", "bad_name.example.com"),
    ("organization-id", "abc"),
    ("validity-years", "99"),
    ("container-id", "abc"),
    ("renewal-of-order-id", "abc"),
    ("renewed-thumbprint", "xyz"),
    ("additional-emails", "nobody"),
];

/// What lies elsewhere than before; what has come or gone is no movement.
fn moved(before: &Value, after: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let after = list(after);
    list(before)
        .iter()
        .filter_map(|place| {
            let now = after.iter().find(|now| now[0] == place[0])?;
            (now != place).then(|| format!("{place} -> {now}"))
        })
        .collect()
}

/// Makes errors one after the other; none of them may move anything.
async fn assert_still(looks: Looks) {
    let desk = Desk::with(Setup {
        looks,
        ..Setup::default()
    })
    .await;
    let browser = &desk.browser;
    browser.choose_product("ssl_securesite_multi_domain").await;
    browser.unfold().await;
    // The commands for a server name the valid names, so they are as long as these are.
    browser
        .run("document.querySelector('#new-key-server').closest('details').open = false")
        .await;
    browser.add_names(&["good.example.com", "other.example.com"]).await;
    browser.press(Key::Tab).await;
    for (id, text) in WRONG {
        let name = format!("#{id} at {} px", looks.width);
        browser.click(&format!("#{id}")).await;
        browser.press_control('a').await;
        let before = browser.places().await;
        browser.press(text).await;
        browser.press(Key::Tab).await;
        browser
            .until(
                &format!("{name} has an error"),
                &format!("!!document.querySelector('#{id}-message .error-message')"),
            )
            .await;
        let moved = moved(&before, &browser.places().await);
        assert!(
            moved.is_empty(),
            "an error at {name} moves {} things: {moved:#?}",
            moved.len()
        );
    }
    assert_row_still(browser, looks).await;
    desk.end().await;
}

/// The same for a line of the additional names.
async fn assert_row_still(browser: &Browser, looks: Looks) {
    let row = "document.querySelectorAll('.name-row')[0]";
    browser.run(&format!("{row}.querySelector('input').focus()")).await;
    browser.press_control('a').await;
    let before = browser.places().await;
    browser.press("-bad-.example.com").await;
    browser.press(Key::Tab).await;
    browser
        .until(
            "the line has an error",
            &format!("!!{row}.querySelector('.error-message')"),
        )
        .await;
    let moved = moved(&before, &browser.places().await);
    assert!(
        moved.is_empty(),
        "an error in a line at {} px moves {} things: {moved:#?}",
        looks.width,
        moved.len()
    );
}

#[test]
fn an_error_moves_nothing_in_a_wide_window() {
    block_on(assert_still(Looks::default()));
}

#[test]
fn an_error_moves_nothing_in_a_narrow_window() {
    block_on(assert_still(Looks {
        width: 320,
        height: 800,
        ..Looks::default()
    }));
}
