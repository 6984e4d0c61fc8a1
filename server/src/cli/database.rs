//! Which database an installation keeps everything in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs};

use anyhow::{Context, Result, bail};

use crate::store::Store;
use crate::store::erasure_list::ErasureList;
use crate::store::postgres::PostgresStore;
use crate::store::postgres::address::Address;
use crate::store::sqlite::SqliteStore;

/// The file in the data folder, where nothing else is said.
const FILE: &str = "samvaro.sqlite";

/// Where everything is kept.
#[derive(Debug)]
pub enum Database {
    /// In a file, for one server process.
    Sqlite(PathBuf),
    /// In PostgreSQL, for any number of server processes.
    Postgres(Address),
}

impl Database {
    /// Reads `sqlite:FILE` or `postgres://USER@HOST/DATABASE`; without either it is the file in the
    /// data folder.
    ///
    /// # Errors
    /// When it is something else. The URL is not repeated: it may hold a password.
    pub fn named(url: Option<&str>, data: &Path) -> Result<Self> {
        let Some(url) = url else { return Ok(Self::Sqlite(data.join(FILE))) };
        if let Some(file) = url.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite(PathBuf::from(file.strip_prefix("//").unwrap_or(file))));
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Ok(Self::Postgres(Address::parse(url).context("SAMVARO_DATABASE_URL")?));
        }
        bail!("SAMVARO_DATABASE_URL must begin with sqlite: or postgres://")
    }

    /// Whether it can be there: a file that is missing is not.
    pub fn may_exist(&self) -> bool {
        match self {
            Self::Sqlite(file) => file.exists(),
            Self::Postgres(_) => true,
        }
    }

    /// Opens it, and applies the list of erasures beside it before anybody can read. A file is made
    /// if it is not there yet, a PostgreSQL database is not.
    ///
    /// # Errors
    /// When it cannot be opened, or the list cannot be read.
    pub async fn open(&self, erasures: ErasureList) -> Result<Arc<dyn Store>> {
        match self {
            Self::Sqlite(file) => {
                if let Some(folder) = file.parent() {
                    fs::create_dir_all(folder)
                        .with_context(|| format!("cannot make the data folder {}", folder.display()))?;
                }
                let store = SqliteStore::open(file).await;
                let store = store.with_context(|| format!("cannot open the database {self}"))?;
                Ok(Arc::new(store.with_erasure_list(erasures).await?))
            }
            Self::Postgres(address) => {
                let store = PostgresStore::open(address).await;
                let store = store.with_context(|| format!("cannot open the database {self}"))?;
                Ok(Arc::new(store.with_erasure_list(erasures).await?))
            }
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => file.display().fmt(f),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn named(url: Option<&str>) -> String {
        match Database::named(url, Path::new("data")) {
            Ok(Database::Sqlite(file)) => file.display().to_string(),
            Ok(Database::Postgres(address)) => address.to_string(),
            Err(error) => format!("error: {error:#}"),
        }
    }

    #[test]
    fn the_database_is_a_file_unless_something_else_is_said() {
        assert_eq!(named(None), "data/samvaro.sqlite");
        assert_eq!(named(Some("sqlite:/var/lib/x.db")), "/var/lib/x.db");
        assert_eq!(named(Some("sqlite://x.db")), "x.db");
        assert_eq!(named(Some("postgresql://anna@host/samvaro")), "samvaro at host:5432");
    }

    #[test]
    fn what_cannot_be_read_is_not_repeated() {
        for url in
            ["postgres:hemligt", "postgres://anna:hemligt@host:x/y", "mysql://anna:hemligt@host/y", "hemligt"]
        {
            let said = named(Some(url));
            assert!(said.starts_with("error: ") && said.contains("SAMVARO_DATABASE_URL"), "{said}");
            assert!(!said.contains("hemligt"), "{said}");
        }
    }
}
