//! What was sent and what came back, letter for letter.

use certdesk_order::ShownBody;
use leptos::prelude::*;

use super::parts::{Page, code, copy, fact, facts, fold, paragraph};
use crate::placing::{OrderRecord, Reply};

/// The answer as it came, if there is one, and the request as it was sent; both folded away.
pub(super) fn raw(page: Page, record: &OrderRecord) -> Vec<AnyView> {
    let text = page.text;
    let mut folds = Vec::new();
    if let Reply::Answer {
        status,
        content_type,
        body,
    } = &record.reply
    {
        let inside = answer(page, *status, content_type.as_deref(), body);
        folds.push(fold(text.outcome().raw.to_owned(), inside));
    }
    let sent = vec![
        block(&record.body),
        copy(page, |text| text.widgets.copy, record.body.clone()),
    ];
    folds.push(fold(text.outcome().raw_sent.to_owned(), sent));
    folds
}

/// An answer as it came.
pub(super) fn answer(page: Page, status: u16, content_type: Option<&str>, body: &str) -> Vec<AnyView> {
    let text = page.text;
    let mut rows = vec![fact(text.outcome().raw_status, vec![code(&status.to_string())])];
    if let Some(content_type) = content_type {
        rows.push(fact(text.outcome().raw_type, vec![code(content_type)]));
    }
    let shown = ShownBody::new(body.as_bytes());
    let mut inside = vec![facts(rows), block(&shown.text)];
    if shown.text.is_empty() {
        inside.pop();
        inside.push(paragraph("soft", text.outcome().raw_empty.to_owned()));
    } else {
        inside.push(copy(page, |text| text.widgets.copy, body.to_owned()));
    }
    if shown.is_cut {
        inside.push(paragraph("soft", text.outcome().raw_cut.to_owned()));
    }
    inside
}

/// Text that keeps its lines. It can be scrolled, so the keyboard must reach it.
fn block(text: &str) -> AnyView {
    let text = harmless(text);
    view! { <pre class="code-block" tabindex="0"><code>{text}</code></pre> }.into_any()
}

/// A text from outside, made fit to be shown: what can't be seen, or would turn the letters around it, is written out as
/// its code point (`⟨U+202E⟩`). Lines and tabs stay.
pub(crate) fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        if is_harmful(character) {
            harmless.push_str(&format!("⟨U+{:04X}⟩", u32::from(character)));
        } else {
            harmless.push(character);
        }
    }
    harmless
}

/// Control characters, and Unicode's default-ignorable characters and fillers (UAX 44, UTS 39).
const fn is_harmful(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_written_out() {
        assert_eq!(harmless("a\u{202e}b"), "a⟨U+202E⟩b");
        assert_eq!(harmless("\0\u{1b}[31m"), "⟨U+0000⟩⟨U+001B⟩[31m");
        assert_eq!(harmless("\u{feff}{}"), "⟨U+FEFF⟩{}");
        assert_eq!(harmless("a\rb"), "a⟨U+000D⟩b");
        assert_eq!(harmless("\u{e0041}"), "⟨U+E0041⟩");
    }

    #[test]
    fn everything_else_stays_as_it_came() {
        for text in [
            "",
            "{\"id\": 1,\n\t\"x\": \"Straße 5, 東京, ж, e\u{301}\"}",
            "<script>alert(1)</script>",
            "\u{fffd}",
        ] {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(harmless("a\r\nb"), "a\nb");
    }
}
