//! A browser with a fresh profile, and the few things that everything else is made of.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{LoggingPrefsLogLevel, WebElement};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::driver::Driver;
use super::environment;
use super::recorder;

/// How many browsers may run at once: more make each other slow, and the measurements wrong.
const ALL_PLACES: u32 = 2;
static PLACES: Semaphore = Semaphore::const_new(2);

/// The switches of DESIGN.md's build facts, under which Chromium runs as root and talks to nobody else.
const SWITCHES: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A name that is not the machine's own: over http it is no secure context.
    "--host-resolver-rules=MAP desk.test 127.0.0.1",
];

/// How long the page may take for anything that a flow waits for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked whether it has happened.
const PAUSE: Duration = Duration::from_millis(20);

/// How a browser looks at the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Looks {
    /// Its language.
    pub(crate) language: &'static str,
    /// Width of the window in CSS pixels.
    pub(crate) width: u32,
    /// Height of the window in CSS pixels.
    pub(crate) height: u32,
    /// Whether it prefers dark pages.
    pub(crate) dark: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            language: "en",
            width: 1280,
            height: 900,
            dark: false,
        }
    }
}

/// A browser; it is closed when this is dropped.
pub(crate) struct Browser {
    // Before the process, so that the session is closed before its driver ends.
    driver: WebDriver,
    downloads: TempDir,
    looks: Looks,
    _process: Driver,
    _place: SemaphorePermit<'static>,
}

impl Browser {
    /// Opens a browser, as soon as there is a place for one.
    pub(crate) async fn open(looks: Looks) -> Self {
        Self::open_in(PLACES.acquire().await.expect("the places are never closed"), looks).await
    }

    /// Opens a browser beside which no other flow has one, for measurements.
    pub(crate) async fn open_alone(looks: Looks) -> Self {
        Self::open_in(
            PLACES
                .acquire_many(ALL_PLACES)
                .await
                .expect("the places are never closed"),
            looks,
        )
        .await
    }

    async fn open_in(place: SemaphorePermit<'static>, looks: Looks) -> Self {
        let process = Driver::start();
        let downloads = tempfile::tempdir().expect("a folder for downloads");
        let mut wanted = DesiredCapabilities::chrome();
        wanted
            .set_binary(&environment::chromium().to_string_lossy())
            .expect("a path is a text");
        for switch in SWITCHES {
            wanted.add_arg(switch).expect("a switch is a text");
        }
        wanted
            .add_arg(&format!("--lang={}", looks.language))
            .expect("a switch is a text");
        wanted
            .add_arg(&format!("--window-size={},{}", looks.width, looks.height))
            .expect("a switch is a text");
        let preferences = json!({
            "intl.accept_languages": looks.language,
            "intl.selected_languages": looks.language,
            "download.default_directory": downloads.path(),
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        });
        wanted
            .add_experimental_option("prefs", preferences)
            .expect("preferences are JSON");
        wanted
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .expect("a level is a text");
        let driver = WebDriver::new(process.url(), wanted)
            .await
            .expect("chromedriver opens a browser");
        let browser = Self {
            driver,
            downloads,
            looks,
            _process: process,
            _place: place,
        };
        browser
            .command(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": recorder::SCRIPT }),
            )
            .await;
        browser.look(looks).await;
        browser
    }

    /// How it looks at the page when nothing else is said.
    pub(crate) const fn looks(&self) -> Looks {
        self.looks
    }

