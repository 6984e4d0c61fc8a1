//! `samvaro devices` and `samvaro revoke`: the tablets, and taking one away.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::installation::{Installation, organisation};
use super::{WhichOrganisation, say};
use crate::help::called;
use crate::store::Store;
use crate::store::access::{Device, DeviceState};

/// Lists the tablets.
#[derive(Debug, Args)]
pub struct Devices {
    #[command(flatten)]
    which: WhichOrganisation,
}

/// Takes a tablet away.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The tablet's id, or its name as `samvaro devices` prints it.
    device: String,
    #[command(flatten)]
    which: WhichOrganisation,
}

impl Devices {
    /// Prints a line for each tablet: id, state, place, name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let store = installation.open().await?;
        let text = lines(store.as_ref(), &self.which).await;
        store.close().await;
        say(&text?)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Revoke {
    /// From now on the tablet reads nothing, and what it still has goes into quarantine.
    ///
    /// # Errors
    /// When there is no such tablet, or more than one.
    pub async fn run(&self, installation: &Installation) -> Result<ExitCode> {
        let store = installation.open().await?;
        let revoked = self.revoke(store.as_ref()).await;
        store.close().await;
        say(&format!("{} is taken away\n", revoked?.name))?;
        Ok(ExitCode::SUCCESS)
    }

    async fn revoke(&self, store: &dyn Store) -> Result<Device> {
        let organisation = organisation(store, self.which.org.as_deref()).await?;
        let mut found = store.devices(organisation.id).await?;
        found.retain(|device| device.name == self.device || device.id.0.to_string() == self.device);
        let one = if found.len() == 1 { found.pop() } else { None };
        let device = one.with_context(|| format!("there is no single tablet called {}", self.device))?;
        store.set_device_state(device.id, DeviceState::Revoked).await?;
        Ok(device)
    }
}

async fn lines(store: &dyn Store, which: &WhichOrganisation) -> Result<String> {
    let organisation = organisation(store, which.org.as_deref()).await?;
    let places = store.places(organisation.id).await?;
    let place = |device: &Device| {
        places.iter().find(|place| place.id == device.place).map(called).unwrap_or_default()
    };
    let devices = store.devices(organisation.id).await?;
    let line = |device: &Device| {
        let state = match device.state {
            DeviceState::Active => "active",
            DeviceState::Suspended => "suspended",
            DeviceState::Revoked => "revoked",
        };
        format!("{}  {state:<9}  {}  {}\n", device.id.0, place(device), device.name)
    };
    Ok(devices.iter().map(line).collect())
}
