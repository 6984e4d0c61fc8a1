//! `samvaro serve`: answers requests until it is asked to stop.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use futures::FutureExt;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::installation::Installation;
use super::{EXIT_STORE_FAILED, log, say};
use crate::access::address::Block;
use crate::clock;
use crate::help;
use crate::http::settings::{Patience, Settings};
use crate::http::site::Site;
use crate::http::{App, listen, routes};
use crate::names;
use crate::pages::render;
use crate::retention;
use crate::store::Store;

/// How often the clock is looked at for a new day.
const DAY_CHECK_EVERY: Duration = Duration::from_secs(20);

/// Answers requests until SIGTERM.
#[derive(Debug, Args)]
pub struct Serve {
    /// The folder that `cargo xtask build` wrote.
    #[arg(long, env = "SAMVARO_SITE", default_value = "target/site", value_name = "FOLDER")]
    site: PathBuf,
    /// Proxies whose X-Forwarded-For is believed: addresses or blocks, separated by commas.
    #[arg(long, env = "SAMVARO_TRUSTED_PROXIES", value_delimiter = ',', value_name = "BLOCKS")]
    trusted_proxies: Vec<Block>,
    /// Lets coordinators sign in with a password alone although the world can reach the server.
    #[arg(long, env = "SAMVARO_ALLOW_PASSWORD_ONLY")]
    allow_password_only: bool,
}

impl Serve {
    /// Serves.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn run(self, installation: &Installation) -> Result<ExitCode> {
        log::begin(&installation.log)?;
        if !installation.addr.ip().is_loopback() && installation.public_url.is_none() {
            bail!(
                "{} can be reached from outside: say how people reach it with SAMVARO_PUBLIC_URL",
                installation.addr
            );
        }
        let site = Site::open(&self.site, &installation.builds())?;
        let listener = TcpListener::bind(installation.addr)
            .await
            .with_context(|| format!("cannot listen on {}", installation.addr))?;
        let store = installation.open().await?;
        let inspected = store.inspect().await;
        inspected.with_context(|| installation.data.display().to_string())?;
        if let Err(error) = store.roll_over(clock::today()).await {
            let failed = store.failed().now_or_never().is_some();
            let status = failed.then_some(ExitCode::from(EXIT_STORE_FAILED));
            return status.ok_or_else(|| anyhow::Error::from(error).context("the day cannot be begun"));
        }
        look_again(store.as_ref()).await;
        keep_names_to_decisions(store.as_ref()).await;
        tend_names(store.as_ref()).await;
        let (stop, stopping) = watch::channel(false);
        let settings = self.settings(installation, listener.local_addr()?);
        tracing::info!(addr = %settings.addr, build = site.manifest.build, "serving");
        say(&format!("listening on {}\n", settings.public_url.as_str()))?;
        render::prepare();
        let app = App::new(store.clone(), settings, site, stopping);
        let days = tokio::spawn(follow_the_days(store.clone()));
        let failed = tokio::spawn(stop_when_asked(store.clone(), stop));
        listen::serve(app.clone(), listener, routes::router(app)).await;
        days.abort();
        let failed = failed.await.unwrap_or(false);
        if failed {
            return Ok(ExitCode::from(EXIT_STORE_FAILED));
        }
        store.close().await;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }

    fn settings(&self, installation: &Installation, addr: std::net::SocketAddr) -> Settings {
        let bound = Installation { addr, ..installation.clone() };
        Settings {
            patience: Patience::default(),
            addr,
            public_url: bound.reached_by(),
            trusted_proxies: self.trusted_proxies.clone(),
            allow_password_only: self.allow_password_only,
        }
    }
}

/// What an older server did not understand, this one may. Serving does not depend on it.
async fn look_again(store: &dyn Store) {
    match help::look_again_at_start(store, clock::now_ms(), clock::today()).await {
        Ok(helped) if helped.taken > 0 => tracing::info!(taken = helped.taken, "changes from a newer build"),
        Ok(_) => {}
        Err(error) => tracing::error!(cause = %error, "refused changes could not be looked at again"),
    }
}

/// Names whose time is up go. Serving does not depend on it.
async fn keep_names_to_decisions(store: &dyn Store) {
    match names::erase_due(store, clock::now_ms(), clock::today()).await {
        Ok(0) => {}
        Ok(erased) => {
            tracing::info!(erased, "names of visitors are no longer kept");
            tend_names(store).await;
        }
        Err(error) => tracing::error!(cause = %error, "names that are due could not be erased"),
    }
}

/// There is room for names where a decision stands, and nowhere else.
async fn tend_names(store: &dyn Store) {
    if let Err(error) = store.tend_names(clock::today()).await {
        tracing::error!(cause = %error, "the room for names is not as the decisions say");
    }
}

/// What names the staff goes when its time is up. Serving does not depend on it.
async fn keep_to_what_was_said(store: &dyn Store) {
    match retention::erase_due(store, clock::now_ms(), clock::today()).await {
        Ok(0) => {}
        Ok(erased) => tracing::info!(erased, "notes, links and names of staff are no longer kept"),
        Err(error) => tracing::error!(cause = %error, "what is due could not be erased"),
    }
}

/// Waits for SIGTERM, SIGINT or a failed store, and says stop. True if the store failed.
async fn stop_when_asked(store: Arc<dyn Store>, stop: watch::Sender<bool>) -> bool {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be waited for");
        return false;
    };
    let failed = tokio::select! {
        _ = terminate.recv() => false,
        _ = interrupt.recv() => false,
        () = store.failed() => true,
    };
    if failed {
        tracing::error!("a write failed in a way after which nothing is certain; start the server anew");
    }
    let _ = stop.send(true);
    failed
}

/// What was held yesterday is known when the day begins.
async fn follow_the_days(store: Arc<dyn Store>) {
    let mut today = clock::today();
    keep_to_what_was_said(&*store).await;
    loop {
        tokio::time::sleep(DAY_CHECK_EVERY).await;
        // A decision may end at any moment.
        keep_names_to_decisions(store.as_ref()).await;
        let now = clock::today();
        if now == today {
            continue;
        }
        tend_names(store.as_ref()).await;
        if let Err(error) = store.inspect().await {
            tracing::error!(cause = %error, "the nightly look at the database");
        }
        match store.roll_over(now).await {
            Ok(()) => {
                today = now;
                keep_to_what_was_said(&*store).await;
            }
            Err(error) => tracing::error!(cause = %error, "the day could not be begun"),
        }
    }
}
