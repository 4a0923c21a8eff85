//! One of all tabs at a time (the Web Locks API).

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What came of asking for a turn.
pub(crate) enum Turn {
    /// It is this tab's until this is dropped, or the page is left.
    Held(#[expect(dead_code, reason = "it is dropped, and nothing else")] Held),
    /// Another tab has it.
    Taken,
    /// This browser, or a page that was opened over http, has no such thing.
    Unsupported,
}

/// A turn that is held; another tab may have it once this is dropped.
pub(crate) struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // To settle a promise can't fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Asks for the turn of this name; never waits for another tab.
pub(crate) async fn turn(name: &str) -> Turn {
    ask(name).await.unwrap_or(Turn::Unsupported)
}

async fn ask(name: &str) -> Result<Turn, JsValue> {
    // By name: web-sys counts this API among the unstable ones, which a build has to be told of.
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let (answer, answered) = promise();
    let (held, release) = promise();
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let is_ours = !lock.is_null();
        if let Some(answered) = answered {
            let _ = answered.call1(&JsValue::NULL, &JsValue::from_bool(is_ours));
        }
        // The lock is held for as long as this promise is open.
        if is_ours { held.into() } else { JsValue::UNDEFINED }
    });
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    let asked = request.call3(&locks, &name.into(), &options, &callback)?;
    // Where the browser refuses, the callback is never called, and the question itself fails.
    let first = Promise::race(&Array::of2(&answer, &asked));
    let is_ours = JsFuture::from(first).await?.is_truthy();
    Ok(if is_ours {
        Turn::Held(Held(release))
    } else {
        Turn::Taken
    })
}

/// A promise and what settles it.
fn promise() -> (Promise, Option<Function>) {
    let mut settle = None;
    let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
    (promise, settle)
}
