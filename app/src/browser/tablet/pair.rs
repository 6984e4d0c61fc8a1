//! Becoming the tablet of a place.

use leptos::prelude::{Get as _, GetUntracked as _, Set as _, untrack};
use samvaro_core::api::{PairRequest, Pairing};
use samvaro_core::pairing::PairingCode;
use wasm_bindgen_futures::spawn_local;

use super::super::fetch::{NoAnswer, fetch_json, post_json};
use super::super::{location, platform, private_window, sync};
use super::{Phase, log, mend, phase, refresh, set_phase, store, update_memory, with};
use crate::staff::address::{Address, HOME};

/// Why the tablet was not paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairError {
    /// The text is not a code.
    NotACode,
    /// The server does not know the code: wrong, used or too old.
    UnknownCode,
    /// Too many tries.
    TooMany,
    /// The server could not be reached.
    Offline,
    /// The server had trouble of its own.
    Trouble,
    /// This browser keeps nothing.
    NoStorage,
    /// This window looks private: it forgets everything when it is closed.
    PrivateWindow,
}

/// How the latest try to pair is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// There was none, or it worked.
    Idle,
    /// The server is being asked.
    Running,
    /// It did not work.
    Failed(PairError),
}

/// How the latest try to pair is going.
pub fn attempt() -> Attempt {
    with(|tablet| tablet.attempt.clone()).get()
}

/// Pairs with a code, unless a try is going on already. Whoever waited for it at the gate sees the
/// day; whoever has gone on meanwhile, as a tablet can that was paired before, is left where they are.
/// A private window shows from then on that it is one, unless it has a place, whose day stays.
pub fn try_to_pair(code: String) {
    let attempt = with(|tablet| tablet.attempt.clone());
    if attempt.get_untracked() == Attempt::Running {
        return;
    }
    attempt.set(Attempt::Running);
    spawn_local(async move {
        let paired = pair(&code).await;
        attempt.set(paired.err().map_or(Attempt::Idle, Attempt::Failed));
        if paired == Err(PairError::PrivateWindow) && log().is_none() {
            set_phase(Phase::PrivateWindow);
        }
        if paired.is_ok() && untrack(location::path) == Address::Pairing.path() {
            location::replace(HOME.to_owned());
        }
    });
}

/// Pairs with the code that a person typed or that a link carried.
///
/// # Errors
/// [`PairError`]; nothing has changed then.
async fn pair(code: &str) -> Result<(), PairError> {
    let code = PairingCode::parse(code).map_err(|_| PairError::NotACode)?;
    // Before the code is used up: a tablet that forgets must not be paired.
    store().probe().await.map_err(|_| PairError::NoStorage)?;
    if private_window::looks_private().await {
        return Err(PairError::PrivateWindow);
    }
    let request = PairRequest { code: code.to_string() };
    let pairing = post_json("/api/v1/pair", &request).await.map_err(refusal)?;
    adopt(pairing).await
}

fn refusal(no: NoAnswer) -> PairError {
    match no {
        NoAnswer::Offline => PairError::Offline,
        NoAnswer::Problem(problem) => match problem.status {
            429 => PairError::TooMany,
            500.. => PairError::Trouble,
            _ => PairError::UnknownCode,
        },
    }
}

/// Asks the browser once more to keep what the tablet stores.
pub async fn persist() {
    let persisted = platform::persist().await.is_truthy();
    update_memory(|memory| memory.persisted = Some(persisted));
    let _ = store().remember_persisted(persisted).await;
}

/// Whether what is written into the store can be read back, and will be there tomorrow as far as the
/// browser lets on.
#[cfg(feature = "editor")]
pub async fn probe() -> bool {
    store().probe().await.is_ok() && !private_window::looks_private().await
}

/// Takes up a pairing that the server still knows although this tablet's store was cleared.
pub async fn resume() {
    if let Ok(pairing) = fetch_json::<Pairing>("/api/v1/device").await {
        let _ = adopt(pairing).await;
    }
}

/// Asks which log the places share, if the tablet was paired before there was one.
pub async fn learn_shared() {
    let Phase::Paired(pairing) = untrack(phase) else { return };
    if pairing.shared.is_some() || with(|tablet| tablet.asked_shared.replace(true)) {
        return;
    }
    match fetch_json::<Pairing>("/api/v1/device").await {
        Ok(told) if told.shared.is_some() && told.device == pairing.device => drop(adopt(told).await),
        Ok(_) => {}
        Err(_) => with(|tablet| tablet.asked_shared.set(false)),
    }
}

async fn adopt(pairing: Pairing) -> Result<(), PairError> {
    store().pair(&pairing, mend::writer_of(&pairing)).await.map_err(|_| PairError::NoStorage)?;
    refresh::load().await.map_err(|_| PairError::NoStorage)?;
    sync::ring();
    persist().await;
    Ok(())
}
