//! The proxy: what it lets through and to whom, what it adds and hides, and that nothing is sent twice.

use std::time::Duration;

use certdesk_sandbox::{Account, Fault, Options, Sandbox, Via};
use serde_json::{Value, json};

use super::client::{Answer, Call};
use super::program::OPENSSL;
use super::site::{BOTH, KEY, Kind, Layout, PASSWORD, Prepared, Site, authorization, free_ports};
use super::upstream::Upstream;
use crate::harness::{CsrFile, block_on};

pub(super) const ORDER: &str = "/services/v2/order/certificate/ssl_securesite";
pub(super) const PRODUCT: &str = "/services/v2/product/ssl_securesite";
/// The origin of the page, where the proxy has another.
pub(super) const PAGE: &str = "https://certdesk.example";
/// An answer of DigiCert's with all that a browser has no business with.
pub(super) const TALKATIVE: &str = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 11\r\nServer: nginx/9.9\r\n\
    Set-Cookie: PHPSESSID=stolen; path=/\r\nSet-Cookie: visid_incap=stolen\r\nX-CDN: Imperva\r\nX-Iinfo: 1-2-3\r\nX-Powered-By: PHP/5\r\n\
    X-Frame-Options: SAMEORIGIN\r\nETag: \"upstream\"\r\nCache-Control: public, max-age=99\r\nVia: 1.1 upstream\r\n\
    Strict-Transport-Security: max-age=1\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Credentials: true\r\n\
    Content-Security-Policy: default-src *\r\nX-Certdesk-User: mallory\r\nX-Request-Id: upstream\r\nX-DC-DEVKEY: echoed\r\n\
    Location: https://www.digicert.com/stolen\r\nConnection: close\r\n\r\n{\"id\":4711}";

/// A proxy for a page of another origin.
pub(super) fn proxy(kind: Kind, upstream: &str) -> Site {
    Site::start(kind, Layout::Proxy, upstream, Some(PAGE))
}

/// An order of the page.
pub(super) fn order(body: impl Into<Vec<u8>>) -> Call<'static> {
    Call::new("POST", ORDER)
        .with("Origin", PAGE)
        .with("Content-Type", "application/json")
        .with("Accept", "application/json")
        .body(body)
}

fn order_body() -> Vec<u8> {
    let body = json!({
        "certificate": { "common_name": "example.com", "csr": CsrFile::of("example.com").pem(), "signature_hash": "sha256" },
        "organization": { "id": 123_456 },
        "validity_years": 1,
    });
    body.to_string().into_bytes()
}

async fn digicert() -> (Sandbox, String) {
    let account = Account {
        api_key: KEY.to_owned(),
        ..Account::default()
    };
    let sandbox = Sandbox::start(account, Options::default())
        .await
        .expect("the sandbox starts");
    let origin = sandbox.api_url().replace("/services/v2", "");
    (sandbox, origin)
}

/// Neither the key nor the password nor anything of the body may be anywhere.
pub(super) fn assert_silent(site: &Site, answers: &[Answer]) {
    let answers: String = answers.iter().map(Answer::whole).collect();
    assert!(!answers.contains(KEY), "{answers}");
    let logs = site.logs();
    for secret in [KEY, PASSWORD, &authorization(), "CERTIFICATE REQUEST", "signature_hash"] {
        assert!(!logs.contains(secret), "{secret} is in {logs}");
    }
}

#[test]
fn an_order_is_placed_with_the_key_that_nobody_sees_and_stands_in_the_audit_once() {
    block_on(async {
        for kind in BOTH {
            let (sandbox, origin) = digicert().await;
            let site = proxy(kind, &origin);
            let described = site.send(Call::get(PRODUCT).with("Origin", PAGE));
            assert_eq!(described.status, 200, "{kind:?}: {}", described.text());
            let placed = site.send(order(order_body()));
            assert_eq!(placed.status, 201, "{kind:?}: {}", placed.text());
            assert_eq!(sandbox.orders().len(), 1);
            assert_eq!(placed.json()["id"], json!(sandbox.orders()[0].id));
            // What DigiCert refuses comes as DigiCert says it.
            let refused = site.send(order("{}"));
            assert_eq!(refused.status, 400, "{kind:?}");
            assert!(
                refused.code().starts_with("invalid_value"),
                "{kind:?}: {}",
                refused.text()
            );
            assert!(sandbox.requests().iter().all(|request| request.via == Via::Api));
            assert_eq!(sandbox.requests().len(), 3);

            // A line an order, none for what only reads.
            let audit = site.audit(2);
            let known = [(&placed, 201), (&refused, 400)];
            for (line, (answer, status)) in audit.iter().zip(known) {
                assert_audited(kind, line, answer, status);
            }
            assert_silent(&site, &[described, placed, refused]);
            sandbox.stop().await;
        }
    });
}

