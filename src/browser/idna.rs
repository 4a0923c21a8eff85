//! Names in other scripts: the browser's own UTS 46, since the tables would weigh 59 KB in the page.

/// The A-label form of a host name (`bücher.example` → `xn--bcher-kva.example`), or `None` where the browser refuses it.
///
/// The name has no wildcard, no port and no path; `certdesk_order` sees to that before it asks.
pub(crate) fn to_ascii(host: &str) -> Option<String> {
    let url = web_sys::Url::new(&format!("http://{host}/")).ok()?;
    let ascii = url.hostname();
    (!ascii.is_empty()).then_some(ascii)
}
