//! One line of the list: the tick that says who came, and the way to what else can be done.

use leptos::ev::Event;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::id::SignUpId;
use samvaro_core::sign_up::{Came, Standing};
use samvaro_core::target::OccurrenceKey;

use super::list::Line;
use super::named::Rows;
use crate::browser::derived::Derived;
use crate::browser::tablet;

/// A line. It belongs to its sign-up as long as that is on the list, so that neither a finger nor
/// the focus finds somebody else under it; what it says follows.
pub(super) fn row(began: Line, rows: Rows) -> impl IntoView {
    let (id, key) = (began.id, rows.list.key);
    let line = Derived::new(move || rows.line(id).unwrap_or_else(|| began.clone()));
    let came = move || line.read().came > 0;
    let tick = move |event: Event| {
        let persons = line.read_untracked().persons.max(1);
        said_came(id, key, if event_target_checked(&event) { persons } else { 0 });
    };
    let change = move |_| {
        rows.sure.set(false);
        rows.chosen.set(Some(id));
        if let Some(dialog) = rows.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    view! {
        <li class="duty sign-up">
            <label class="choice">
                <input
                    type="checkbox"
                    autocomplete="off"
                    prop:checked=came
                    on:change=tick
                />
                <span>{move || line.read().name.clone()} " " <small>{move || details(&line.read())}</small></span>
            </label>
            <button
                class="button"
                type="button"
                aria-label=move || say!(staff::sign_ups::change)(&line.read().name)
                on:click=change
            >
                {say!(staff::sign_ups::CHANGE)}
            </button>
        </li>
    }
}

/// Says how many of a sign-up came.
pub(super) fn said_came(id: SignUpId, target: OccurrenceKey, persons: u32) {
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
