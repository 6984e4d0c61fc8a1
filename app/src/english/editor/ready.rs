//! The words of the tablet's check of itself, in English.

use samvaro_core::api::ReadyStep;

pub const HEADING: &str = "Ready to use?";
pub const AGAIN: &str = "Check again";

pub fn verdict(lacks: Option<usize>) -> String {
    match lacks {
        None => "Checking…".to_owned(),
        Some(0) => "Yes. The tablet is ready to use.".to_owned(),
        Some(1) => "One thing is left. You can count meanwhile.".to_owned(),
        Some(count) => format!("{count} things are left. You can count meanwhile."),
    }
}

pub fn stands(stands: Option<bool>) -> &'static str {
    match stands {
        Some(true) => "Yes",
        Some(false) => "Not yet",
        None => "Trying…",
    }
}

pub fn step(step: ReadyStep) -> &'static str {
    match step {
        ReadyStep::Store => "The tablet saves",
        ReadyStep::Contact => "Everything gets through",
        ReadyStep::Persisted => "What is saved may stay",
        ReadyStep::Clock => "The clock is right",
        ReadyStep::Offline => "Samvaro opens without a network",
        ReadyStep::Network => "The network has been gone and come back",
        ReadyStep::Awake => "The screen can stay on",
    }
}

pub fn help(step: ReadyStep) -> &'static str {
    match step {
        ReadyStep::Store => {
            "Close private windows. Restart the tablet. If that does not help, call the coordinator."
        }
        ReadyStep::Contact => "Give the tablet a network and wait a while.",
        ReadyStep::Persisted => {
            "Put Samvaro on the home screen and open it from there. Then ask the browser again."
        }
        ReadyStep::Clock => "Set the clock to automatic time in the tablet’s own settings.",
        ReadyStep::Offline => "Stay on the network and wait a minute. Then check again.",
        ReadyStep::Network => "Turn off wifi for half a minute, then turn it on again.",
        ReadyStep::Awake => "Charge the tablet. Let its screen stay on for at least ten minutes.",
    }
}
