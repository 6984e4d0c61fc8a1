//! One line of the list: the tick that says who came, and what else can be done.

use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::change::{Body, Erase};
use samvaro_core::id::SignUpId;
use samvaro_core::sign_up::{Came, Standing};
use samvaro_core::target::OccurrenceKey;

use super::List;
use super::list::{Line, sign_up, withdraw};
use crate::browser::tablet;
use crate::icon::{Icon, IconName};

/// Somebody who has just been taken off the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    id: SignUpId,
    name: String,
    persons: u32,
}

/// A line.
pub(super) fn row(line: Line, key: OccurrenceKey, list: List) -> impl IntoView {
    let (id, persons) = (line.id, line.persons.max(1));
    let came = line.came > 0;
    let tick = move |event: Event| said_came(id, key, if event_target_checked(&event) { persons } else { 0 });
    let name = line.name.clone();
    let details = details(&line);
    view! {
        <li class="duty sign-up">
            <label class="choice">
                <input type="checkbox" autocomplete="off" prop:checked=came on:change=tick />
                <span>{name} <small>{details}</small></span>
            </label>
            <Change line key list />
        </li>
    }
}

fn said_came(id: SignUpId, target: OccurrenceKey, persons: u32) {
    tablet::author(Body::Came(Came { id, target, persons, base: tablet::base() }));
}

/// What stands under the name.
fn details(line: &Line) -> String {
    let standing = match line.standing {
        Standing::Waiting(number) => Some(say!(staff::sign_ups::in_queue)(number, !line.unanswered)),
        Standing::Unanswered => Some(say!(staff::sign_ups::UNANSWERED).to_owned()),
        Standing::Withdrawn => Some(say!(staff::sign_ups::CAME_ANYWAY).to_owned()),
        Standing::Confirmed => None,
    };
    let some = (line.came > 0 && line.came < line.persons)
        .then(|| say!(staff::sign_ups::some_came)(line.came, line.persons));
    let late = line.late.then(|| say!(staff::sign_ups::LATE_MARK).to_owned());
    let facts: Vec<String> =
        [say!(staff::sign_ups::persons)(line.persons), some, standing, late].into_iter().flatten().collect();
    facts.join(" · ")
}

/// Everything that is done seldom, behind one button.
#[component]
fn Change(line: Line, key: OccurrenceKey, list: List) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let with_dialog = move |open: bool| {
        if let Some(dialog) = dialog.get_untracked() {
            if open { drop(dialog.show_modal()) } else { dialog.close() }
        }
    };
    let Line { id, name, sealed, persons, standing, .. } = line;
    let (label, title) = (say!(staff::sign_ups::change)(&name), name.clone());
    let off = {
        let name = name.clone();
        move |_| {
            tablet::author(withdraw(id, key));
            list.withdrawn.set(Some(Withdrawn { id, name: name.clone(), persons }));
            with_dialog(false);
        }
    };
    let only = (persons > 1).then(|| {
        let fewer = move |_| {
            said_came(id, key, persons - 1);
            with_dialog(false);
        };
        view! {
            <button class="button tall" type="button" on:click=fewer>
                {say!(staff::sign_ups::only)(persons - 1)}
            </button>
        }
    });
    let withdraw = (standing != Standing::Withdrawn).then(|| {
        view! {
            <button class="button tall" type="button" on:click=off>
                {say!(staff::sign_ups::WITHDRAW)}
            </button>
        }
    });
    let erase = sealed.map(|sealed| {
        let erase = move |_| {
            tablet::author(Body::Erase(Erase { sealed: vec![sealed] }));
            with_dialog(false);
        };
        view! {
            <p class="soft">{say!(staff::sign_ups::ERASE_HELP)}</p>
            <button class="button tall stop" type="button" on:click=erase>
                <Icon name=IconName::Trash />
                {say!(staff::sign_ups::ERASE)}
            </button>
        }
    });
    view! {
        <button class="button" type="button" aria-label=label on:click=move |_| with_dialog(true)>
            {say!(staff::sign_ups::CHANGE)}
        </button>
        <dialog class="dialog" aria-label=name.clone() node_ref=dialog>
            <form method="dialog" class="stack">
                <h2>{title}</h2>
                {only}
                {withdraw}
                {erase}
                <button class="button tall">{say!(staff::CLOSE)}</button>
            </form>
        </dialog>
    }
}

/// A press beside the right row must be easy to take back.
pub(super) fn withdrawn_banner(gone: Withdrawn, list: List) -> impl IntoView {
    let said = say!(staff::sign_ups::withdrawn)(&gone.name);
    let undo = move |_| {
        if let Some(occurrence) = list.occurrence.get_untracked() {
            tablet::author(sign_up(gone.id, &occurrence, gone.persons, list.terms));
        }
        list.withdrawn.set(None);
    };
    view! {
        <section class="banner calm" role="status">
            <Icon name=IconName::Undo />
            <div>
                <b>{said}</b>
                <p>{say!(staff::sign_ups::UNDO_LAST)}</p>
            </div>
            <button class="button" type="button" on:click=undo>
                {say!(staff::sign_ups::UNDO)}
            </button>
        </section>
    }
}
