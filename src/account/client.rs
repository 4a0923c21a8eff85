//! One call of the account through the proxy.

use certdesk_order::account::paths::Target;
use certdesk_order::account::{Answer, Failure, Method, Unreadable};
use gloo_net::http::{Request, Response};
use web_sys::ResponseType;

use crate::proxy::{TimeLimit, common};
use crate::settings::Settings;

/// The most seconds that a call may take which only reads, or changes something that can be looked at afterwards.
const CALL_SECONDS: u32 = 30;

/// Why a call has brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// The proxy did not answer, or its answer does not allow this page to read it (CORS). A change may have been made.
    Unreachable,
    /// No answer came in time. A change may have been made.
    TimedOut,
    /// The answer says why.
    Failed(Failure),
}

/// Makes calls; never twice by itself.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    settings: &'static Settings,
}

impl Client {
    /// For the proxy of the settings.
    #[must_use]
    pub const fn new(settings: &'static Settings) -> Self {
        Self { settings }
    }

    /// The page of the account's orders in CertCentral.
    #[must_use]
    pub fn account_url(self) -> &'static str {
        self.settings.account_url.as_str()
    }

    /// Makes a call that reads, and reads its answer.
    ///
    /// # Errors
    ///
    /// Why it brought nothing.
    pub async fn read<T>(
        self,
        target: &Target,
        reader: impl FnOnce(&[u8]) -> Result<T, Unreadable>,
    ) -> Result<T, CallError> {
        self.ask(target, None, reader).await
    }

    /// Makes a call with a body, and reads its answer.
    ///
    /// # Errors
    ///
    /// Why it brought nothing.
    pub async fn ask<T>(
        self,
        target: &Target,
        body: Option<String>,
        reader: impl FnOnce(&[u8]) -> Result<T, Unreadable>,
    ) -> Result<T, CallError> {
        let whole = self.call(target, body).await?;
        whole.answer().read(reader).map_err(CallError::Failed)
    }

    /// Makes a call that changes something and whose answer has nothing to read.
    ///
    /// # Errors
    ///
    /// Why it did not, or why that is not known.
    pub async fn change(self, target: &Target, body: Option<String>) -> Result<(), CallError> {
        let whole = self.call(target, body).await?;
        whole.answer().done().map_err(CallError::Failed)
    }

    async fn call(self, target: &Target, body: Option<String>) -> Result<Whole, CallError> {
        let url = format!("{}{}", self.settings.proxy, target.path);
        let limit = TimeLimit::start(CALL_SECONDS);
        let lost = || {
            if limit.has_passed() {
                CallError::TimedOut
            } else {
                CallError::Unreachable
            }
        };
        let request = match target.call.method {
            Method::Get => Request::get(&url),
            Method::Post => Request::post(&url),
            Method::Put => Request::put(&url),
        };
        let request = common(request, self.settings, &limit);
        let sent = match body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json").body(body);
                request.map_err(|_| CallError::Unreachable)?.send().await
            }
            None => request.send().await,
        };
        let response = sent.map_err(|_| lost())?;
        let header = |name: &str| response.headers().get(name);
        let (content_type, retry_after) = (header("content-type"), header("retry-after"));
        let status = status(&response);
        let body = response.binary().await.map_err(|_| lost())?;
        Ok(Whole {
            status,
            content_type,
            retry_after,
            body,
        })
    }
}

/// 0 for a redirect that was not followed.
fn status(response: &Response) -> u16 {
    if response.type_() == ResponseType::Opaqueredirect {
        0
    } else {
        response.status()
    }
}

/// An answer with all that is looked at.
struct Whole {
    status: u16,
    content_type: Option<String>,
    retry_after: Option<String>,
    body: Vec<u8>,
}

impl Whole {
    fn answer(&self) -> Answer<'_> {
        Answer {
            status: self.status,
            content_type: self.content_type.as_deref(),
            retry_after: self.retry_after.as_deref(),
            body: &self.body,
        }
    }
}
