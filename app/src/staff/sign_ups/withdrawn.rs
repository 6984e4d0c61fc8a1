//! Who was taken off the list last, and the way back.

use leptos::prelude::*;
use samvaro_core::id::SignUpId;

use super::list::{name_of, sign_up};
use super::named::Rows;
use crate::browser::tablet;
use crate::icon::{Icon, IconName};

/// Somebody who has just been taken off the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Which sign-up.
    pub id: SignUpId,
    /// For how many.
    pub persons: u32,
}

/// A press beside the right row must be easy to take back.
pub(super) fn withdrawn_banner(gone: Withdrawn, rows: Rows) -> impl IntoView {
    let said = move || say!(staff::sign_ups::withdrawn)(name_of(rows.list.key, gone.id, false).as_deref());
    let undo = move |_| {
        if let Some(occurrence) = rows.list.occurrence.get_untracked() {
            tablet::author(sign_up(gone.id, &occurrence, gone.persons, rows.list.terms));
        }
        rows.withdrawn.set(None);
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
