//! What a browser has to complain about: its console, errors that nobody caught, violations of the policy.

use serde_json::{Value, json};

use super::browser::Browser;

/// Put into each document before anything of its own runs. It writes into the session's storage, which outlives a reload.
pub(super) const SCRIPT: &str = r#"
(() => {
  const note = (what) => {
    try {
      const told = JSON.parse(sessionStorage.getItem("e2e.told") ?? "[]");
      sessionStorage.setItem("e2e.told", JSON.stringify([...told, what]));
    } catch { /* about:blank keeps nothing */ }
  };
  document.addEventListener("securitypolicyviolation", (event) =>
    note(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
  addEventListener("error", (event) => note(`error: ${event.message} ${event.filename}:${event.lineno}`));
  addEventListener("unhandledrejection", (event) => note(`rejection: ${event.reason}`));
})();
"#;

/// Chromium's advice for forms with which one signs in: a user name beside the password. The passphrase of a file has none.
const SIGN_IN_ADVICE: &str = "(More info: https://goo.gl/9p2vKq)";

impl Browser {
    /// Fails on anything that the browser had to complain about, but for complaints that hold one of these texts: those
    /// that a flow brings about itself.
    pub(crate) async fn assert_clean_but(&self, expected: &[&str]) {
        let told = self
            .run("return JSON.parse(sessionStorage.getItem('e2e.told') ?? '[]')")
            .await;
        let told = told.as_array().cloned().unwrap_or_default();
        let told = told.iter().filter_map(Value::as_str).map(str::to_owned);
        let log = self.session().browser_log().await.expect("the browser's log");
        // What the page says by console.log is noted too: a page in production says nothing.
        let log = log
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message));
        let complaints: Vec<_> = told
            .chain(log)
            .filter(|told| !told.contains(SIGN_IN_ADVICE) && !expected.iter().any(|expected| told.contains(expected)))
            .collect();
        assert!(
            complaints.is_empty(),
            "the browser complains:\n{}",
            complaints.join("\n")
        );
    }

    /// Stops all scripts of the page, as a browser without JavaScript does.
    pub(crate) async fn without_scripts(&self) {
        self.command("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
            .await;
    }
}
