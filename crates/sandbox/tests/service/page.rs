//! The server for a built page: the headers of production (DESIGN.md), compressed files, types, caching.

use std::fs;

use certdesk_sandbox::{Options, Sandbox};
use serde_json::json;
use tempfile::TempDir;

use crate::desk::{account, origin};
use crate::raw::{self, Answer};

const SCRIPT: &str = "/certdesk-0123456789abcdef.js";
const WASM: &str = "/certdesk-0123456789abcdef_bg.wasm";

/// A page of a few files, some with compressed forms beside them.
async fn start() -> (Sandbox, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &str| fs::write(folder.path().join(name.trim_start_matches('/')), content).unwrap();
    put("index.html", "<!DOCTYPE html>");
    put("index.html.br", "shell in brotli");
    put(SCRIPT, "export {}");
    put(&format!("{SCRIPT}.br"), "script in brotli");
    put(&format!("{SCRIPT}.gz"), "script in gzip");
    put(WASM, "\0asm");
    put(&format!("{WASM}.br"), "wasm in brotli");
    put("main-0123456789abcdef.css", "a{}");
    put("boot.js", "1");
    put("icon.svg", "<svg/>");
    let options = Options {
        page: Some(folder.path().to_path_buf()),
        ..Options::default()
    };
    (Sandbox::start(account(), options).await.unwrap(), folder)
}

async fn get(sandbox: &Sandbox, target: &str, accept: &str) -> Answer {
    let page = origin(&sandbox.page_url().expect("a page"));
    let headers = [("Accept-Encoding", accept)];
    raw::send(&page, "GET", target, &headers, None)
        .await
        .expect("an answer")
}

#[tokio::test]
async fn every_answer_has_the_headers_of_production() {
    let (sandbox, _folder) = start().await;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self' {}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        origin(&sandbox.proxy_url())
    );
    for target in ["/", "/config.json", SCRIPT, WASM, "/nothing"] {
        let answer = get(&sandbox, target, "br").await;
        assert_eq!(
            answer.header("content-security-policy"),
            Some(policy.as_str()),
            "{target}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{target}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .expect("a policy")
                .contains("geolocation=()")
        );
        assert_eq!(answer.header("access-control-allow-origin"), None, "{target}");
        assert_eq!(answer.header("set-cookie"), None, "{target}");
    }
}

#[tokio::test]
async fn compressed_files_are_sent_to_who_takes_them() {
    let (sandbox, _folder) = start().await;
    for (target, accept, encoding, body) in [
        (SCRIPT, "gzip, deflate, br", Some("br"), "script in brotli"),
        (SCRIPT, "gzip", Some("gzip"), "script in gzip"),
        (SCRIPT, "identity", None, "export {}"),
        (WASM, "br", Some("br"), "wasm in brotli"),
        (WASM, "gzip", None, "\0asm"),
        ("/", "br", Some("br"), "shell in brotli"),
        ("/index.html", "br;q=0, identity", None, "<!DOCTYPE html>"),
        ("/boot.js", "br", None, "1"),
    ] {
        let answer = get(&sandbox, target, accept).await;
        assert_eq!((answer.status, answer.text()), (200, body), "{target} {accept}");
        assert_eq!(answer.header("content-encoding"), encoding, "{target} {accept}");
        assert_eq!(
            answer.header("vary").map(str::to_ascii_lowercase).as_deref(),
            Some("accept-encoding")
        );
    }
    let sent = sandbox.page_transfers();
    assert_eq!(
        (
            sent[0].path.as_str(),
            sent[0].status,
            sent[0].encoding.as_deref(),
            sent[0].bytes
        ),
        (SCRIPT, 200, Some("br"), 16)
    );
}

#[tokio::test]
async fn types_are_right_compressed_or_not() {
    let (sandbox, _folder) = start().await;
    for (target, expected) in [
        ("/", "text/html; charset=utf-8"),
        (SCRIPT, "text/javascript; charset=utf-8"),
        (WASM, "application/wasm"),
        ("/main-0123456789abcdef.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/config.json", "application/json"),
    ] {
        for accept in ["br", "identity"] {
            let answer = get(&sandbox, target, accept).await;
            assert_eq!(answer.header("content-type"), Some(expected), "{target} {accept}");
        }
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_the_shell_never() {
    let (sandbox, _folder) = start().await;
    for (target, status, expected) in [
        (SCRIPT, 200, "public, max-age=31536000, immutable"),
        (WASM, 200, "public, max-age=31536000, immutable"),
        ("/main-0123456789abcdef.css", 200, "public, max-age=31536000, immutable"),
        ("/", 200, "no-cache"),
        ("/index.html", 200, "no-cache"),
        ("/config.json", 200, "no-cache"),
        ("/boot.js", 200, "no-cache"),
        // What is missing today may be there tomorrow.
        ("/gone-0123456789abcdef.js", 404, "no-store"),
    ] {
        let answer = get(&sandbox, target, "br").await;
        assert_eq!(
            (answer.status, answer.header("cache-control")),
            (status, Some(expected)),
            "{target}"
        );
    }
}

#[tokio::test]
async fn the_configuration_names_the_proxy_until_told_otherwise() {
    let (sandbox, _folder) = start().await;
    assert_eq!(
        get(&sandbox, "/config.json", "br").await.json(),
        json!({"proxy": sandbox.proxy_url()})
    );
    sandbox.set_config(json!({"proxy": 5}));
    assert_eq!(get(&sandbox, "/config.json", "br").await.json(), json!({"proxy": 5}));
}

#[tokio::test]
async fn nothing_outside_the_folder_is_sent() {
    let (sandbox, folder) = start().await;
    let secret = folder.path().parent().unwrap().join("certdesk-sandbox-outside");
    fs::write(&secret, "outside").unwrap();
    for target in [
        "/../certdesk-sandbox-outside",
        "/%2e%2e/certdesk-sandbox-outside",
        "/..%2fcertdesk-sandbox-outside",
        "//certdesk-sandbox-outside",
    ] {
        assert_eq!(get(&sandbox, target, "br").await.status, 404, "{target}");
    }
    fs::remove_file(secret).unwrap();
}

#[tokio::test]
async fn headers_can_be_replaced_and_a_folder_without_a_page_is_refused() {
    let (_sandbox, folder) = start().await;
    let options = Options {
        page: Some(folder.path().to_path_buf()),
        page_headers: vec![
            ("Referrer-Policy".into(), "origin".into()),
            ("X-More".into(), "1".into()),
        ],
        ..Options::default()
    };
    let sandbox = Sandbox::start(account(), options).await.unwrap();
    let answer = get(&sandbox, "/", "br").await;
    assert_eq!(
        (answer.header("referrer-policy"), answer.header("x-more")),
        (Some("origin"), Some("1"))
    );

    fs::remove_file(folder.path().join("index.html")).unwrap();
    let options = Options {
        page: Some(folder.path().to_path_buf()),
        ..Options::default()
    };
    let said = Sandbox::start(account(), options)
        .await
        .expect_err("no page")
        .to_string();
    assert!(
        said.ends_with("is not the folder of a built page: it has no index.html."),
        "{said}"
    );
}
