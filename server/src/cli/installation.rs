//! Which installation a command works on: its data folder, its address.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::database::Database;
use crate::http::settings::PublicUrl;
use crate::store::erasure_list::{self, ErasureList};
use crate::store::{Organisation, Store};

/// The folder beside the database that keeps the files of earlier builds.
const BUILDS: &str = "builds";

/// Flags that every command takes.
#[derive(Clone, Debug, Args)]
pub struct Installation {
    /// What the server listens to; port 0 takes a free one.
    #[arg(
        long,
        global = true,
        env = "SAMVARO_ADDR",
        default_value = "127.0.0.1:3000",
        value_name = "ADDR:PORT"
    )]
    pub addr: SocketAddr,
    /// The folder for everything that is kept.
    #[arg(long, global = true, env = "SAMVARO_DATA", default_value = "data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// Another database than the file in the data folder: sqlite:FILE, or
    /// postgres://USER@HOST/DATABASE, whose password is better kept in PGPASSWORD.
    #[arg(long, global = true, env = "SAMVARO_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// How people reach the server, as https://host; required off this machine.
    #[arg(long, global = true, env = "SAMVARO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// What is logged: error, warn, info, debug, or a filter.
    #[arg(long, global = true, env = "SAMVARO_LOG", default_value = "info", value_name = "FILTER")]
    pub log: String,
}

impl Installation {
    /// Opens the store; a file is made if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(&self) -> Result<Arc<dyn Store>> {
        let erasures = ErasureList::at(&self.data.join(erasure_list::FILE));
        self.database()?.open(erasures).await
    }

    /// Where everything is kept.
    ///
    /// # Errors
    /// When it cannot be told from the URL.
    pub fn database(&self) -> Result<Database> {
        Database::named(self.database_url.as_deref(), &self.data)
    }

    /// Where the files of earlier builds are kept.
    pub fn builds(&self) -> PathBuf {
        self.data.join(BUILDS)
    }

    /// What people type to reach the server.
    pub fn reached_by(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl::local(self.addr))
    }
}

/// The organisation that is meant: the named one, or the only one.
///
/// # Errors
/// When there is none, or it is not clear which.
pub async fn organisation(store: &dyn Store, named: Option<&str>) -> Result<Organisation> {
    let mut all = store.organisations().await?;
    match named {
        Some(name) => {
            let found = all.into_iter().find(|organisation| organisation.name.as_str() == name);
            found.with_context(|| format!("there is no organisation called {name}"))
        }
        None if all.len() > 1 => bail!("there are several organisations; say which with --org NAME"),
        None => all.pop().context("there is no organisation yet: import a programme first"),
    }
}
