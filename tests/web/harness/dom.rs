//! What is to be found in the document and in the browser's storage.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

/// Runs a script of the test and gives what it returns.
pub(crate) fn run(script: &str) -> JsValue {
    js_sys::Function::new_no_args(script)
        .call0(&JsValue::NULL)
        .unwrap_or_else(|error| panic!("{script}: {error:?}"))
}

/// All elements that a selector finds.
pub(crate) fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).unwrap();
    (0..found.length())
        .filter_map(|index| found.get(index))
        .map(|node| node.unchecked_into())
        .collect()
}

/// The first element that a selector finds.
pub(crate) fn one(selector: &str) -> Element {
    document()
        .query_selector(selector)
        .unwrap()
        .unwrap_or_else(|| panic!("there is no {selector}"))
}

/// The element with an id.
pub(crate) fn by_id(id: &str) -> Element {
    one(&format!("[id='{id}']"))
}

/// How many elements a selector finds.
pub(crate) fn count(selector: &str) -> usize {
    all(selector).len()
}

/// Whether a selector finds anything.
pub(crate) fn has(selector: &str) -> bool {
    count(selector) > 0
}

/// The text of the first element that a selector finds, with single spaces.
pub(crate) fn text(selector: &str) -> String {
    shown(&one(selector))
}

/// The text of an element, with single spaces.
pub(crate) fn shown(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an element is displayed.
pub(crate) fn is_seen(selector: &str) -> bool {
    has(selector)
        && run(&format!(
            "return document.querySelector({selector:?}).checkVisibility()"
        ))
        .is_truthy()
}

/// Where an element is in its window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edges {
    pub(crate) top: f64,
    pub(crate) left: f64,
    pub(crate) bottom: f64,
    pub(crate) right: f64,
}

impl Edges {
    /// How high it is.
    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// How wide it is.
    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }
}

/// Where an element is.
pub(crate) fn edges(element: &Element) -> Edges {
    let script = "const place = it.getBoundingClientRect(); return [place.top, place.left, place.bottom, place.right]";
    let place: js_sys::Array = js_sys::Function::new_with_args("it", script)
        .call1(&JsValue::NULL, element)
        .unwrap()
        .unchecked_into();
    let edge = |index| place.get(index).as_f64().unwrap();
    Edges {
        top: edge(0),
        left: edge(1),
        bottom: edge(2),
        right: edge(3),
    }
}

/// What stands in a box.
pub(crate) fn value(id: &str) -> String {
    by_id(id).unchecked_into::<HtmlInputElement>().value()
}

/// What stands in all boxes that a selector finds.
pub(crate) fn values(selector: &str) -> Vec<String> {
    all(selector)
        .into_iter()
        .map(|found| found.unchecked_into::<HtmlInputElement>().value())
        .collect()
}

/// The id of the control that has the focus.
pub(crate) fn active() -> String {
    document()
        .active_element()
        .map(|element| element.id())
        .unwrap_or_default()
}

/// What a screen reader says after the name of a control: the texts of its `aria-describedby`, each of which must be there.
pub(crate) fn described(id: &str) -> Vec<String> {
    let ids = by_id(id).get_attribute("aria-describedby").unwrap_or_default();
    ids.split_whitespace().map(|id| shown(&by_id(id))).collect()
}

fn storage() -> web_sys::Storage {
    window().local_storage().unwrap().unwrap()
}

/// Puts something into the browser's storage.
pub(crate) fn store(key: &str, value: &str) {
    storage().set_item(key, value).unwrap();
}

/// What the browser's storage has under a key.
pub(crate) fn stored(key: &str) -> Option<String> {
    storage().get_item(key).unwrap()
}
