//! `samvaro pair`: a code that makes a browser the tablet of a place.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use samvaro_core::pairing::PairingCode;
use samvaro_core::text::Slug;

use super::installation::Installation;
use super::say;
use crate::access::code::{self, LIVE_CODES_MAX};
use crate::clock;
use crate::store::{Place, Store};

/// Prints a code that pairs a tablet with a place.
#[derive(Debug, Args)]
pub struct Pair {
    /// The place's part of the address.
    #[arg(long, value_name = "SLUG")]
    place: String,
}

impl Pair {
    /// Makes the code and prints it, and the link that has it in its fragment: what stands there
    /// reaches no log.
    ///
    /// # Errors
    /// When there is no such place, or too many codes are live.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let store = installation.open().await?;
        let result = print(self, installation, store.as_ref()).await;
        store.close().await;
        result.map(|()| ExitCode::SUCCESS)
    }
}

async fn print(pair: &Pair, installation: &Installation, store: &dyn Store) -> Result<()> {
    let slug = Slug::parse(&pair.place).ok();
    let place = match &slug {
        Some(slug) => store.place_by_slug(slug).await?,
        None => None,
    };
    let place = place.with_context(|| format!("there is no place at /plats/{}", pair.place))?;
    let code = add(store, &place).await?;
    let link = format!("{}/personal#kod={code}", installation.reached_by().as_str());
    let minutes = PairingCode::LIFETIME_MINUTES;
    say(&format!("{code}\n{link}\nGood for one tablet within {minutes} minutes.\n"))
}

/// A new code that begins like no other live one.
async fn add(store: &dyn Store, place: &Place) -> Result<PairingCode> {
    let now = clock::now_ms();
    let live = store.live_pairing_codes(now).await?;
    if live.iter().filter(|live| live.organisation == place.organisation).count() >= LIVE_CODES_MAX {
        bail!("{LIVE_CODES_MAX} codes are waiting to be used already; use one, or wait ten minutes");
    }
    loop {
        let code = code::draw()?;
        // Ends: a handful of codes share 400 beginnings.
        if live.iter().any(|live| code::is_about(&live.code_hash, &code)) {
            continue;
        }
        let kept = code::kept(&code).await.map_err(|_| anyhow::anyhow!("the code could not be hashed"))?;
        let expires_at = now + i64::from(PairingCode::LIFETIME_MINUTES) * 60_000;
        store.add_pairing_code(place.organisation, place.id, &kept, expires_at).await?;
        return Ok(code);
    }
}
