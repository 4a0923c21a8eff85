//! The style sheets of what is loaded later.

use leptos::prelude::document;

/// The files, beside the page. Their names have no hash, so a server has them asked for anew each time.
const SHEETS: [&str; 3] = ["later.css", "lists.css", "outcome.css"];

/// Asks the browser for them, at the same time as for what they dress, which comes behind them.
pub(crate) fn dress() {
    let Some(head) = document().head() else { return };
    for sheet in SHEETS {
        if let Ok(link) = document().create_element("link") {
            // The names and values are valid, so setting and adding them can't fail.
            let _ = link.set_attribute("rel", "stylesheet");
            let _ = link.set_attribute("href", sheet);
            let _ = head.append_child(&link);
        }
    }
}
