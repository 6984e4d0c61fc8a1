//! A connection to one IndexedDB database that comes back when the browser has closed it.
//!
//! Browsers close connections on their own: on memory pressure, when the person clears site
//! data, when another tab upgrades. The work that failed is done once more on a new connection.
//!
//! A database has a version, and a newer version only adds stores. So a newer build upgrades under
//! the open tabs of an older one, which let go and open the newer database as it is: everything
//! that they know is still there.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use indexed_db_futures::Build as _;
use indexed_db_futures::database::Database as Connection;
use indexed_db_futures::error::OpenDbError;
use wasm_bindgen_futures::spawn_local;

/// How often something is tried, each time on a new connection.
const TRIES_MAX: usize = 2;
/// What the browser says when the database has a higher version than the one asked for.
const NEWER: &str = "VersionError";

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

/// What a database is called and holds.
#[derive(Clone, Copy)]
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// Goes up by one whenever a store is added.
    pub version: u8,
    /// Its object stores, of all versions; those that are missing are made when it is opened.
    pub stores: &'static [&'static str],
    /// Called when a tab of an older build does not let the database be upgraded. The opening goes
    /// on when that tab is gone.
    pub blocked: fn(),
    /// Called when the browser has closed the database by itself: it may have been cleared.
    pub closed: fn(),
}

/// One database, opened when it is first needed.
#[derive(Clone)]
pub struct Database(Rc<Inner>);

struct Inner {
    schema: Schema,
    name: RefCell<String>,
    connection: RefCell<Option<Connection>>,
    newer: Cell<bool>,
}

impl Database {
    /// A database of this schema.
    pub fn new(schema: Schema) -> Self {
        Self(Rc::new(Inner {
            schema,
            name: RefCell::new(schema.name.to_owned()),
            connection: RefCell::default(),
            newer: Cell::default(),
        }))
    }

    /// Is the database of this name from now on.
    pub fn rename(&self, name: String) {
        self.0.name.replace(name);
        self.forget();
    }

    /// Whether a newer build than this one has upgraded it.
    pub fn is_newer(&self) -> bool {
        self.0.newer.get()
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
        let opened = match self.open().await {
            Err(broken) if broken.cause.contains(NEWER) => {
                self.0.newer.set(true);
                Connection::open(self.name()).await?
            }
            opened => opened?,
        };
        self.watch(opened.clone());
        *self.0.connection.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    async fn open(&self) -> Result<Connection, Broken> {
        let Schema { version, stores, blocked, .. } = self.0.schema;
        let opening = Connection::open(self.name())
            .with_version(version)
            .with_on_blocked(move |_| {
                blocked();
                Ok(())
            })
            .with_on_upgrade_needed(move |_, database: Connection| add_missing(&database, stores));
        Ok(opening.await?)
    }

    fn name(&self) -> String {
        self.0.name.borrow().clone()
    }

    /// Lets go of a connection that the browser closes, or that another tab wants gone.
    fn watch(&self, connection: Connection) {
        let Ok(mut closings) = connection.version_changes() else { return };
        let database = self.clone();
        spawn_local(async move {
            let by_itself = closings.recv().await.is_none();
            connection.close();
            database.forget();
            if by_itself {
                (database.0.schema.closed)();
            }
        });
    }

    fn forget(&self) {
        if let Some(connection) = self.0.connection.borrow_mut().take() {
            connection.close();
        }
    }
}

/// Upgrades only add: what a store holds is never touched.
fn add_missing(database: &Connection, stores: &[&str]) -> Result<(), indexed_db_futures::error::Error> {
    let mut present = Vec::new();
    present.extend(database.object_store_names());
    for store in stores {
        if !present.iter().any(|name| name == store) {
            database.create_object_store(*store).build()?;
        }
    }
    Ok(())
}
