//! The changes that the server did not take, for a person to see.

use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::replica::Refused;
use samvaro_core::target::Target;

use super::text::day::{DROP_IN, half};
use super::text::tablet as text;
use crate::browser::{clock, tablet};
use crate::swedish;

/// The list; nothing when everything was taken.
#[component]
pub fn RefusedChanges() -> impl IntoView {
    move || {
        let refused = tablet::refused();
        (!refused.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <header class="leaf">
                        <h2>{text::REFUSED}</h2>
                    </header>
                    <p>{text::REFUSED_HELP}</p>
                    <ul class="duties">{refused.iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn row(refused: &Refused) -> impl IntoView + use<> {
    let written = clock::wall(refused.authored.change.at);
    let what = what(refused.authored.change.body.read().ok().as_ref());
    view! {
        <li class="duty">
            <p class="duty-time wide">
                {swedish::time(written.time())} <span>{swedish::short_date(written.date())}</span>
            </p>
            <div class="duty-text">
                <h3>{what}</h3>
                <p>{why(refused.verdict)}</p>
            </div>
        </li>
    }
}

fn what(body: Option<&Body>) -> String {
    match body {
        Some(Body::Count(count)) => format!("{} ({:+})", name(count.target), count.delta.total),
        Some(Body::Undo(undo)) => text::undone(&name(undo.target)),
        Some(Body::Put(_)) => text::EDIT.to_owned(),
        Some(Body::Skip(_)) | None => text::OTHER.to_owned(),
    }
}

fn name(target: Target) -> String {
    let name = match target {
        Target::Occurrence(key) => {
            let found =
                tablet::view(|state| state.programme.activity(key.activity).map(|it| it.name().to_string()));
            found.flatten().unwrap_or_else(|| text::UNKNOWN_ACTIVITY.to_owned())
        }
        Target::DropIn(_, part) => format!("{DROP_IN} {}", half(part)),
    };
    format!("{name}, {}", swedish::short_date(target.date()))
}

fn why(verdict: Verdict) -> &'static str {
    let (Verdict::Rejected(reason) | Verdict::Quarantined(reason)) = verdict;
    match reason {
        Reason::Forbidden => text::FORBIDDEN,
        Reason::Revoked => text::REVOKED,
        Reason::UnknownUndone => text::UNKNOWN_UNDONE,
        Reason::Undecodable => text::UNDECODABLE,
        Reason::BeyondLimits => text::BEYOND_LIMITS,
        Reason::BrokenSeal | Reason::ScheduleRefused | Reason::AfterSkip => text::OTHER_REASON,
    }
}
