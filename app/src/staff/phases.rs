//! What the tablet is decides first what is shown, whichever of its bundles runs.

use leptos::prelude::*;

use super::gate::{Gate, Withdrawn, no_storage, private_window};
use super::missing::{opening, wait_for_other_tab};
use crate::browser::derived::Derived;
use crate::browser::location;
use crate::browser::tablet::{Phase, phase, start};

/// Starts the tablet and shows its screens. `screen` shows the one at a path, once the tablet belongs
/// to a place, whose name it is given.
pub fn screens(screen: fn(&str, String) -> AnyView) -> impl IntoView {
    start();
    let path = Derived::new(location::path);
    let phase = Derived::new(phase);
    move || match phase.get() {
        Phase::Opening => opening(),
        Phase::Blocked => wait_for_other_tab(),
        Phase::NoStorage => no_storage(),
        Phase::PrivateWindow => private_window(),
        Phase::Unpaired => view! { <Gate paired=false /> }.into_any(),
        Phase::Withdrawn => view! { <Withdrawn /> }.into_any(),
        Phase::Paired(pairing) => screen(&path.read(), pairing.name.to_string()),
    }
}
