//! `samvaro import programme`: other people's programmes into the logs of our places.

use std::io::{stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use jiff::civil::Date;
use samvaro_core::id::OrganisationId;
use samvaro_core::schedule::Window;
use samvaro_core::text::{Name, Slug};
use uuid::Uuid;

use super::installation::{Installation, organisation};
use super::{WhichOrganisation, say};
use crate::clock;
use crate::import::{ImportedProgramme, Reading, dry_run, read_file};
use crate::intake::{Outcome, take_in};
use crate::store::Store;

/// What the first organisation is called if nobody says.
const FIRST_ORGANISATION: &str = "Kommunen";

/// How far back and ahead of today a series in another zone is listed, in days.
const HORIZON_DAYS: i64 = 730;

/// Reads a programme.
#[derive(Debug, Args)]
pub struct Programme {
    /// The file: .csv or .ics.
    file: PathBuf,
    /// The place that every line goes to; without it the file's own column decides.
    #[arg(long, value_name = "SLUG")]
    place: Option<String>,
    #[command(flatten)]
    which: WhichOrganisation,
    /// Stores nothing and prints every occurrence as one line of JSON.
    #[arg(long, requires = "from", requires = "until")]
    dry_run: bool,
    /// The first day of a dry run.
    #[arg(long, requires = "dry_run", value_name = "DATE")]
    from: Option<Date>,
    /// The last day of a dry run.
    #[arg(long, requires = "dry_run", value_name = "DATE")]
    until: Option<Date>,
}

impl Programme {
    /// Imports, or shows what an import would hold. Fails if anything was not understood, after
    /// taking over the rest.
    ///
    /// # Errors
    /// When the file cannot be read at all, or the store fails.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let understood = match (self.dry_run, self.from, self.until) {
            (true, Some(from), Some(until)) => self.rehearse(from, until)?,
            _ => self.import(installation).await?,
        };
        Ok(if understood { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn rehearse(&self, from: Date, until: Date) -> Result<bool> {
        // The file's own name for the place is printed, whatever place is asked for.
        let (mut out, mut err) = (stdout().lock(), stderr().lock());
        dry_run(&self.file, None, from, until, &mut out, &mut err)
            .with_context(|| format!("cannot read {}", self.file.display()))
    }

    async fn import(&self, installation: &Installation) -> Result<bool> {
        let place = self.place.as_deref().map(Slug::parse).transpose().context("--place")?;
        let today = clock::today();
        let horizon = Window::day(today).widened(HORIZON_DAYS);
        let reading = Reading::new(horizon)?.for_place(place.as_ref().map(Slug::as_str));
        let programme = read_file(&self.file, &reading)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let store = installation.open().await?;
        let organisation = first_or_named(store.as_ref(), self.which.org.as_deref()).await?;
        let outcome = take_in(store.as_ref(), organisation, &programme, place.as_ref()).await;
        store.close().await;
        let outcome = outcome?;
        report(&programme, &outcome)?;
        Ok(programme.problems.is_empty() && outcome.refused.is_empty())
    }
}

/// The organisation that is meant; the first import makes one.
async fn first_or_named(store: &dyn Store, named: Option<&str>) -> Result<OrganisationId> {
    if store.organisations().await?.is_empty() {
        let name = Name::parse(named.unwrap_or(FIRST_ORGANISATION)).context("--org")?;
        let id = OrganisationId(Uuid::new_v4());
        store.add_organisation(id, &name).await?;
        return Ok(id);
    }
    Ok(organisation(store, named).await?.id)
}

fn report(programme: &ImportedProgramme, outcome: &Outcome) -> Result<()> {
    for problem in &programme.problems {
        eprintln!("rad {}: {}", problem.line, problem.reason);
    }
    for (line, reason) in &outcome.refused {
        eprintln!("rad {line}: {reason}");
    }
    for notice in &programme.notices {
        eprintln!("rad {} (upplysning): {}", notice.line, notice.text);
    }
    let read = programme.slots.len() + programme.closures.len();
    let (written, places, kept) = (outcome.written, outcome.new_places, outcome.kept);
    let mut said = format!("{read} lines read, {written} things written, {places} new places\n");
    if kept > 0 {
        said += &format!("{kept} fields stay as somebody edited them\n");
    }
    say(&said)
}
