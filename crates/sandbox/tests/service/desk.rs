//! A sandbox in a test, and the ways to ask it.

use certdesk_sandbox::{Account, Options, Sandbox};
use serde_json::{Value, json};
use time::Date;
use time::macros::date;

use crate::raw::{self, Answer};
use crate::signing_request::SigningRequest;

/// The key of the accounts in these tests.
pub(crate) const KEY: &str = "KEY-OF-THE-TESTS";
/// The day in these tests, unless one says otherwise. Certificates last 199 days at most.
pub(crate) const TODAY: Date = date!(2026 - 11 - 24);

/// A running sandbox.
pub(crate) struct Desk {
    pub(crate) sandbox: Sandbox,
}

/// The account of most tests: example.com and example.org are validated for the organization 123456 until long after.
pub(crate) fn account() -> Account {
    let mut account = Account {
        api_key: KEY.into(),
        today: Some(TODAY),
        ..Account::default()
    };
    let validations = account
        .organizations
        .iter_mut()
        .filter(|it| it.id == 123_456)
        .flat_map(|it| &mut it.validations);
    let of_domains = account
        .domains
        .iter_mut()
        .filter(|it| matches!(it.name.as_str(), "example.com" | "example.org"))
        .flat_map(|it| &mut it.validations);
    for validation in validations.chain(of_domains) {
        validation.validated_until = Some(date!(2035 - 01 - 01));
    }
    account
}

impl Desk {
    /// A sandbox with the account of most tests.
    pub(crate) async fn open() -> Self {
        Self::with(account()).await
    }

    /// A sandbox with an account.
    pub(crate) async fn with(account: Account) -> Self {
        let sandbox = Sandbox::start(account, Options::default()).await.expect("a sandbox");
        Self { sandbox }
    }

    /// `http://127.0.0.1:PORT` of the API.
    pub(crate) fn origin(&self) -> String {
        origin(&self.sandbox.api_url())
    }

    /// Calls the API below its base path.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string);
        let headers = [("X-DC-DEVKEY", KEY), ("Content-Type", "application/json")];
        let target = format!("/services/v2{path}");
        let answer = raw::send(
            &self.origin(),
            method,
            &target,
            &headers,
            body.as_deref().map(str::as_bytes),
        )
        .await;
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Reads.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    /// Reads JSON.
    pub(crate) async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
        answer.json()
    }

    /// Posts JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    /// Orders a product; the order must be taken.
    pub(crate) async fn order(&self, product: &str, body: &Value) -> Value {
        let answer = self.post(&format!("/order/certificate/{product}"), body).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }

    /// Orders a product; the order must be refused, with 400 and these codes.
    pub(crate) async fn refused(&self, product: &str, body: &Value, codes: &[&str]) {
        let answer = self.post(&format!("/order/certificate/{product}"), body).await;
        assert_eq!((answer.status, answer.codes()), (400, owned(codes)), "{body}");
    }
}

/// The origin of an address.
pub(crate) fn origin(url: &str) -> String {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    url[..end].to_owned()
}

/// An order for example.com, pre-validated, with a key of its own.
pub(crate) fn order() -> Value {
    order_with(&SigningRequest::new())
}

/// An order for example.com with the key of a CSR.
pub(crate) fn order_with(request: &SigningRequest) -> Value {
    json!({
        "certificate": {"common_name": "example.com", "csr": request.pem, "signature_hash": "sha256"},
        "organization": {"id": 123_456}, "validity_years": 1
    })
}

/// An order that is changed.
pub(crate) fn order_but(change: impl FnOnce(&mut Value)) -> Value {
    let mut order = order();
    change(&mut order);
    order
}

/// The members of an object, in the order in which they were sent.
pub(crate) fn members(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// The certificates of an answer to an order, in PEM.
pub(crate) fn chain_of(answer: &Value) -> Vec<String> {
    let chain = answer["certificate_chain"].as_array().expect("a chain");
    chain
        .iter()
        .map(|it| it["pem"].as_str().expect("a PEM").to_owned())
        .collect()
}

/// Texts that a test writes, to compare with those of an answer.
pub(crate) fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
