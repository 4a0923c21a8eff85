//! A listener on 127.0.0.1 that serves a router, can close a connection instead of answering, and ends when told to.

use std::convert::Infallible;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

use crate::target::Tidied;

/// How long connections may go on after the end was announced.
const GRACE: Duration = Duration::from_millis(300);

/// Put into the extensions of a response, it has the connection closed without any answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection was cut on purpose")
    }
}

impl std::error::Error for Cut {}

/// How a listener treats its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connections {
    /// Kept open, as browsers like it.
    Kept,
    /// Closed after one request, whose line is tidied first: for clients that send what is no address.
    TidiedAndClosed,
}

/// A running listener.
#[derive(Debug)]
pub(crate) struct Listener {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Serves a router on a bound socket.
    pub(crate) fn start(socket: TcpListener, address: SocketAddr, router: Router, connections: Connections) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(accept(socket, router, stopped, connections));
        Self { address, stop, task }
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes the socket and what is still connected.
    pub(crate) async fn stop(self) {
        // If the task is gone already there is nobody to tell, and nothing to wait for.
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

/// Binds a port of 127.0.0.1; 0 takes a free one.
pub(crate) async fn bind(port: u16) -> std::io::Result<(TcpListener, SocketAddr)> {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let address = socket.local_addr()?;
    Ok((socket, address))
}

async fn accept(socket: TcpListener, router: Router, mut stopped: watch::Receiver<bool>, kind: Connections) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            // A dropped sender means that the sandbox was dropped: the end as well.
            _ = stopped.changed() => break,
            accepted = socket.accept() => match accepted {
                Ok((stream, _)) => {
                    // Small answers should not wait for more; where the option cannot be set, they do.
                    let _ = stream.set_nodelay(true);
                    let (router, stopped) = (router.clone(), stopped.clone());
                    match kind {
                        Connections::Kept => connections.spawn(connection(stream, router, stopped, true)),
                        Connections::TidiedAndClosed => {
                            connections.spawn(connection(Tidied::new(stream), router, stopped, false))
                        }
                    };
                }
                // Out of file descriptors, or reset before it was accepted: wait a little and go on.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(socket);
    let _ = tokio::time::timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
    connections.shutdown().await;
}

async fn connection<T>(stream: T, router: Router, mut stopped: watch::Receiver<bool>, keep_alive: bool)
where
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move { answer(router, request.map(Body::new)).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .half_close(true)
        .keep_alive(keep_alive)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        // An error is a client that went away, or a cut on purpose: neither is news.
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn answer(router: Router, request: Request<Body>) -> Result<Response<Body>, Cut> {
    let answered: Result<Response<Body>, Infallible> = router.oneshot(request).await;
    let Ok(response) = answered;
    match response.extensions().get::<Cut>() {
        Some(cut) => Err(*cut),
        None => Ok(response),
    }
}
