//! `samvaro account add`: a one-time link for a coordinator.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use samvaro_core::id::Millis;

use super::installation::{Installation, organisation};
use super::{WhichOrganisation, say};
use crate::access::session::LINK_LIFETIME;
use crate::access::token::Token;
use crate::clock;
use crate::store::StoreError;

/// Who signs in to a demonstration on this machine.
const LOCAL_EMAIL: &str = "samordnare@localhost";

/// The longest address, in bytes.
const EMAIL_MAX_BYTES: usize = 254;

/// Prints a one-time link for a coordinator. For an account that exists, it is a way back in.
#[derive(Debug, Args)]
pub struct Add {
    /// The coordinator's e-mail address; may be left out on this machine only.
    email: Option<String>,
    #[command(flatten)]
    which: WhichOrganisation,
}

impl Add {
    /// Adds the account and prints the link, whose token stands in the fragment.
    ///
    /// # Errors
    /// When the address is none, or belongs to another organisation.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let email = self.email(installation)?;
        let store = installation.open().await?;
        let organisation = organisation(store.as_ref(), self.which.org.as_deref()).await?;
        let token = Token::random()?;
        let expires_at = clock::now_ms() + LINK_LIFETIME.as_millis() as Millis;
        let added = store.add_account(organisation.id, &email, &token.sum().0, expires_at).await;
        store.close().await;
        match added {
            Ok(_) => {}
            Err(StoreError::Taken) => bail!("{email} belongs to another organisation"),
            Err(error) => return Err(error.into()),
        }
        let (url, hours) = (installation.reached_by(), LINK_LIFETIME.as_secs() / 3_600);
        let link = format!("{}/samordning#lank={}", url.as_str(), token.reveal());
        say(&format!("{link}\nGood once, within {hours} hours, for {email}.\n"))?;
        Ok(ExitCode::SUCCESS)
    }

    fn email(&self, installation: &Installation) -> Result<String> {
        match self.email.as_deref().map(str::trim) {
            Some(email) if is_address(email) => Ok(email.to_lowercase()),
            Some(email) => bail!("{email} is not an e-mail address"),
            None if installation.reached_by().is_local() => Ok(LOCAL_EMAIL.to_owned()),
            None => bail!("say whose account it is: samvaro account add EMAIL"),
        }
    }
}

fn is_address(text: &str) -> bool {
    let shape = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    let printable = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
    shape && printable && text.len() <= EMAIL_MAX_BYTES && text.matches('@').count() == 1
}