fn assert_audited(kind: Kind, line: &Value, answer: &Answer, status: u16) {
    let id = answer.header("x-request-id").expect("an id").to_owned();
    assert_eq!(answer.header("x-certdesk-user"), Some("alice"));
    assert_eq!(line["status"], json!(status), "{line}");
    let (time, user, method, path, noted) = match kind {
        Kind::Nginx => (
            &line["time"],
            &line["user"],
            &line["method"],
            &line["path"],
            &line["request_id"],
        ),
        Kind::Caddy => (
            &line["ts"],
            &line["user_id"],
            &line["request"]["method"],
            &line["request"]["uri"],
            &line["resp_headers"]["X-Request-Id"][0],
        ),
    };
    assert!(time.as_str().is_some_and(|time| time.starts_with("20")), "{line}");
    assert_eq!(
        (user, method, path),
        (&json!("alice"), &json!("POST"), &json!(ORDER)),
        "{line}"
    );
    assert_eq!(noted, &json!(id), "{line}");
}

#[test]
fn digicert_sees_the_key_and_nothing_of_the_browser_and_the_browser_nothing_of_digicert() {
    for kind in BOTH {
        let upstream = Upstream::answering(TALKATIVE);
        let site = proxy(kind, &upstream.url());
        let call = order("{\"a\":1}")
            .with("Cookie", "session=intranet")
            .with("X-DC-DEVKEY", "a key of the browser")
            .with("X-Forwarded-For", "10.1.2.3")
            .with("X-Remote-User", "mallory")
            .with("Referer", "https://certdesk.example/")
            .with("User-Agent", "Browser/1.0")
            .with("Accept-Language", "ru");
        let answer = site.send(call);
        let received = upstream.received();
        assert_eq!(received.len(), 1, "{kind:?}: {received:#?}");
        let (head, body) = received[0].split_once("\r\n\r\n").expect("a head");
        assert_eq!(body, "{\"a\":1}", "{kind:?}");
        let mut lines = head.lines();
        assert_eq!(
            lines.next(),
            Some(format!("POST {ORDER} HTTP/1.1").as_str()),
            "{kind:?}"
        );
        let mut headers: Vec<_> = lines.map(str::to_ascii_lowercase).collect();
        headers.sort();
        let key = format!("x-dc-devkey: {}", KEY.to_ascii_lowercase());
        let expected = [
            "accept: application/json",
            "connection: close",
            "content-length: 7",
            "content-type: application/json",
            "host: www.digicert.com",
            "user-agent: certdesk",
            key.as_str(),
        ];
        assert_eq!(headers, expected, "{kind:?}");

        assert_eq!(
            (answer.status, answer.text()),
            (201, "{\"id\":4711}".to_owned()),
            "{kind:?}"
        );
        let mut names: Vec<_> = answer
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            // nginx says its own name, without a version; the second says when.
            .filter(|name| !matches!(*name, "server" | "date"))
            .collect();
        names.sort_unstable();
        let expected = [
            "access-control-allow-credentials",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "strict-transport-security",
            "vary",
            "x-certdesk-user",
            "x-content-type-options",
            "x-request-id",
        ];
        assert_eq!(names, expected, "{kind:?}");
        for (name, value) in [
            ("access-control-allow-origin", PAGE),
            ("cache-control", "no-store"),
            ("connection", "close"),
            ("strict-transport-security", "max-age=31536000"),
            ("x-certdesk-user", "alice"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{kind:?}");
        }
        let whole = answer.whole();
        for hidden in ["stolen", "Imperva", "PHP", "upstream", "mallory", "echoed", "9.9"] {
            assert!(!whole.contains(hidden), "{kind:?}: {whole}");
        }
        // What stands for something else in a configuration stands for itself in a header.
        let odd = Call::get(PRODUCT)
            .with("Accept", "{env.CERTDESK_DEVKEY}")
            .with("Content-Type", "$certdesk_devkey");
        assert_eq!(site.send(odd).status, 201, "{kind:?}");
        let received = upstream.received()[1].to_ascii_lowercase();
        assert!(
            received.contains("accept: {env.certdesk_devkey}\r\n"),
            "{kind:?}: {received}"
        );
        assert!(
            received.contains("content-type: $certdesk_devkey\r\n"),
            "{kind:?}: {received}"
        );
    }
}

#[test]
fn every_other_call_is_refused_by_the_proxy_itself() {
    for kind in BOTH {
        let upstream = Upstream::answering(TALKATIVE);
        let site = proxy(kind, &upstream.url());
        for (method, target) in [
            ("DELETE", ORDER),
            ("PATCH", ORDER),
            ("GET", ORDER),
            ("POST", PRODUCT),
            ("POST", "/services/v2/order/certificate/ssl_basic"),
            ("POST", "/services/v2/order/certificate/ssl_securesite/"),
            ("POST", "/services/v2/order/certificate/SSL_SECURESITE"),
            ("POST", "/services/v2/order/certificate/ssl_securesite?x=1"),
            ("POST", "/services/v2/order/certificate/ssl_securesite%2Fextra"),
            ("POST", "/services/v2//order/certificate/ssl_securesite"),
            ("POST", "/services/v2/x/../order/certificate/ssl_securesite"),
            ("POST", "/services/v2/order/certificate/%73sl_securesite"),
            ("GET", "/services/v2/product/../user/me"),
            ("GET", "/services/v2/product/%2e%2e/account"),
            ("GET", "/services/v2/product/ssl_securesite/../../key"),
            ("GET", "/services/v2/key"),
            ("POST", "/services/v2/key"),
            ("PUT", "/services/v2/certificate/456101/revoke"),
            ("POST", "/services/v2/user"),
            ("POST", "/services/v2/whoami"),
        ] {
            let body = if method == "GET" { None } else { Some(b"{}".to_vec()) };
            let call = Call {
                body,
                ..Call::new(method, target).with("Origin", PAGE)
            };
            let answer = site.send(call);
            assert_eq!(answer.status, 403, "{kind:?}: {method} {target}");
            assert_eq!(
                answer.code(),
                "access_denied|not_allowed_by_proxy",
                "{kind:?}: {method} {target}"
            );
            assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE), "{kind:?}");
            assert_eq!(answer.header("connection"), Some("close"), "{kind:?}");
        }
        for target in [
            "/",
            "/order/certificate/ssl_securesite",
            "/services",
            "/index.html",
            "/../site",
        ] {
            let status = site.send(Call::get(target).with("Connection", "close")).status;
            assert!(matches!(status, 400 | 404), "{kind:?}: {target} {status}");
        }
        assert!(upstream.received().is_empty(), "{kind:?}: {:#?}", upstream.received());
        for (method, target) in [("POST", ORDER), ("GET", PRODUCT), ("HEAD", PRODUCT)] {
            let call = Call {
                body: (method == "POST").then(|| b"{}".to_vec()),
                ..Call::new(method, target).with("Origin", PAGE)
            };
            assert_eq!(site.send(call).status, 201, "{kind:?}: {method} {target}");
        }
        assert_eq!(upstream.received().len(), 3, "{kind:?}");
    }
}

