//! Takes connections, within limits, until the server is asked to stop.
//!
//! Not `axum::serve`: a connection that says nothing, or only half a head, has to end, and no
//! more connections are taken than can be served.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::App;
use super::caller::Peer;
use super::limits::{CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS_MAX, HEAD_MAX_BYTES, STOP_TIMEOUT};
use super::settings::Patience;

/// Serves until `stopping` turns true, then lets what is under way finish.
pub async fn serve(app: App, listener: TcpListener, router: Router) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stopping = app.stopping();
    let addresses = Arc::new(Addresses::default());
    loop {
        let accepted = tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => break,
            accepted = take(&listener, &places) => accepted,
        };
        let Ok((stream, peer, place)) = accepted else {
            // Out of file descriptors, most likely: give the others time to end.
            sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        let Some(seat) = Addresses::seat(&addresses, &app, peer.ip()) else { continue };
        let (app, router, watcher) = (app.clone(), router.clone(), graceful.watcher());
        tokio::spawn(async move {
            app.metrics().connections().fetch_add(1, Ordering::Relaxed);
            connection(stream, peer, app.settings().patience, router, watcher).await;
            app.metrics().connections().fetch_sub(1, Ordering::Relaxed);
            drop((seat, place));
        });
    }
    drop(listener);
    if timeout(STOP_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way when the server stopped");
    }
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

async fn take(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Accepted> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    patience: Patience,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let _ = stream.set_nodelay(true);
    let spoke = timeout(patience.first_byte, stream.peek(&mut [0])).await;
    if !matches!(spoke, Ok(Ok(1))) {
        return;
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|error| match error {})) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.header)
        .max_buf_size(HEAD_MAX_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(served).await {
        tracing::debug!(cause = %error, "a connection ended early");
    }
}

/// How many connections each address has open.
#[derive(Default)]
struct Addresses(Mutex<HashMap<IpAddr, usize>>);

struct AddressSeat(Arc<Addresses>, IpAddr);

impl Addresses {
    /// A seat for one more connection; none if the address has too many. Proxies are not limited.
    fn seat(this: &Arc<Self>, app: &App, address: IpAddr) -> Option<Option<AddressSeat>> {
        if app.settings().trusted_proxies.iter().any(|block| block.contains(address)) {
            return Some(None);
        }
        let mut open = this.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let count = open.entry(address).or_default();
        if *count >= CONNECTIONS_PER_ADDRESS_MAX {
            return None;
        }
        *count += 1;
        Some(Some(AddressSeat(this.clone(), address)))
    }
}

impl Drop for AddressSeat {
    fn drop(&mut self) {
        let mut open = self.0.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(count) = open.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.1);
            }
        }
    }
}
