//! Everything that is done seldom with one sign-up, in one dialog for all rows.

use leptos::prelude::*;
use samvaro_core::change::{Body, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::sign_up::Standing;

use super::list::{Line, withdraw};
use super::named::Rows;
use super::row::said_came;
use super::withdrawn::Withdrawn;
use crate::browser::derived::Derived;
use crate::browser::tablet;
use crate::icon::{Icon, IconName};

/// The dialog; whoever opens it says whom it is about.
#[component]
pub(super) fn Change(rows: Rows) -> impl IntoView {
    let line = Derived::new(move || rows.line(rows.chosen.get()?));
    let title = move || line.get().map_or_else(|| say!(staff::sign_ups::GONE).to_owned(), |line| line.name);
    view! {
        <dialog class="dialog" aria-labelledby="anmalan" node_ref=rows.dialog>
            <form method="dialog" class="stack">
                <h2 id="anmalan">{title}</h2>
                {move || line.get().map(|line| choices(line, rows))}
                <button class="button tall">{say!(staff::CLOSE)}</button>
            </form>
        </dialog>
    }
}

fn close(rows: Rows) {
    if let Some(dialog) = rows.dialog.get_untracked() {
        dialog.close();
    }
}

fn choices(line: Line, rows: Rows) -> impl IntoView {
    let Line { id, sealed, persons, standing, .. } = line;
    let key = rows.list.key;
    let only = (persons > 1).then(|| {
        let fewer = move |_| {
            said_came(id, key, persons - 1);
            close(rows);
        };
        view! {
            <button class="button tall" type="button" on:click=fewer>
                {say!(staff::sign_ups::only)(persons - 1)}
            </button>
        }
    });
    let off = move |_| {
        tablet::author(withdraw(id, key));
        rows.withdrawn.set(Some(Withdrawn { id, persons }));
        close(rows);
    };
    let withdraw = (standing != Standing::Withdrawn).then(|| {
        let loses_place = rows.others_wait(id);
        view! {
            {loses_place.then(|| view! { <p class="soft">{say!(staff::sign_ups::WITHDRAW_HELP)}</p> })}
            <button class="button tall" type="button" on:click=off>
                {say!(staff::sign_ups::WITHDRAW)}
            </button>
        }
    });
    view! {
        {only}
        {withdraw}
        {sealed.map(|sealed| move || erase(sealed, rows))}
    }
}

/// There is no way back, so it is asked about once. The harmless answer stands where the first
/// press was.
fn erase(sealed: Digest, rows: Rows) -> AnyView {
    if !rows.sure.get() {
        return view! {
            <p class="soft">{say!(staff::sign_ups::ERASE_HELP)}</p>
            <button class="button tall stop" type="button" on:click=move |_| rows.sure.set(true)>
                <Icon name=IconName::Trash />
                {say!(staff::sign_ups::ERASE)}
            </button>
        }
        .into_any();
    }
    let erase = move |_| {
        tablet::author(Body::Erase(Erase { sealed: vec![sealed] }));
        close(rows);
    };
    view! {
        <p role="alert">
            <b>{say!(staff::sign_ups::ERASE_SURE)}</b>
        </p>
        <button class="button tall" type="button" on:click=move |_| rows.sure.set(false)>
            {say!(staff::people::KEEP)}
        </button>
        <button class="button tall stop" type="button" on:click=erase>
            <Icon name=IconName::Trash />
            {say!(staff::sign_ups::ERASE_ANYWAY)}
        </button>
    }
    .into_any()
}
