//! The changes that the server did not take, for a person to see.

use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::replica::Refused;
use samvaro_core::target::{OccurrenceKey, Target};

use crate::browser::derived::Derived;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};

/// The list with its two answers; nothing when everything was taken.
#[component]
pub fn RefusedChanges() -> impl IntoView {
    let tried = RwSignal::new(false);
    let list = move || {
        let refused = tablet::refused();
        (!refused.is_empty()).then(|| {
            let may_offer = refused.iter().any(tablet::may_offer);
            view! {
                <p>{say!(editor::tablet::REFUSED_HELP)}</p>
                <ul class="duties">{refused.iter().map(row).collect_view()}</ul>
                {may_offer.then(|| again(tried))}
                <button class="button wide" type="button" on:click=|_| tablet::save_unsent()>
                    <Icon name=IconName::Download />
                    {say!(editor::tablet::SAVE_REFUSED)}
                </button>
            }
        })
    };
    let there = Derived::new(move || tried.get() || !tablet::refused().is_empty());
    view! {
        <Show when=move || there.get()>
            <section class="section stack">
                <header class="leaf">
                    <h2>{move || say!(editor::tablet::refused)(tablet::refused().len())}</h2>
                </header>
                <p role="status">{move || tried.get().then(outcome)}</p>
                {list}
            </section>
        </Show>
    }
}

fn again(tried: RwSignal<bool>) -> impl IntoView {
    let offer = move |_| {
        tried.set(true);
        tablet::offer_refused();
    };
    view! {
        <button class="button main wide" type="button" on:click=offer>
            <Icon name=IconName::Refresh />
            {say!(editor::tablet::TRY_AGAIN)}
        </button>
    }
}

/// What has come of trying again, so far.
fn outcome() -> &'static str {
    match (tablet::offered(), tablet::refused().len()) {
        (1.., _) => say!(editor::tablet::OFFERED),
        (0, 0) => say!(editor::tablet::TAKEN),
        (0, _) => say!(editor::tablet::STILL_REFUSED),
    }
}

fn row(refused: &Refused) -> impl IntoView + use<> {
    let written = clock::wall(refused.authored.change.at);
    let what = what(refused.authored.change.body.read().ok().as_ref());
    view! {
        <li class="duty">
            <p class="duty-time wide">
                {say!(time)(written.time())} <span>{say!(short_date)(written.date())}</span>
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
        Some(Body::Undo(undo)) => say!(editor::tablet::undone)(&name(undo.target)),
        Some(Body::Put(_)) => say!(editor::tablet::EDIT).to_owned(),
        Some(Body::SignUp(it)) => listed(it.target),
        Some(Body::Withdraw(it)) => listed(it.target),
        Some(Body::Came(it)) => listed(it.target),
        Some(_) | None => say!(editor::tablet::OTHER).to_owned(),
    }
}

fn listed(target: OccurrenceKey) -> String {
    say!(editor::tablet::listed)(&name(Target::Occurrence(target)))
}

fn name(target: Target) -> String {
    let name = match target {
        Target::Occurrence(key) => {
            let found =
                tablet::view(|state| state.programme.activity(key.activity).map(|it| it.name().to_string()));
            found.flatten().unwrap_or_else(|| say!(editor::tablet::UNKNOWN_ACTIVITY).to_owned())
        }
        Target::DropIn(_, part) => format!("{} {}", say!(staff::day::DROP_IN), say!(staff::day::half)(part)),
    };
    format!("{name}, {}", say!(short_date)(target.date()))
}

fn why(verdict: Verdict) -> &'static str {
    let (Verdict::Rejected(reason) | Verdict::Quarantined(reason)) = verdict;
    match reason {
        Reason::Forbidden => say!(editor::tablet::FORBIDDEN),
        Reason::Revoked => say!(editor::tablet::REVOKED),
        Reason::UnknownUndone => say!(editor::tablet::UNKNOWN_UNDONE),
        Reason::Undecodable => say!(editor::tablet::UNDECODABLE),
        Reason::BeyondLimits => say!(editor::tablet::BEYOND_LIMITS),
        Reason::NamesNotDecided => say!(editor::tablet::NAMES_NOT_DECIDED),
        Reason::BrokenSeal | Reason::ScheduleRefused | Reason::AfterSkip => {
            say!(editor::tablet::OTHER_REASON)
        }
    }
}
