//! `samvaro restore FILE`: fills an empty database from a backup.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::installation::Installation;
use super::say;
use crate::clock;
use crate::store::backup::Backup;
use crate::store::erasure_list::ErasureList;
use crate::store::{Erasure, StoreError};

/// Fills an empty database from a backup, whichever engine the backup was taken from.
///
/// What was erased after the backup was taken stays erased: the list of erasures in the data folder
/// is applied before anything is served. Where several servers shared one database, or the data
/// folder is a new one, name the lists of the others with --erasures.
#[derive(Debug, Args)]
pub struct Restore {
    /// A file that `samvaro backup` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A list of erasures (erasures.txt) from another data folder; may be given several times.
    #[arg(long, value_name = "FILE")]
    erasures: Vec<PathBuf>,
}

impl Restore {
    /// Checks the backup, fills the database and says what came back.
    ///
    /// # Errors
    /// When the backup is not whole, the database not empty, or a list of erasures unreadable.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let mut backup = Backup::open(&self.file).await.with_context(|| self.file.display().to_string())?;
        let erasures = self.listed()?;
        let database = installation.database()?;
        let store = installation.open().await?;
        let filled = store.fill(&mut backup, &erasures, clock::today()).await;
        let erased = store.erasures().await;
        store.close().await;
        match filled {
            Ok(()) => {}
            Err(StoreError::NotEmpty) => {
                bail!("{database} is not empty; a restore overwrites nothing: move it away first")
            }
            Err(error) => return Err(error).context(self.file.display().to_string()),
        }
        say(&format!(
            "{database}: as it stood {} in {}, {} erasures applied\n\
             Tablets go on by themselves. Coordinators sign in anew.\n",
            clock::wall_clock_at(backup.made_at),
            clock::ZONE,
            erased?.len()
        ))?;
        Ok(ExitCode::SUCCESS)
    }

    /// The lists that are named must be there.
    fn listed(&self) -> Result<Vec<Erasure>> {
        let mut all = Vec::new();
        for file in &self.erasures {
            if !file.exists() {
                bail!("there is no list of erasures at {}", file.display());
            }
            all.extend(ErasureList::at(file).read()?);
        }
        Ok(all)
    }
}
