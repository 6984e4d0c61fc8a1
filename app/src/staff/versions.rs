//! What two people wrote, side by side: the standing one marked, one tap settles it.

use leptos::prelude::*;
use samvaro_core::field::Fields;
use samvaro_core::register::Edit;

use super::address::Address;
use crate::browser::{clock, last_edit, tablet};
use crate::icon::{Icon, IconName};

/// One version in words, with the fields that let it hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Who wrote it and when.
    pub edit: Edit,
    /// What it says: the first is the most important.
    pub values: Vec<String>,
    /// What to write so that it holds.
    pub settle: Fields,
}

/// The versions; the first one holds now.
#[component]
pub fn Versions(
    /// What they are about: "Öppet café".
    name: String,
    /// The versions.
    cards: Vec<Card>,
    /// Where whoever wants to wait goes.
    later: Address,
) -> impl IntoView {
    let cards = cards.into_iter().enumerate().map(|(number, card)| version(&name, card, number == 0));
    view! {
        <section class="stack" aria-labelledby="krock">
            <h2 id="krock">{say!(staff::change::CLASH)}</h2>
            <p>{say!(staff::change::CLASH_HELP)}</p>
            <div class="versions">{cards.collect_view()}</div>
            <div class="row spread">
                <p class="soft">{say!(staff::change::LATER_HELP)}</p>
                <a class="button tall" href=later.path()>
                    {say!(staff::change::LATER)}
                </a>
            </div>
        </section>
    }
}

fn version(name: &str, card: Card, holds: bool) -> AnyView {
    let Card { edit, values, settle } = card;
    let mut values = values.into_iter();
    let value = values.next().unwrap_or_default();
    let label = if holds { say!(staff::change::keep)(&value) } else { say!(staff::change::take)(&value) };
    let words = say!(staff::change::changed)(name);
    let choose = move |_| last_edit::make(words.clone(), vec![settle.clone()], tablet::base());
    let chip = holds.then(|| {
        view! {
            <span class="chip on">
                <Icon name=IconName::Check />
                {say!(staff::change::HOLDS)}
            </span>
        }
    });
    view! {
        <section class="version" class:on=holds>
            <p class="version-who">{chip}</p>
            <h3>{who(edit)}</h3>
            <p class="version-value">{say!(capitalised)(&value)}</p>
            <p>
                {say!(staff::change::changed_at)(&when(edit))} {values.map(|value| view! { <br /> {say!(capitalised)(&value)} }).collect_view()}
            </p>
            <button class="button tall" class:main=holds type="button" on:click=choose>
                {label}
            </button>
        </section>
    }
    .into_any()
}

/// Which tablet wrote an edit.
pub fn who(edit: Edit) -> &'static str {
    if tablet::is_own(edit.dot) {
        say!(staff::change::THIS_TABLET)
    } else {
        say!(staff::change::OTHER_TABLET)
    }
}

/// "i dag 9.40", by the clock of whoever wrote it.
pub fn when(edit: Edit) -> String {
    let at = clock::wall(edit.clamped_at);
    format!("{} {}", say!(day_relative_to)(clock::today(), at.date()), say!(time)(at.time()))
}
