//! What the flows are told from outside: which page, which browser, where pictures go.

use std::env;
use std::path::PathBuf;

/// The built page, compressed files beside the others.
pub(crate) fn dist() -> PathBuf {
    let folder = demanded("CERTDESK_DIST", "the folder of the built page");
    assert!(
        folder.join("index.html").is_file(),
        "CERTDESK_DIST names {}, where no page has been built. `cargo xtask test --only flows` builds it.",
        folder.display()
    );
    folder
}

/// The configuration of nginx and of Caddy, as it is handed to administrators.
pub(crate) fn deploy() -> PathBuf {
    let folder = demanded(
        "CERTDESK_DEPLOY",
        "the folder with the configuration of the web servers",
    );
    assert!(
        folder.join("nginx/headers.conf").is_file(),
        "CERTDESK_DEPLOY names {}, where nothing has been written. `cargo xtask dist` writes target/deploy.",
        folder.display()
    );
    folder
}

/// The program that steers the browser.
pub(crate) fn chromedriver() -> PathBuf {
    demanded("CHROMEDRIVER", "the program chromedriver")
}

/// The browser.
pub(crate) fn chromium() -> PathBuf {
    demanded("CHROMIUM", "the program Chromium")
}

/// `axe.min.js` of npm's axe-core.
pub(crate) fn axe() -> PathBuf {
    demanded("CERTDESK_AXE", "the file axe.min.js of npm's axe-core")
}

/// Where pictures of the page's states go, if they are wanted.
pub(crate) fn screenshots() -> Option<PathBuf> {
    named("CERTDESK_SCREENSHOTS")
}

/// Where the README's picture goes, if it is wanted.
pub(crate) fn readme_shot() -> Option<PathBuf> {
    named("CERTDESK_README_SHOT")
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn demanded(variable: &str, what: &str) -> PathBuf {
    named(variable).unwrap_or_else(|| {
        panic!(
            "The variable {variable} must name {what}. Run the flows by `cargo xtask test --only flows`, which sets it."
        )
    })
}
