//! Pasting, by the keys that a user presses: the page gets a real paste from a real clipboard.

use serde_json::json;

use super::browser::Browser;

impl Browser {
    /// Pastes a text at the place that has the focus.
    pub(crate) async fn paste(&self, text: &str) {
        // A page may copy on a user's gesture only, which DevTools can lend. Nothing takes the focus meanwhile.
        let copy = format!(
            "document.addEventListener('copy', (event) => {{ event.clipboardData.setData('text/plain', {}); \
             event.preventDefault(); }}, {{ once: true, capture: true }}); document.execCommand('copy')",
            json!(text)
        );
        let copied = self
            .command("Runtime.evaluate", json!({ "expression": copy, "userGesture": true }))
            .await;
        assert_eq!(copied["result"]["value"], json!(true), "the browser copies: {copied}");
        self.press_control('v').await;
    }
}
