//! Whether a tablet is ready for use: everything that can be tried out without anybody's help, and
//! what only time can show.

use leptos::prelude::{ArcRwSignal, Get as _, Set as _, Update as _};
use samvaro_core::api::{Ready, ReadyStep};
use wasm_bindgen_futures::spawn_local;

use super::{clock, memo, platform, sync, tablet};
use crate::audience::Audience;
use crate::connection::Reach;

/// A clock that differs less than this is right, in milliseconds (2 minutes).
pub const CLOCK_RIGHT_WITHIN_MS: i64 = 120_000;

/// What had to be tried out, and whether it went well; nothing while it is being tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tried {
    store: Option<bool>,
    offline: Option<bool>,
    awake: Option<bool>,
}

/// A check that goes on for as long as somebody looks at it.
#[derive(Clone)]
pub struct Check(ArcRwSignal<Tried>);

impl Check {
    /// Begins.
    pub fn begin() -> Self {
        let check = Self(ArcRwSignal::new(Tried::default()));
        check.again();
        check
    }

    /// Tries everything out anew.
    pub fn again(&self) {
        let tried = self.0.clone();
        tried.set(Tried::default());
        sync::ring();
        spawn_local(async move {
            let store = tablet::probe().await;
            tried.update(|tried| tried.store = Some(store));
            let shells = Audience::ALL.into_iter().filter(|app| app.device() == "tablet");
            let shells = shells.map(|app| app.shell().to_owned()).collect();
            let offline = platform::are_kept(shells).await.is_truthy();
            tried.update(|tried| tried.offline = Some(offline));
            let lock = platform::stay_awake().await;
            tried.update(|tried| tried.awake = Some(lock.is_truthy()));
            platform::may_sleep(&lock);
        });
    }

    /// How a step stands; whoever reads it is told when it changes. Nothing while it is being tried.
    pub fn step(&self, step: ReadyStep) -> Option<bool> {
        let (tried, connection) = (self.0.get(), tablet::connection());
        match step {
            ReadyStep::Store => tried.store,
            ReadyStep::Contact if connection.reach == Reach::Unknown => None,
            ReadyStep::Contact => Some(connection.reach == Reach::Online && tablet::unsent() == 0),
            ReadyStep::Persisted => Some(tablet::memory().persisted == Some(true)),
            ReadyStep::Clock if connection.reach == Reach::Unknown => None,
            ReadyStep::Clock => Some(connection.skew_ms.abs() < CLOCK_RIGHT_WITHIN_MS),
            ReadyStep::Offline => tried.offline,
            ReadyStep::Network => Some(memo::has_come_back()),
            ReadyStep::Awake => tried.awake,
        }
    }

    /// What is not as it should be, when everything has been tried.
    pub fn lacks(&self) -> Option<Vec<ReadyStep>> {
        let mut lacks = Vec::new();
        for step in ReadyStep::ALL {
            if !self.step(step)? {
                lacks.push(step);
            }
        }
        Some(lacks)
    }
}

/// Notes how the check came out, for a coordinator to read off.
pub fn note(lacks: Vec<ReadyStep>) {
    if memo::ready().is_none_or(|ready| ready.lacks != lacks) {
        memo::remember_ready(&Ready { at: clock::now_ms(), lacks });
        sync::ring();
    }
}
