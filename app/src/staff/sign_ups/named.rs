//! Everything on the list that names anybody. When the curtain falls it goes as a whole, and with it
//! what was said, what is half typed and the open dialog.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::id::SignUpId;

use super::List;
use super::add::Add;
use super::change::Change;
use super::list::{Line, lines};
use super::row::row;
use super::withdrawn::{Withdrawn, withdrawn_banner};
use crate::browser::derived::Derived;
use crate::staff::rows::rows;

/// What the rows and the dialog look at.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// Of which list.
    pub list: List,
    /// Those who have a place, and those who wait.
    pub all: Derived<(Vec<Line>, Vec<Line>)>,
    /// Whom the dialog is about.
    pub chosen: RwSignal<Option<SignUpId>>,
    /// Whether the dialog has asked if the name is to be erased.
    pub sure: RwSignal<bool>,
    /// There is one for all rows: it stays with its person when rows come, go and move.
    pub dialog: NodeRef<Dialog>,
    /// Who was taken off the list last.
    pub withdrawn: RwSignal<Option<Withdrawn>>,
}

impl Rows {
    /// A line as it is now, if it is still there.
    pub fn line(self, id: SignUpId) -> Option<Line> {
        let all = self.all.read();
        all.0.iter().chain(&all.1).find(|line| line.id == id).cloned()
    }

    /// Whether somebody else waits for a place.
    pub fn others_wait(self, id: SignUpId) -> bool {
        self.all.read().1.iter().any(|line| line.id != id)
    }
}

/// The form, the rows, and what can be done with each.
#[component]
pub(super) fn Named(list: List) -> impl IntoView {
    let rows = Rows {
        list,
        all: Derived::new(move || lines(list.key, list.terms)),
        chosen: RwSignal::new(None),
        sure: RwSignal::new(false),
        dialog: NodeRef::new(),
        withdrawn: RwSignal::new(None),
    };
    let all = rows.all;
    let some_wait = Derived::new(move || !all.read().1.is_empty());
    let nobody = Derived::new(move || all.read().0.is_empty() && all.read().1.is_empty());
    view! {
        <Add list />
        {move || rows.withdrawn.get().map(|gone| withdrawn_banner(gone, rows))}
        <section class="stack close">
            <h2 class="sr-only">{say!(staff::sign_ups::LIST)}</h2>
            {move || nobody.get().then(|| view! { <p>{say!(staff::sign_ups::NOBODY)}</p> })}
            {listed(rows, false)}
        </section>
        <Show when=move || some_wait.get()>
            <section class="stack close">
                <h2>{say!(staff::sign_ups::WAITING)}</h2>
                {listed(rows, true)}
            </section>
        </Show>
        <Change rows />
    }
}

/// Those who have a place, or those who wait.
fn listed(all: Rows, wait: bool) -> impl IntoView {
    let ids = Derived::new(move || {
        let (placed, waiting) = &*all.all.read();
        let lines = if wait { waiting } else { placed };
        lines.iter().map(|line| line.id).collect()
    });
    let of_id = move |id| untrack(|| all.line(id)).map(|began| row(began, all)).into_any();
    view! { <ul class="duties">{rows(ids, SignUpId::to_string, Callback::new(of_id))}</ul> }
}