#[test]
fn a_body_of_512_kilobytes_passes_and_a_longer_one_does_not() {
    for kind in BOTH {
        let most = 512 * 1024;
        let upstream = Upstream::answering(TALKATIVE);
        let site = proxy(kind, &upstream.url());
        assert_eq!(site.send(order(vec![b' '; most])).status, 201, "{kind:?}");
        assert_eq!(upstream.received().len(), 1);
        let answer = site.send(order(vec![b' '; most + 1]));
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (413, "request_too_large"),
            "{kind:?}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE), "{kind:?}");
        let whole = upstream
            .received()
            .into_iter()
            .skip(1)
            .find(|request| request.len() > most);
        assert!(whole.is_none(), "{kind:?}: it was sent on whole");
        // In pieces, without a length beforehand: nginx counts, Caddy takes none.
        let pieces = |size: usize| {
            let mut call = order(format!("{size:x}\r\n{}\r\n0\r\n\r\n", " ".repeat(size)));
            call.headers.push(("Transfer-Encoding", "chunked".to_owned()));
            site.send(call).status
        };
        let (some, many) = match kind {
            Kind::Nginx => (201, 413),
            Kind::Caddy => (411, 411),
        };
        assert_eq!((pieces(10), pieces(most + 1)), (some, many), "{kind:?}");
    }
}

