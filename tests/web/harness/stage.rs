//! A place in the document for one test, and a watch over what goes wrong while it is there.

use std::any::Any;

use certdesk::form::{Desk, Form};
use certdesk::settings::{self, Settings};
use certdesk::text::{Language, Words};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use super::dom::{has, run};

/// Notes errors and warnings that no test catches by itself, and what outlives a test, so that it can be ended: timers,
/// listeners of the window. Answers requests for files from `watch.files`, and with 404 where there is none. What a test
/// breaks with `watch.replace` is mended behind it; `watch.hurry` lets timers run out at once.
const WATCH: &str = r"
if (!window.watch) {
    const watch = window.watch = { faults: [], ends: [], mends: [], on: false, files: {} };
    addEventListener('error', (event) => watch.faults.push(event.message));
    addEventListener('unhandledrejection', (event) => watch.faults.push(String(event.reason)));
    for (const level of ['warn', 'error']) {
        const say = console[level].bind(console);
        console[level] = (...words) => {
            say(...words);
            watch.faults.push(words.join(' '));
        };
    }
    watch.replace = (object, name, descriptor) => {
        const before = Object.getOwnPropertyDescriptor(object, name);
        watch.mends.push(() => (before ? Object.defineProperty(object, name, before) : delete object[name]));
        Object.defineProperty(object, name, { configurable: true, ...descriptor });
    };
    watch.mend = () => watch.mends.splice(0).reverse().forEach((mend) => mend());
    const timers = new Map();
    const start = window.setTimeout.bind(window);
    const stop = window.clearTimeout.bind(window);
    window.setTimeout = (action, delay) => {
        const handle = start(() => { timers.delete(handle); action(); }, delay);
        if (watch.on) timers.set(handle, action);
        return handle;
    };
    window.clearTimeout = (handle) => { timers.delete(handle); stop(handle); };
    watch.hurry = () => [...timers].forEach(([handle, action]) => { window.clearTimeout(handle); action(); });
    watch.stop = () => {
        [...timers.keys()].forEach(window.clearTimeout);
        watch.ends.splice(0).forEach((end) => end());
    };
    const pairs = { setInterval: 'clearInterval', requestAnimationFrame: 'cancelAnimationFrame' };
    watch.sleep = window.setTimeout.bind(window);
    for (const [start, stop] of Object.entries(pairs)) {
        const real = window[start].bind(window);
        window[start] = (...args) => {
            const handle = real(...args);
            if (watch.on) watch.ends.push(() => window[stop](handle));
            return handle;
        };
    }
    const listen = window.addEventListener.bind(window);
    window.addEventListener = (...args) => {
        listen(...args);
        if (watch.on) watch.ends.push(() => window.removeEventListener(...args));
    };
    const fetch = window.fetch.bind(window);
    window.fetch = (request, options) => {
        if (!watch.on) return fetch(request, options);
        const file = watch.files[(request.url ?? String(request)).split('/').pop()];
        return Promise.resolve(file === undefined ? new Response('', { status: 404 }) : new Response(file));
    };
}
watch.stop();
watch.mend();
watch.faults = [];
watch.files = {};
watch.on = true;
document.getElementById('stage')?.remove();
localStorage.clear();
sessionStorage.clear();
// A browser allows some two hundred changes of the address in half a minute.
if (location.hash) history.replaceState(null, '', location.pathname);
";

/// The place. A test that does not get as far as [`Stage::end`] has failed already; the next one clears up behind it.
pub(crate) struct Stage {
    root: web_sys::HtmlElement,
    shown: Vec<Box<dyn Any>>,
}

impl Stage {
    /// An empty place, with nothing kept from before.
    pub(crate) fn new() -> Self {
        run(WATCH);
        let root: web_sys::HtmlElement = document().create_element("div").unwrap().unchecked_into();
        root.set_id("stage");
        document().body().unwrap().append_child(&root).unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(include_str!("../../../style/base.css")));
        root.append_child(&style).unwrap();
        let mut stage = Self {
            root,
            shown: Vec::new(),
        };
        // From the first view on, effects can run.
        stage.show(|| ());
        stage
    }

    /// Shows a view.
    pub(crate) fn show<V: IntoView + 'static>(&mut self, view: impl FnOnce() -> V + 'static)
    where
        V::State: 'static,
    {
        self.shown.push(Box::new(mount_to(self.root.clone(), view)));
    }

    /// Takes what is shown away.
    pub(crate) fn take_away(&mut self) {
        self.shown.clear();
        run("watch.stop()");
    }

    /// The whole form, in English, with a config.json that names a proxy and nothing more.
    pub(crate) async fn desk() -> (Self, Form) {
        let mut stage = Self::new();
        let form = stage.show_desk().await;
        (stage, form)
    }

    /// Shows the whole form in a place that is there.
    pub(crate) async fn show_desk(&mut self) -> Form {
        // As in the page, the form is never disposed of.
        let owner = Owner::new();
        let form = owner.with(|| Form::new(Words::in_language(Language::En), plain_settings()));
        std::mem::forget(owner);
        self.show(move || view! { <Desk form /> });
        // What judges the form arrives after it, in tests as on the page.
        pause().await;
        form
    }

    /// Clears the place; fails if anything went wrong meanwhile that the test itself did not see.
    pub(crate) fn end(mut self) {
        self.take_away();
        self.root.remove();
        run("watch.mend(); localStorage.clear(); sessionStorage.clear(); watch.on = false");
        let faults = run("return watch.faults.join('; ')").as_string().unwrap_or_default();
        assert!(faults.is_empty(), "the browser reports: {faults}");
        assert!(!has("#stage"), "the place is gone");
    }
}

/// Settings with a proxy and nothing more.
pub(crate) fn plain_settings() -> &'static Settings {
    let settings = settings::read(r#"{ "proxy": "/api" }"#).expect("these settings are right");
    Box::leak(Box::new(settings))
}

/// Waits for some milliseconds.
pub(crate) async fn rest(milliseconds: u32) {
    let promise = run(&format!(
        "return new Promise((done) => watch.sleep(done, {milliseconds}))"
    ));
    JsFuture::from(promise.unchecked_into::<js_sys::Promise>())
        .await
        .unwrap();
}

/// Lets all timers run out at once, and what follows from that happen.
pub(crate) async fn hurry() {
    pause().await;
    run("watch.hurry()");
    pause().await;
}

/// Waits until all effects have run.
pub(crate) async fn pause() {
    for _ in 0..2 {
        // A message comes as soon as it can, a timer at most every four milliseconds.
        let script = "return new Promise((done) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = done;
            port2.postMessage(0);
        })";
        JsFuture::from(run(script).unchecked_into::<js_sys::Promise>())
            .await
            .unwrap();
    }
}

/// Waits until something is so, for three seconds at most.
pub(crate) async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..300 {
        if is_so() {
            return;
        }
        rest(10).await;
    }
    let page = super::dom::text("#stage");
    panic!("it did not happen that {what}; the page says: {page}");
}
