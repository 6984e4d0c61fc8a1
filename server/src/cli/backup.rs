//! `samvaro backup FILE`: one file that a restore brings everything back from.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::installation::Installation;
use super::say;
use crate::clock;
use crate::store::backup::Draft;

/// Writes a backup, while the server goes on serving.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; there must be none of that name yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    /// Writes the backup and prints what is in it. It is whole and on the disk once it has its
    /// name.
    ///
    /// # Errors
    /// When there is nothing to back up, or the file cannot be written.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let database = installation.database()?;
        if !database.may_exist() {
            bail!("there is no database at {database}: is the data folder the right one?");
        }
        let mut draft = Draft::begin(&self.file).await.with_context(|| self.file.display().to_string())?;
        let store = installation.open().await?;
        let is_empty = store.organisations().await?.is_empty();
        let copied = store.copy_into(&mut draft).await;
        store.close().await;
        copied?;
        if is_empty {
            bail!("there is nothing to back up yet in {database}");
        }
        let written = draft.finish(clock::now_ms()).await.with_context(|| self.file.display().to_string())?;
        say(&format!("{}: {} changes of {} places\n", self.file.display(), written.changes, written.places))?;
        Ok(ExitCode::SUCCESS)
    }
}
