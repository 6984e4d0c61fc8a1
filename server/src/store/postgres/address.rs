//! Where a PostgreSQL database is. Shows itself without its password.

use std::fmt;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// Where a PostgreSQL database is, and who we are there.
#[derive(Clone)]
pub struct Address(pub(super) Box<PgConnectOptions>);

/// The URL is none of PostgreSQL's. What it was is not repeated: it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

impl Address {
    /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; what is left out comes from PostgreSQL's
    /// own environment variables (`PGHOST`, `PGPASSWORD`, …) and password file.
    ///
    /// # Errors
    /// [`NotAnAddress`] when it cannot be read.
    pub fn parse(url: &str) -> Result<Self, NotAnAddress> {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(NotAnAddress);
        }
        PgConnectOptions::from_str(url).map(Box::new).map(Self).map_err(|_| NotAnAddress)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = self.0.get_database().unwrap_or(self.0.get_username());
        match self.0.get_socket() {
            Some(socket) => write!(f, "{database} at {}", socket.display()),
            None => write!(f, "{database} at {}:{}", self.0.get_host(), self.0.get_port()),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

impl fmt::Display for NotAnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the form postgres://USER@HOST/DATABASE")
    }
}

impl std::error::Error for NotAnAddress {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_address_shows_itself_without_its_password() {
        let address = Address::parse("postgres://anna:hemligt@db.kommunen.example:5433/samvaro").unwrap();
        assert_eq!(address.to_string(), "samvaro at db.kommunen.example:5433");
        assert!(!format!("{address:?}").contains("hemligt"));
    }

    #[test]
    fn a_socket_is_an_address() {
        let address = Address::parse("postgres:///samvaro?host=/run/postgresql").unwrap();
        assert_eq!(address.to_string(), "samvaro at /run/postgresql");
    }

    #[test]
    fn other_urls_are_not() {
        for url in ["mysql://anna@host/samvaro", "postgres:samvaro", "samvaro", "postgres://host:port/x"] {
            assert_eq!(Address::parse(url).unwrap_err(), NotAnAddress, "{url}");
        }
    }
}
