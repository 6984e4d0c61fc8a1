//! `samvaro import unsent`: takes in what a tablet had not sent and somebody saved to a file.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use samvaro_core::rescue::{FILE_MAX_BYTES, NotRescue, RescueFile, RescueReport};

use super::installation::{Installation, organisation};
use super::{WhichOrganisation, say};
use crate::clock;
use crate::help::Helper;
use crate::rescue;
use crate::store::Store;

/// Takes in a file that a tablet saved.
#[derive(Debug, Args)]
pub struct Unsent {
    /// The file that was saved on the tablet.
    file: PathBuf,
    #[command(flatten)]
    which: WhichOrganisation,
    /// Stores nothing and says what the file holds.
    #[arg(long)]
    dry_run: bool,
}

impl Unsent {
    /// Takes the file in. Every change counts once, however often the file or the tablet comes.
    ///
    /// # Errors
    /// When the file is none of ours, or the store fails; nothing of a bad file is stored.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let file = self.read().with_context(|| format!("cannot use {}", self.file.display()))?;
        let store = installation.open().await?;
        let report = self.take_in(store.as_ref(), file).await;
        store.close().await;
        tell(&report?, self.dry_run)?;
        Ok(ExitCode::SUCCESS)
    }

    fn read(&self) -> Result<RescueFile> {
        let mut bytes = Vec::new();
        File::open(&self.file)?.take(FILE_MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        match RescueFile::read(&bytes) {
            Ok(file) => Ok(file),
            Err(NotRescue::Torn) => bail!("the file is not whole"),
            Err(NotRescue::Foreign) => bail!("no tablet saved this file"),
            Err(NotRescue::TooLarge) => bail!("the file is larger than any that a tablet saves"),
            Err(NotRescue::Contradictory) => bail!("the file contradicts itself"),
        }
    }

    async fn take_in(&self, store: &dyn Store, file: RescueFile) -> Result<RescueReport> {
        let organisation = organisation(store, self.which.org.as_deref()).await?.id;
        let (now, today) = (clock::now_ms(), clock::today());
        let helper = Helper { organisation, account: None, now, today };
        Ok(match self.dry_run {
            true => rescue::look(store, helper, file).await?,
            false => rescue::take_in(store, helper, file).await?,
        })
    }
}

fn tell(report: &RescueReport, dry_run: bool) -> Result<()> {
    let mut text = String::new();
    for place in &report.places {
        let known = place.known;
        text += &format!(
            "{}: {} changes, {} visitors, {known} known already",
            place.name, place.changes, place.visitors
        );
        if !dry_run {
            text += &format!(", {} taken in, {} kept as refused", place.taken, place.refused);
        }
        text.push('\n');
    }
    if report.foreign > 0 {
        text += &format!("{} changes of other organisations left out\n", report.foreign);
    }
    say(&text)
}
