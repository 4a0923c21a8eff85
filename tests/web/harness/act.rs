//! What a user does, with the events that a browser makes of it.

use serde_json::json;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement};

use super::dom::{by_id, one, run};

fn control(id: &str) -> HtmlInputElement {
    by_id(id).unchecked_into()
}

/// Enters a text into a box, in place of what stood there.
pub(crate) fn enter(id: &str, text: &str) {
    let control = control(id);
    control.focus().unwrap();
    control.set_value(text);
    run(&format!(
        "document.getElementById({id:?}).dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
    ));
}

/// Leaves a box.
pub(crate) fn leave(id: &str) {
    let control = control(id);
    control.focus().unwrap();
    control.blur().unwrap();
}

/// Clicks.
pub(crate) fn click(selector: &str) {
    one(selector).unchecked_into::<HtmlElement>().click();
}

/// Presses a key in a control; whether the page took it for itself.
pub(crate) fn key(id: &str, key: &str) -> bool {
    press(id, &json!({ "key": key }))
}

/// Presses a key in a control while Alt is down; whether the page took it for itself.
pub(crate) fn alt_key(id: &str, key: &str) -> bool {
    press(id, &json!({ "key": key, "altKey": true }))
}

fn press(id: &str, key: &serde_json::Value) -> bool {
    let event = format!("new KeyboardEvent('keydown', {{ ...{key}, bubbles: true, cancelable: true }})");
    !run(&format!(
        "return document.getElementById({id:?}).dispatchEvent({event})"
    ))
    .is_truthy()
}

/// Presses a mouse button on an element, as far as the click; whether that would have taken the focus there.
pub(crate) fn press_on(selector: &str) -> bool {
    run(&format!(
        "const target = document.querySelector({selector:?});
        const send = (event) => target.dispatchEvent(event);
        const how = {{ bubbles: true, cancelable: true }};
        send(new PointerEvent('pointerdown', how));
        const focuses = send(new MouseEvent('mousedown', how));
        send(new PointerEvent('pointerup', how));
        send(new MouseEvent('mouseup', how));
        send(new MouseEvent('click', how));
        return focuses;"
    ))
    .is_truthy()
}

/// Pastes a text behind what stands in a box; whether the page took it for itself.
pub(crate) fn paste(id: &str, text: &str) -> bool {
    control(id).focus().unwrap();
    let script = format!(
        "const box = document.getElementById({id:?}), data = new DataTransfer(), text = {};
        data.setData('text/plain', text);
        const event = new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }});
        if (!box.dispatchEvent(event)) return false;
        box.value += text;
        box.dispatchEvent(new InputEvent('input', {{ inputType: 'insertFromPaste', bubbles: true }}));
        return true;",
        json!(text)
    );
    !run(&script).is_truthy()
}

/// Chooses a line of a list, by its value.
pub(crate) fn pick(id: &str, value: &str) {
    control(id).set_value(value);
    run(&format!(
        "document.getElementById({id:?}).dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ));
}

fn file(name: &str, content: &[u8]) -> String {
    format!("new File([new Uint8Array({})], {name:?})", json!(content))
}

/// Chooses a file in a file input.
pub(crate) fn choose_file(id: &str, name: &str, content: &[u8]) {
    run(&format!(
        "const input = document.getElementById({id:?}), data = new DataTransfer();
        data.items.add({});
        input.files = data.files;
        input.dispatchEvent(new Event('change', {{ bubbles: true }}));",
        file(name, content)
    ));
}

/// Drops a file on an element, or a text where there is no file; whether the page took it for itself.
pub(crate) fn drop_on(selector: &str, dropped: Option<(&str, &[u8])>) -> bool {
    let filled = match dropped {
        Some((name, content)) => format!("data.items.add({});", file(name, content)),
        None => "data.setData('text/plain', 'text');".to_owned(),
    };
    let script = format!(
        "const zone = document.querySelector({selector:?}), data = new DataTransfer();
        {filled}
        const event = (kind) => new DragEvent(kind, {{ dataTransfer: data, bubbles: true, cancelable: true }});
        zone.dispatchEvent(event('dragover'));
        return zone.dispatchEvent(event('drop'));"
    );
    !run(&script).is_truthy()
}
