//! Clients that are slow or silent, and a server with little patience.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use server::http::settings::{Patience, PublicUrl, Settings};
use server::http::site::Site;
use server::http::{App, listen, routes};
use server::store::Store as _;
use server::store::sqlite::SqliteStore;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

#[path = "api/build.rs"]
mod build;

/// Sockets that say nothing, all at once.
const SILENT: usize = 1_000;

/// What a client waits for an answer, at most.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(60);

struct Serving {
    addr: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    _folder: TempDir,
}

async fn serve(patience: Patience) -> Serving {
    let folder = tempfile::tempdir().unwrap();
    build::write_build(&folder.path().join("site"), "one");
    let site = Site::open(&folder.path().join("site"), &folder.path().join("builds")).unwrap();
    let store = Arc::new(SqliteStore::open(&folder.path().join("samvaro.sqlite")).await.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let settings = Settings {
        patience,
        addr,
        public_url: PublicUrl::local(addr),
        trusted_proxies: Vec::new(),
        allow_password_only: false,
    };
    let (stop, stopping) = watch::channel(false);
    let app = App::new(store.clone(), settings, site, stopping);
    let serving = tokio::spawn(async move {
        listen::serve(app.clone(), listener, routes::router(app)).await;
        store.close().await;
    });
    Serving { addr, stop, serving, _folder: folder }
}

impl Serving {
    async fn end(self) {
        self.stop.send(true).unwrap();
        self.serving.await.unwrap();
    }
}

fn connected(addr: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(addr).unwrap();
    stream.set_read_timeout(Some(ANSWER_TIMEOUT)).unwrap();
    stream
}

fn answer_to(mut stream: TcpStream, said: &str) -> String {
    stream.write_all(said.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

fn healthy(addr: SocketAddr) -> bool {
    let ask = "GET /healthz HTTP/1.1\r\nHost: samvaro\r\nConnection: close\r\n\r\n";
    answer_to(connected(addr), ask).starts_with("HTTP/1.1 200")
}

/// Whether the server has let go of the connection: it ends, and not for our impatience.
fn is_let_go(mut stream: TcpStream) -> bool {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => bytes.is_empty() || bytes.starts_with(b"HTTP/1.1 408"),
        Err(error) => error.kind() == io::ErrorKind::ConnectionReset,
    }
}

async fn off_the_runtime<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_silent_sockets_keep_nobody_from_being_served_and_are_let_go() {
    let serving = serve(Patience { first_byte: SHORT, header: LONG, request: LONG }).await;
    let addr = serving.addr;
    off_the_runtime(move || {
        let silent: Vec<TcpStream> = (0..SILENT).map(|_| connected(addr)).collect();
        assert!((0..20).all(|_| healthy(addr)));
        assert!(silent.into_iter().all(is_let_go));
        assert!(healthy(addr));
    })
    .await;
    serving.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_that_never_end_are_let_go() {
    let serving = serve(Patience { first_byte: LONG, header: SHORT, request: LONG }).await;
    let addr = serving.addr;
    off_the_runtime(move || {
        let slow = (0..100).map(|_| {
            let mut stream = connected(addr);
            stream.write_all(b"GET / HTTP/1.1\r\nHost: samvaro\r\nX-Slow: ").unwrap();
            stream
        });
        let slow: Vec<TcpStream> = slow.collect();
        assert!(healthy(addr));
        assert!(slow.into_iter().all(is_let_go));
    })
    .await;
    serving.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_never_comes_is_answered_and_asked_to_come_back() {
    let serving = serve(Patience { first_byte: LONG, header: LONG, request: SHORT }).await;
    let addr = serving.addr;
    let answers = off_the_runtime(move || {
        let head = "POST /api/v1/pair HTTP/1.1\r\nHost: samvaro\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"code\":";
        let waiting: Vec<_> =
            (0..50).map(|_| std::thread::spawn(move || answer_to(connected(addr), head))).collect();
        assert!(healthy(addr));
        waiting.into_iter().map(|waiting| waiting.join().unwrap()).collect::<Vec<_>>()
    })
    .await;
    for answer in answers {
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(answer.to_lowercase().contains("retry-after"), "{answer}");
    }
    serving.end().await;
}
