//! A sandbox: three listeners over one state.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::account::Account;
use crate::api::{Api, BASE, PLACING};
use crate::ca::Authority;
use crate::faults::Fault;
use crate::page::{self, PageHeaders, PageState};
use crate::proxy;
use crate::records::{MailRecord, OrderRecord, RequestRecord, Transfer, Via};
use crate::serve::{self, Connections, Listener};
use crate::state::State;
use crate::world::World;

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
    /// An order that the account should start with cannot be.
    Order(String),
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
            Self::Order(why) => write!(f, "An order of the account cannot be: {why}."),
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
    proxy: Option<Listener>,
    proxy_origin: String,
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
        let state = Api::new(State::new(account, authority).map_err(StartError::Order)?);

        let direct = state.clone();
        let api_router = Router::new().fallback(move |request| {
            let api = direct.clone();
            async move { api.answer(request, Via::Api).await }
        });
        let page_state = Arc::new(PageState::default());
        page_state.set_config(json!({ "proxy": format!("http://{proxy_address}{BASE}") }));
        Ok(Self {
            api: Listener::start(api_socket, api_address, api_router, Connections::TidiedAndClosed),
            proxy: Some(Listener::start(
                proxy_socket,
                proxy_address,
                proxy::router(state.clone(), key, origins),
                Connections::Kept,
            )),
            proxy_origin: format!("http://{proxy_address}"),
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
        format!("{}{BASE}", self.proxy_origin)
    }

    /// Address of the page, if one is served.
    #[must_use]
    pub fn page_url(&self) -> Option<String> {
        self.page.as_ref().map(|page| format!("{}/", page.origin()))
    }

    /// The orders that were taken, oldest first; those that the account started with are not among them.
    #[must_use]
    pub fn orders(&self) -> Vec<OrderRecord> {
        self.state.shared().state().records()
    }

    /// An order by its number, also one that the account started with.
    #[must_use]
    pub fn order(&self, id: u64) -> Option<OrderRecord> {
        let state = self.state.shared().state();
        state.order(id).map(|order| state.record(order))
    }

    /// The mails that would have been sent, oldest first.
    #[must_use]
    pub fn mails(&self) -> Vec<MailRecord> {
        self.state.shared().state().mails.clone()
    }

    /// Follows the last mail that asks for approval of a name, as its reader would, by which the name is validated;
    /// `false` if there was none.
    #[must_use]
    pub fn follow_mail(&self, domain: &str) -> bool {
        self.state.shared().state().follow_mail(domain)
    }

    /// The present moment of the sandbox's clock (UTC, whole seconds). It runs as the real one does; for an account with
    /// a `today` of its own it began at 09:00 of that day.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.state.shared().state().now()
    }

    /// Turns the sandbox's clock forward: validations are done, certificates are issued and expire, random values lose
    /// their force, each at its moment.
    pub fn advance(&self, by: std::time::Duration) {
        self.state.shared().state().advance(by);
    }

    /// Adds a TXT record to the world in which control of domains is looked for. At first there is nothing in it.
    pub fn set_dns_txt(&self, name: &str, value: &str) {
        self.state.shared().state().world.add_txt(name, value);
    }

    /// Sets a CNAME record in that world.
    pub fn set_dns_cname(&self, name: &str, target: &str) {
        self.state.shared().state().world.set_cname(name, target);
    }

    /// Puts a file at an address in that world, as `http://example.com/.well-known/pki-validation/fileauth.txt`.
    pub fn set_file(&self, url: &str, body: &str) {
        self.state.shared().state().world.set_file(url, body);
    }

    /// Empties that world.
    pub fn clear_world(&self) {
        self.state.shared().state().world = World::default();
    }

    /// Changes the account while the sandbox runs: a role is taken away, a limit is set, a validation ends. Orders of
    /// former times are read at the start only.
    pub fn change_account(&self, change: impl FnOnce(&mut Account)) {
        self.state.shared().state().change_account(change);
    }

    /// The requests that reached the API, directly or through the proxy, in the order of their answers.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.state.shared().requests()
    }

    /// How many calls that place an order have reached the API, also those that were cut or never answered.
    #[must_use]
    pub fn order_calls(&self) -> usize {
        self.state.shared().order_calls()
    }

    /// What the page server has sent, in the order in which it was through with each.
    #[must_use]
    pub fn page_transfers(&self) -> Vec<Transfer> {
        self.page_state.transfers()
    }

    /// Sets what goes wrong from now on, with the placing of orders.
    pub fn set_fault(&self, fault: Fault) {
        self.set_fault_on(PLACING, fault);
    }

    /// Sets what goes wrong from now on with certain calls, as `PUT /request/{}/status` below `/services/v2`: `*` is any
    /// method, `{}` one segment.
    pub fn set_fault_on(&self, calls: &str, fault: Fault) {
        self.state.shared().set_fault(calls, fault);
    }

    /// Sets what the page server answers for `/config.json`; at first it names [`Sandbox::proxy_url`] as `proxy`.
    pub fn set_config(&self, config: Value) {
        self.page_state.set_config(config);
    }

    /// Closes the proxy's port: from now on connections to it are refused.
    pub async fn stop_proxy(&mut self) {
        if let Some(proxy) = self.proxy.take() {
            proxy.stop().await;
        }
    }

    /// Closes all ports and connections, and waits until they are closed.
    pub async fn stop(self) {
        let page = async {
            if let Some(page) = self.page {
                page.stop().await;
            }
        };
        let proxy = async {
            if let Some(proxy) = self.proxy {
                proxy.stop().await;
            }
        };
        tokio::join!(self.api.stop(), proxy, page);
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
