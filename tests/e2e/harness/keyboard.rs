//! The page by keyboard alone.

use serde_json::json;
use thirtyfour::TypingData;
use thirtyfour::prelude::*;

use super::browser::Browser;

/// More presses of Tab than any page of ours has stops.
const MANY: usize = 400;

impl Browser {
    /// Presses keys, wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        self.session()
            .action_chain()
            .send_keys(keys)
            .perform()
            .await
            .expect("keys can be pressed");
    }

    /// Presses a letter while Control is held.
    pub(crate) async fn press_control(&self, letter: char) {
        let keys = self
            .session()
            .action_chain()
            .key_down(Key::Control)
            .send_keys(letter.to_string())
            .key_up(Key::Control);
        keys.perform().await.expect("keys can be pressed");
    }

    /// Presses Tab until an expression about `it`, the element with the focus, is true; each stop on the way has to be seen.
    pub(crate) async fn tab_to(&self, what: &str, expression: &str) {
        let test = format!("const it = document.activeElement; return !!({expression})");
        for _ in 0..MANY {
            self.press(Key::Tab).await;
            self.assert_focus_seen().await;
            if self.run(&test).await == json!(true) {
                return;
            }
        }
        panic!("Tab does not come to {what}");
    }

    /// Presses Tab until a control of this id has the focus.
    pub(crate) async fn tab_to_id(&self, id: &str) {
        self.tab_to(&format!("#{id}"), &format!("it.id === {}", json!(id)))
            .await;
    }

    /// The element with the focus is marked so that it can be seen, and lies in sight.
    pub(crate) async fn assert_focus_seen(&self) {
        let fault = self
            .run(
                "const it = document.activeElement;
                 if (!it || it === document.body) return '';
                 const style = getComputedStyle(it);
                 const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                 const shadowed = style.boxShadow !== 'none';
                 const box = it.getBoundingClientRect();
                 const name = `${it.tagName}#${it.id} “${it.textContent.trim().slice(0, 40)}”`;
                 if (!outlined && !shadowed) return `${name} has the focus and does not show it`;
                 if (box.width === 0 || box.height === 0) return `${name} has the focus and no size`;
                 if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
                   return `${name} has the focus out of sight`;
                 return '';",
            )
            .await;
        assert_eq!(fault, json!(""));
    }
}
