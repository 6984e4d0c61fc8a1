//! `/metrics`: what the server can say about itself, in Prometheus' text form. Never a name.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, FORWARDED};
use axum::response::{IntoResponse, Response};

use super::App;
use super::caller::Peer;
use super::problem::ApiError;

/// Upper bounds of the answer times, in milliseconds.
const BOUNDS_MS: [u64; 9] = [5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// Counts since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    took: [AtomicU64; BOUNDS_MS.len() + 1],
    took_us: AtomicU64,
    exchanges: AtomicU64,
    changes: AtomicU64,
    refusals: AtomicU64,
    streams: AtomicU64,
    connections: AtomicU64,
}

impl Metrics {
    /// One request was answered. `route` is the route's pattern and not the address asked for.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *requests.entry((route.to_owned(), status)).or_default() += 1;
        let ms = took.as_millis() as u64;
        let bucket = BOUNDS_MS.iter().position(|bound| ms <= *bound).unwrap_or(BOUNDS_MS.len());
        self.took[bucket].fetch_add(1, Ordering::Relaxed);
        self.took_us.fetch_add(took.as_micros() as u64, Ordering::Relaxed);
    }

    /// One exchange, with how many changes came and how many were refused.
    pub fn exchanged(&self, changes: usize, refusals: usize) {
        self.exchanges.fetch_add(1, Ordering::Relaxed);
        self.changes.fetch_add(changes as u64, Ordering::Relaxed);
        self.refusals.fetch_add(refusals as u64, Ordering::Relaxed);
    }

    /// The number of event streams that are open.
    pub fn streams(&self) -> &AtomicU64 {
        &self.streams
    }

    /// The number of connections that are open.
    pub fn connections(&self) -> &AtomicU64 {
        &self.connections
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let requests = self.requests.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        text.push_str("# TYPE samvaro_requests_total counter\n");
        for ((route, status), count) in requests.iter() {
            let _ = writeln!(text, "samvaro_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}");
        }
        drop(requests);
        self.write_times(&mut text);
        let single = [
            ("exchanges_total", "counter", &self.exchanges),
            ("changes_received_total", "counter", &self.changes),
            ("changes_refused_total", "counter", &self.refusals),
            ("event_streams", "gauge", &self.streams),
            ("connections", "gauge", &self.connections),
        ];
        for (name, kind, value) in single {
            let value = value.load(Ordering::Relaxed);
            let _ = writeln!(text, "# TYPE samvaro_{name} {kind}\nsamvaro_{name} {value}");
        }
        text
    }

    fn write_times(&self, text: &mut String) {
        text.push_str("# TYPE samvaro_request_seconds histogram\n");
        let mut sum = 0;
        for (bucket, bound) in self.took.iter().zip(BOUNDS_MS) {
            sum += bucket.load(Ordering::Relaxed);
            let seconds = bound as f64 / 1_000.0;
            let _ = writeln!(text, "samvaro_request_seconds_bucket{{le=\"{seconds}\"}} {sum}");
        }
        sum += self.took[BOUNDS_MS.len()].load(Ordering::Relaxed);
        let seconds = self.took_us.load(Ordering::Relaxed) as f64 / 1_000_000.0;
        let _ = writeln!(text, "samvaro_request_seconds_bucket{{le=\"+Inf\"}} {sum}");
        let _ = writeln!(text, "samvaro_request_seconds_sum {seconds}\nsamvaro_request_seconds_count {sum}");
    }
}

/// Answers `/metrics`: straight, from this machine or a private network. Whoever comes through a
/// proxy comes from outside.
pub async fn metrics(
    State(app): State<App>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
) -> Response {
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key(FORWARDED);
    if forwarded || !is_near(peer) {
        return ApiError::NotFound.into_response();
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics().text()).into_response()
}

fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buckets_of_the_answer_times_add_up() {
        let metrics = Metrics::default();
        for ms in [1, 30, 10_000] {
            metrics.answered("/", 200, Duration::from_millis(ms));
        }
        let text = metrics.text();
        assert!(text.contains("samvaro_requests_total{route=\"/\",status=\"200\"} 3"));
        assert!(text.contains("bucket{le=\"0.005\"} 1\n"));
        assert!(text.contains("bucket{le=\"0.05\"} 2\n"));
        assert!(text.contains("bucket{le=\"+Inf\"} 3\n"));
    }
}
