//! A sandbox: three listeners over one state.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::account::Account;
use crate::api::{Api, BASE};
use crate::ca::Authority;
use crate::faults::Fault;
use crate::page::{self, PageHeaders, PageState};
use crate::proxy;
use crate::records::{OrderRecord, RequestRecord, Transfer, Via};
use crate::serve::{self, Connections, Listener};
use crate::state::State;

/// Where and how a sandbox listens. All listeners are on 127.0.0.1.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Port of the API; 0 takes a free one.
    pub api_port: u16,
    /// Port of the proxy; 0 takes a free one.
    pub proxy_port: u16,
    /// Port of the page; 0 takes a free one.
    pub page_port: u16,
    /// Folder of the built page. Without one there is no page server.
    pub page: Option<PathBuf>,
    /// Origins beside the page's own that the proxy lets in, as `http://localhost:8080`.
    pub origins: Vec<String>,
    /// Headers that the page server sends beside its own, or in their place.
    pub page_headers: Vec<(String, String)>,
}

/// Why a sandbox could not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// A port is in use already.
    PortTaken {
        /// Whose port: `API`, `proxy` or `page`.
        listener: &'static str,
        /// The port.
        port: u16,
    },
    /// A port cannot be opened for another reason.
    Bind {
        /// Whose port.
        listener: &'static str,
        /// What the system says.
        error: std::io::Error,
    },
    /// The folder of the page is none, or has no `index.html`.
    NoPage(PathBuf),
    /// The key, an origin or a header of the page cannot stand in a header.
    Header(String),
    /// The certificates of the authority could not be made.
    Authority(String),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken { listener, port } => {
                write!(
                    f,
                    "Port {port} for the {listener} is in use. End what uses it, or choose another port."
                )
            }
            Self::Bind { listener, error } => write!(f, "The port for the {listener} cannot be opened: {error}."),
            Self::NoPage(folder) => write!(
                f,
                "{} is not the folder of a built page: it has no index.html.",
                folder.display()
            ),
            Self::Header(text) => write!(f, "This cannot stand in an HTTP header: {text}"),
            Self::Authority(error) => write!(f, "The certificates of the authority could not be made: {error}."),
        }
    }
}

impl std::error::Error for StartError {}

/// A running sandbox. Dropped, it ends as well, but nobody waits for it.
pub struct Sandbox {
    state: Api,
    page_state: Arc<PageState>,
    api: Listener,
    proxy: Listener,
    page: Option<Listener>,
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The state holds the key, which belongs in no output.
        f.debug_struct("Sandbox")
            .field("api", &self.api)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Makes the authority's keys, opens the ports, and serves.
    ///
    /// # Errors
    /// See [`StartError`]; nothing is left open then.
    pub async fn start(account: Account, options: Options) -> Result<Self, StartError> {
        if let Some(folder) = &options.page
            && !folder.join("index.html").is_file()
        {
            return Err(StartError::NoPage(folder.clone()));
        }
        let (api_socket, api_address) = bind("API", options.api_port).await?;
        let (proxy_socket, proxy_address) = bind("proxy", options.proxy_port).await?;
        let page_socket = match &options.page {
            Some(folder) => Some((bind("page", options.page_port).await?, folder)),
            None => None,
        };

        // Never shown, should a key that cannot stand in a header be refused.
        let mut key = HeaderValue::try_from(&account.api_key).map_err(|_| StartError::Header("the API key".into()))?;
        key.set_sensitive(true);
        let mut origins = options.origins.clone();
        if let Some(((_, address), _)) = &page_socket {
            origins.push(format!("http://{address}"));
            origins.push(format!("http://localhost:{}", address.port()));
        }
        let origins = origins
            .into_iter()
            .map(|origin| HeaderValue::try_from(&origin).map_err(|_| StartError::Header(origin)))
            .collect::<Result<Vec<_>, _>>()?;
        let headers =
            PageHeaders::new(&format!("http://{proxy_address}"), &options.page_headers).map_err(StartError::Header)?;

        let today = account.today.unwrap_or_else(|| OffsetDateTime::now_utc().date());
        let authority = tokio::task::spawn_blocking(move || Authority::create(today))
            .await
            .map_err(|error| StartError::Authority(error.to_string()))?
            .map_err(|error| StartError::Authority(error.to_string()))?;
        let state = Api::new(State::new(account, authority));

        let direct = state.clone();
        let api_router = Router::new().fallback(move |request| {
            let api = direct.clone();
            async move { api.answer(request, Via::Api).await }
        });
        let page_state = Arc::new(PageState::default());
        page_state.set_config(json!({ "proxy": format!("http://{proxy_address}{BASE}") }));
        Ok(Self {
            api: Listener::start(api_socket, api_address, api_router, Connections::TidiedAndClosed),
            proxy: Listener::start(
                proxy_socket,
                proxy_address,
                proxy::router(state.clone(), key, origins),
                Connections::Kept,
            ),
            page: page_socket.map(|((socket, address), folder)| {
                Listener::start(
                    socket,
                    address,
                    page::router(folder, Arc::clone(&page_state), headers),
                    Connections::Kept,
                )
            }),
            state,
            page_state,
        })
    }

    /// Base of the API: `http://127.0.0.1:PORT/services/v2`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("{}{BASE}", self.api.origin())
    }

    /// Base that a page's config.json names as its proxy: `http://127.0.0.1:PORT/services/v2`.
    #[must_use]
    pub fn proxy_url(&self) -> String {
        format!("{}{BASE}", self.proxy.origin())
    }

    /// Address of the page, if one is served.
    #[must_use]
    pub fn page_url(&self) -> Option<String> {
        self.page.as_ref().map(|page| format!("{}/", page.origin()))
    }

    /// The orders that were taken, oldest first.
    #[must_use]
    pub fn orders(&self) -> Vec<OrderRecord> {
        self.state.shared().state().records()
    }

    /// The requests that reached the API, directly or through the proxy, in the order of their answers.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.state.shared().requests()
    }

    /// What the page server has sent, in the order in which it was through with each.
    #[must_use]
    pub fn page_transfers(&self) -> Vec<Transfer> {
        self.page_state.transfers()
    }

    /// Sets what goes wrong from now on.
    pub fn set_fault(&self, fault: Fault) {
        self.state.shared().set_fault(fault);
    }

    /// Sets what the page server answers for `/config.json`; at first it names [`Sandbox::proxy_url`] as `proxy`.
    pub fn set_config(&self, config: Value) {
        self.page_state.set_config(config);
    }

    /// Closes all ports and connections, and waits until they are closed.
    pub async fn stop(self) {
        let page = async {
            if let Some(page) = self.page {
                page.stop().await;
            }
        };
        tokio::join!(self.api.stop(), self.proxy.stop(), page);
    }
}

async fn bind(
    listener: &'static str,
    port: u16,
) -> Result<(tokio::net::TcpListener, std::net::SocketAddr), StartError> {
    serve::bind(port).await.map_err(|error| {
        if error.kind() == std::io::ErrorKind::AddrInUse {
            StartError::PortTaken { listener, port }
        } else {
            StartError::Bind { listener, error }
        }
    })
}
