//! axe-core: the rules of accessibility that a program can judge.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::browser::Browser;
use super::environment;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = environment::axe();
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{} cannot be read: {error}.", file.display()))
});

/// WCAG 2.0, 2.1 and 2.2 up to AA, and what axe holds for good practice.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

impl Browser {
    /// Fails on any finding, and lists them all.
    pub(crate) async fn assert_accessible(&self, state: &str) {
        // Through DevTools, which the page's policy does not concern.
        let load = json!({ "expression": format!("{};0", AXE.as_str()), "returnByValue": true });
        self.command("Runtime.evaluate", load).await;
        let judge = format!(
            "axe.run(document, {{ runOnly: {}, resultTypes: ['violations'] }}).then(found => JSON.stringify(\
             found.violations.map(rule => `${{rule.id}} (${{rule.impact}}): ${{rule.help}}` + rule.nodes.map(node => \
             `\\n    ${{node.target}} ${{node.html.slice(0, 200)}}\\n      ${{node.failureSummary.replace(/\\s+/g, ' ')}}`)\
             .join(''))))",
            json!(TAGS)
        );
        let judge = json!({ "expression": judge, "awaitPromise": true, "returnByValue": true });
        let answer = self.command("Runtime.evaluate", judge).await;
        let found = answer["result"]["value"]
            .as_str()
            .unwrap_or_else(|| panic!("axe says nothing of {state}: {answer}"));
        let found: Vec<Value> = serde_json::from_str(found).expect("axe's findings are JSON");
        let found: Vec<_> = found.iter().filter_map(Value::as_str).collect();
        assert!(
            found.is_empty(),
            "axe has {} findings in {state}:\n{}",
            found.len(),
            found.join("\n")
        );
    }
}
