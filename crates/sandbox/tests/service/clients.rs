//! What public clients of the API send, played back: one file in `clients/` for each, in our own words but with their
//! paths, headers and bodies, and with what each of them reads in the answers.
//!
//! A file has `client`, `since` (the year) and `steps`. A step has:
//!
//! - `send`: method and target, as it stands in the request line;
//! - `headers` beside the key, and `body`, a JSON value or, as `raw`, a text;
//! - `status`, and what must be found: `holds` (JSON pointers and values; `"<int>"`, `"<text>"`, `"<list>"` stand for
//!   any of that kind, `"<none>"` for a member that is not there), `type` and `certificates` (how many PEM blocks);
//! - `keep`: names for values of the answer (by pointer), which later stand in braces in targets and bodies. `{csr}` and
//!   `{csr_in_one_line}` are there from the start.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::desk::{Desk, KEY};
use crate::raw;
use crate::signing_request::SigningRequest;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    client: String,
    since: u16,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    send: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    raw: Option<String>,
    status: u16,
    #[serde(default)]
    holds: BTreeMap<String, Value>,
    r#type: Option<String>,
    certificates: Option<usize>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
}

type Kept = BTreeMap<String, Value>;

/// A text with kept values in the place of their names.
fn filled(text: &str, kept: &Kept) -> String {
    kept.iter().fold(text.to_owned(), |text, (name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.replace(&format!("{{{name}}}"), &value)
    })
}

/// A value with kept values in the place of their names; a name alone becomes what was kept, of whatever kind.
fn filled_value(value: &Value, kept: &Kept) -> Value {
    match value {
        Value::String(text) => {
            let name = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            match name.and_then(|name| kept.get(name)) {
                Some(value) => value.clone(),
                None => filled(text, kept).into(),
            }
        }
        Value::Array(items) => items.iter().map(|item| filled_value(item, kept)).collect(),
        Value::Object(members) => {
            let filled = members
                .iter()
                .map(|(key, value)| (key.clone(), filled_value(value, kept)));
            Value::Object(filled.collect())
        }
        other => other.clone(),
    }
}

fn fits(found: Option<&Value>, expected: &Value) -> bool {
    match expected.as_str() {
        Some("<int>") => found.is_some_and(Value::is_u64),
        Some("<text>") => found.and_then(Value::as_str).is_some_and(|text| !text.is_empty()),
        Some("<list>") => found.is_some_and(Value::is_array),
        Some("<none>") => found.is_none(),
        _ => found == Some(expected),
    }
}

async fn play(file: &str) {
    let client: Client = serde_json::from_str(file).unwrap();
    let desk = Desk::open().await;
    let csr = SigningRequest::rsa().pem;
    let mut kept = Kept::from([
        ("csr_in_one_line".to_owned(), json!(csr.replace(['\r', '\n'], ""))),
        ("csr".to_owned(), json!(csr)),
    ]);
    for (number, step) in client.steps.iter().enumerate() {
        let told = format!(
            "{} ({}), step {}: {}",
            client.client,
            client.since,
            number + 1,
            step.send
        );
        let (method, target) = step.send.split_once(' ').expect("a method and a target");
        let body = match (&step.body, &step.raw) {
            (Some(body), None) => Some(filled_value(body, &kept).to_string()),
            (None, raw) => raw.as_ref().map(|raw| filled(raw, &kept)),
            (Some(_), Some(_)) => panic!("{told}: two bodies"),
        };
        let mut headers = vec![("X-DC-DEVKEY", KEY)];
        headers.extend(step.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let target = filled(target, &kept);
        let answer = raw::send(
            &desk.origin(),
            method,
            &target,
            &headers,
            body.as_deref().map(str::as_bytes),
        )
        .await;
        let answer = answer.unwrap_or_else(|error| panic!("{told}: {error}"));
        assert_eq!(
            answer.status,
            step.status,
            "{told}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        if let Some(expected) = &step.r#type {
            assert_eq!(answer.header("content-type"), Some(expected.as_str()), "{told}");
        }
        if let Some(count) = step.certificates {
            assert_eq!(
                answer.text().matches("-----BEGIN CERTIFICATE-----\r\n").count(),
                count,
                "{told}"
            );
        }
        for (pointer, expected) in &step.holds {
            let json = answer.json();
            let expected = filled_value(expected, &kept);
            assert!(
                fits(json.pointer(pointer), &expected),
                "{told}: {pointer} is not {expected} in {json}"
            );
        }
        for (name, pointer) in &step.keep {
            let value = answer.json().pointer(pointer).cloned();
            kept.insert(
                name.clone(),
                value.unwrap_or_else(|| panic!("{told}: there is no {pointer}")),
            );
        }
    }
}

macro_rules! clients {
    ($($name:ident)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                play(include_str!(concat!("clients/", stringify!($name), ".json"))).await;
            }
        )*

        #[test]
        fn every_file_is_played() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/clients");
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            files.sort();
            assert_eq!(files, [$(concat!(stringify!($name), ".json")),*]);
        }
    };
}

clients! {
    certmesh
    digicert_client
    express_install
    infisical
    keyfactor
    lemur
    marqeta
    metadata_sync
    myklst
    pkix
    ribose
    sapcc
    shell
    venafi
}
