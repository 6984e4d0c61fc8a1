//! The HTTP side: everything that a browser or a probe can ask for.
//!
//! Handlers translate; they do not decide. Who may call what stands in [`routes`].

use std::sync::Arc;

use tokio::sync::watch;

pub mod attendance;
pub mod body;
pub mod calendar;
pub mod caller;
pub mod desk;
pub mod devices;
pub mod events;
pub mod guard;
pub mod headers;
pub mod health;
pub mod help;
pub mod limits;
pub mod listen;
pub mod metrics;
pub mod openapi;
pub mod pages;
pub mod pair;
pub mod problem;
pub mod programme;
pub mod rescue;
pub mod routes;
pub mod session;
pub mod settings;
pub mod shell;
pub mod site;
pub mod sync;
pub mod throttles;
pub mod trace;
pub mod worker;

use crate::store::Store;
use metrics::Metrics;
use settings::Settings;
use site::Site;
use throttles::Throttles;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    store: Arc<dyn Store>,
    settings: Settings,
    site: Site,
    throttles: Throttles,
    metrics: Metrics,
    stopping: watch::Receiver<bool>,
}

impl App {
    /// Puts the parts together. `stopping` turns true when the server is asked to stop.
    pub fn new(
        store: Arc<dyn Store>,
        settings: Settings,
        site: Site,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let (throttles, metrics) = (Throttles::default(), Metrics::default());
        Self(Arc::new(Parts { store, settings, site, throttles, metrics, stopping }))
    }

    /// What is kept.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.0.store
    }

    /// Where the server stands in the world.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The built files.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// Who has tried how often.
    pub fn throttles(&self) -> &Throttles {
        &self.0.throttles
    }

    /// What has been counted about the server itself.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Turns true when the server is asked to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.clone()
    }

    /// Whether cookies are bound to HTTPS.
    pub fn secure_cookies(&self) -> bool {
        self.settings().is_https()
    }
}