#[test]
fn nginx_lets_so_many_calls_through_and_no_more() {
    let upstream = Upstream::answering(TALKATIVE);
    let site = proxy(Kind::Nginx, &upstream.url());
    let answers: Vec<_> = (0..26).map(|_| site.send(order("{}"))).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    let passed = answers.iter().filter(|answer| answer.status == 201).count();
    assert!(passed >= 21 && refused.len() >= 2, "{passed} and {}", refused.len());
    assert_eq!(passed + refused.len(), answers.len());
    assert_eq!(upstream.received().len(), passed);
    for answer in refused {
        assert_eq!(answer.code(), "request_limit_exceeded");
        assert_eq!(answer.header("retry-after"), Some("10"));
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
    }
    // Questions are counted apart.
    let asked: Vec<_> = (0..70).map(|_| site.send(Call::get(PRODUCT)).status).collect();
    let passed = asked.iter().filter(|status| **status == 201).count();
    assert!(passed >= 61 && asked.contains(&429), "{asked:?}");
    // The refused ones stand in the audit too.
    site.audit(26);
}

#[test]
fn an_order_whose_answer_was_cut_off_is_never_sent_again() {
    block_on(async {
        for kind in BOTH {
            // The one takes the request and closes; the others are the sandbox, which has taken the order or not.
            let upstream = Upstream::answering("");
            let site = proxy(kind, &upstream.url());
            for (count, call) in [order("{}"), Call::get(PRODUCT).with("Origin", PAGE)]
                .into_iter()
                .enumerate()
            {
                let answer = site.send(call);
                assert_eq!(answer.status, 502, "{kind:?}");
                assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE), "{kind:?}");
                tokio::time::sleep(Duration::from_millis(300)).await;
                assert_eq!(upstream.received().len(), count + 1, "{kind:?}");
            }
            for (fault, orders) in [(Fault::CutBefore, 0), (Fault::CutAfterTaking, 1)] {
                let (sandbox, origin) = digicert().await;
                let site = proxy(kind, &origin);
                sandbox.set_fault(fault);
                assert_eq!(site.send(order(order_body())).status, 502, "{kind:?}");
                tokio::time::sleep(Duration::from_millis(300)).await;
                assert_eq!(
                    (sandbox.requests().len(), sandbox.orders().len()),
                    (1, orders),
                    "{kind:?}"
                );
                let audit = site.audit(1);
                assert_eq!(audit[0]["status"], json!(502), "{kind:?}: {audit:#?}");
                assert_silent(&site, &[]);
                sandbox.stop().await;
            }
        }
    });
}

#[test]
fn the_key_is_given_to_nobody_but_digicert() {
    for kind in BOTH {
        // Somebody else's certificate, and then one for DigiCert's name that no known root has signed.
        for name in ["elsewhere.example", "www.digicert.com"] {
            let [port, _] = free_ports();
            let scratch = Prepared::new(kind, Layout::Proxy);
            let subject = format!("/CN={name}");
            let alternative = format!("subjectAltName=DNS:{name}");
            OPENSSL.says(
                scratch.path(),
                &[
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    &subject,
                    "-addext",
                    &alternative,
                    "-keyout",
                    "other.key",
                    "-out",
                    "other.pem",
                ],
            );
            let said = scratch.path().join("said.txt");
            let accept = format!("127.0.0.1:{port}");
            let mut command = OPENSSL.command(
                scratch.path(),
                &[
                    "s_server",
                    "-accept",
                    &accept,
                    "-cert",
                    "other.pem",
                    "-key",
                    "other.key",
                ],
            );
            let file = std::fs::File::create(&said).expect("a file");
            command
                .stdin(std::process::Stdio::piped())
                .stdout(file)
                .stderr(std::process::Stdio::null());
            let server = Ended(command.spawn().unwrap_or_else(|error| OPENSSL.missing(&error)));
            while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                std::thread::sleep(Duration::from_millis(50));
            }
            let site = proxy(kind, &format!("https://127.0.0.1:{port}"));
            let answer = site.send(order("{}"));
            assert_eq!(answer.status, 502, "{kind:?} {name}: {}", answer.text());
            drop(server);
            let said = std::fs::read_to_string(&said).expect("what it said");
            assert!(!said.contains(KEY) && !said.contains("POST"), "{kind:?} {name}: {said}");
            assert!(site.logs().contains("certificate"), "{kind:?} {name}: {}", site.logs());
            assert_silent(&site, &[answer]);
        }
    }
}

/// A process that ends with its test.
struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
