//! A connection to one IndexedDB database that comes back when the browser has closed it.
//!
//! Browsers close connections on their own: on memory pressure, when the person clears site
//! data, when another tab upgrades. The work that failed is done once more on a new connection.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use indexed_db_futures::Build as _;
use indexed_db_futures::database::Database as Connection;
use indexed_db_futures::error::OpenDbError;
use wasm_bindgen_futures::spawn_local;

/// How often something is tried, each time on a new connection.
const TRIES_MAX: usize = 2;

/// What was tried could not be stored or read, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What the browser said, for the log.
    pub cause: String,
    /// Whether the device has run out of room.
    pub full: bool,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl Broken {
    fn because(cause: String) -> Self {
        let full = cause.contains("Quota");
        Self { cause, full }
    }
}

impl From<indexed_db_futures::error::Error> for Broken {
    fn from(error: indexed_db_futures::error::Error) -> Self {
        Self::because(error.to_string())
    }
}

impl From<OpenDbError> for Broken {
    fn from(error: OpenDbError) -> Self {
        Self::because(error.to_string())
    }
}

/// One database, opened when it is first needed.
#[derive(Clone)]
pub struct Database(Rc<Inner>);

struct Inner {
    name: &'static str,
    stores: &'static [&'static str],
    connection: RefCell<Option<Connection>>,
}

impl Database {
    const VERSION: u8 = 1;

    /// A database with these object stores; they are made when it is opened for the first time.
    pub fn new(name: &'static str, stores: &'static [&'static str]) -> Self {
        Self(Rc::new(Inner { name, stores, connection: RefCell::new(None) }))
    }

    /// Does `work` on a connection, and once more on a new one if the first try failed.
    ///
    /// # Errors
    /// [`Broken`] when the second try fails too.
    pub async fn with<T>(&self, work: impl AsyncFn(&Connection) -> Result<T, Broken>) -> Result<T, Broken> {
        let mut tries = 0;
        loop {
            tries += 1;
            let done = match self.connection().await {
                Ok(connection) => work(&connection).await,
                Err(broken) => Err(broken),
            };
            if done.is_ok() || tries == TRIES_MAX {
                return done;
            }
            self.forget();
        }
    }

    async fn connection(&self) -> Result<Connection, Broken> {
        if let Some(connection) = self.0.connection.borrow().as_ref() {
            return Ok(connection.clone());
        }
        let stores = self.0.stores;
        let opened = Connection::open(self.0.name)
            .with_version(Self::VERSION)
            .with_on_upgrade_needed(move |_, database: Connection| {
                for store in stores {
                    database.create_object_store(*store).build()?;
                }
                Ok(())
            })
            .await?;
        self.watch(opened.clone());
        *self.0.connection.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    /// Lets go of a connection that the browser closes, or that another tab wants gone.
    fn watch(&self, connection: Connection) {
        let Ok(mut closings) = connection.version_changes() else { return };
        let database = self.clone();
        spawn_local(async move {
            closings.recv().await;
            connection.close();
            database.forget();
        });
    }

    fn forget(&self) {
        if let Some(connection) = self.0.connection.borrow_mut().take() {
            connection.close();
        }
    }
}