    /// Sets the size of the window and the colours that it prefers.
    pub(crate) async fn look(&self, looks: Looks) {
        let metrics = json!({ "width": looks.width, "height": looks.height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", metrics).await;
        let colours = if looks.dark { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": colours },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.command("Emulation.setEmulatedMedia", media).await;
    }

    /// The WebDriver session.
    pub(crate) const fn session(&self) -> &WebDriver {
        &self.driver
    }

    /// The folder that downloads arrive in.
    pub(crate) fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    /// Gives the browser a command of the DevTools protocol.
    pub(crate) async fn command(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Goes to an address.
    pub(crate) async fn go(&self, url: &str) {
        self.driver
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Runs a script in the page, and gives what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.run_with(script, &[]).await
    }

    /// Runs a script in the page with arguments.
    pub(crate) async fn run_with(&self, script: &str, arguments: &[Value]) -> Value {
        let arguments: Arc<[Value]> = Arc::from(arguments);
        let answer = self.driver.execute(script, arguments).await;
        answer
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// What a promise in the page comes to.
    pub(crate) async fn promised(&self, expression: &str) -> Value {
        let wanted = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.command("Runtime.evaluate", wanted).await;
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer:#}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true in the page; `what` says what is waited for.
    pub(crate) async fn until(&self, what: &str, expression: &str) -> Value {
        let script = format!("return ({expression})");
        let begun = Instant::now();
        loop {
            let value = self.run(&script).await;
            if is_true(&value) {
                return value;
            }
            if begun.elapsed() > PATIENCE {
                let seen = self.run("return document.body.innerText").await;
                panic!(
                    "{what}: not so after {PATIENCE:?}. The page says:\n{}",
                    seen.as_str().unwrap_or_default()
                );
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The element of a selector, once it is there.
    pub(crate) async fn element(&self, selector: &str) -> WebElement {
        self.until(
            &format!("{selector} is there"),
            &format!("!!document.querySelector({})", json!(selector)),
        )
        .await;
        self.driver
            .find(By::Css(selector))
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Clicks an element as a user does: it is brought into sight, and nothing may lie over it.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.element(selector).await;
        self.run_with(
            "arguments[0].scrollIntoView({ block: 'center' })",
            &[element.to_json().expect("an element")],
        )
        .await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("a click on {selector}: {error}"));
    }

    /// Clicks the button, link or fold with this text inside of a part of the page.
    pub(crate) async fn click_text(&self, within: &str, text: &str) {
        let script = format!(
            "[...document.querySelectorAll({within} + ' :is(button, a, summary, label)')].find(item => \
             item.checkVisibility() && item.textContent.replace(/\\s+/g, ' ').trim().startsWith({text}))",
            within = json!(within),
            text = json!(text),
        );
        self.until(&format!("“{text}” is in {within}"), &format!("!!{script}"))
            .await;
        self.run(&format!(
            "const found = {script}; document.querySelectorAll('[data-e2e]').forEach(old => \
             old.removeAttribute('data-e2e')); found.setAttribute('data-e2e', '')"
        ))
        .await;
        self.click("[data-e2e]").await;
    }

    /// The visible text of a part of the page.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.element(selector)
            .await
            .text()
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Waits until a part of the page shows a text.
    pub(crate) async fn shows(&self, selector: &str, text: &str) {
        let expression = format!(
            "[...document.querySelectorAll({})].some(part => part.checkVisibility() && part.innerText.includes({}))",
            json!(selector),
            json!(text)
        );
        self.until(&format!("{selector} shows “{text}”"), &expression).await;
    }

    /// The id of the control that has the focus; empty where it has none.
    pub(crate) async fn focused(&self) -> String {
        self.run("return document.activeElement?.id ?? ''")
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits for a download whose name ends so, whole.
    pub(crate) async fn downloaded(&self, ending: &str) -> PathBuf {
        let begun = Instant::now();
        loop {
            let files: Vec<_> = std::fs::read_dir(self.downloads())
                .expect("the folder of downloads")
                .filter_map(|entry| Some(entry.ok()?.path()))
                .collect();
            let unfinished = files
                .iter()
                .any(|file| file.extension().is_some_and(|kind| kind == "crdownload"));
            let found = files.iter().find(|file| file.to_string_lossy().ends_with(ending));
            if let Some(found) = found.filter(|_| !unfinished) {
                return found.clone();
            }
            assert!(begun.elapsed() < PATIENCE, "no download ends in {ending}: {files:?}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Closes it.
    pub(crate) async fn close(self) {
        self.driver.clone().quit().await.expect("the browser closes");
    }
}

/// What JavaScript holds for true.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
