//! Who is responsible for what on a day.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::id::StaffId;
use samvaro_core::task::{Chore, Task};

use super::super::address::Address;
use crate::browser::clock;
use crate::browser::derived::Derived;
use crate::browser::tablet;
use crate::browser::tablet::people::{Named, entrust, members};
use crate::icon::{Icon, IconName};

/// What there is to do on a day, with what it is called: what is done every day, and the activities
/// that are held.
fn tasks(date: Date) -> Vec<(Task, String)> {
    let daily = Chore::ALL
        .map(|(chore, _)| (Task::Chore(date, chore), say!(staff::handover::chore)(chore).to_owned()));
    let held = tablet::view(|state| state.day(date)).unwrap_or_default();
    let held = held.into_iter().filter(|occurrence| occurrence.is_held());
    let held = held.map(|occurrence| (Task::Occurrence(occurrence.key), occurrence.name.to_string()));
    daily.into_iter().chain(held).collect()
}

/// "Öppnar: K. Kaffe: Bo.", as far as somebody is chosen.
pub fn sentence(date: Date) -> String {
    let chosen = tasks(date).into_iter().filter_map(|(task, name)| {
        let who = tablet::view(|state| {
            let who = state.responsible(task).0?;
            state.staff_members().find(|(id, _)| *id == who).map(|(_, name)| name.to_owned())
        });
        Some(format!("{name}: {}.", who??))
    });
    chosen.collect::<Vec<_>>().join(" ")
}

/// Every task of today with a choice of who does it.
#[component]
pub fn Tasks() -> impl IntoView {
    let staff = Derived::new(members);
    let tasks = Derived::new(|| tasks(clock::today()));
    let rows = move || {
        let staff = staff.get();
        tasks.get().into_iter().map(|(task, name)| row(task, name, staff.clone())).collect_view()
    };
    view! {
        <section class="section stack">
            <h2>{say!(staff::handover::TODAY)}</h2>
            {move || match staff.read().is_empty() {
                true => {
                    view! {
                        <a class="button" href=Address::Who.path()>
                            <Icon name=IconName::Person />
                            {say!(staff::handover::NO_STAFF)}
                        </a>
                    }
                        .into_any()
                }
                false => view! { <ul class="duties">{rows}</ul> }.into_any(),
            }}
        </section>
    }
}

fn row(task: Task, name: String, staff: Vec<Named>) -> impl IntoView {
    let id = format!("uppgift-{task}").replace('/', "-");
    let label_for = id.clone();
    let chosen = Derived::new(move || tablet::view(|state| state.responsible(task)).unwrap_or_default());
    let value = move || chosen.read().0.map_or_else(String::new, |id| id.to_string());
    let others = staff.clone();
    let contested = move || {
        let lost = chosen.get().1;
        let names: Vec<String> =
            others.iter().filter(|(id, _)| lost.contains(id)).map(|(_, name)| name.clone()).collect();
        (!names.is_empty())
            .then(|| view! { <p role="status">{say!(staff::handover::contested)(&names.join(say!(staff::people::AND)))}</p> })
    };
    let options = staff.into_iter().map(|(id, name)| {
        view! {
            <option value=id.to_string() selected=move || chosen.read().0 == Some(id)>
                {name}
            </option>
        }
    });
    view! {
        <li class="duty">
            <div class="duty-text">
                <label for=label_for>{name}</label>
                {contested}
            </div>
            <div class="field">
                <select
                    id=id
                    prop:value=value
                    on:change=move |event| entrust(task, event_target_value(&event).parse::<StaffId>().ok())
                >
                    <option value="">{say!(staff::handover::NOBODY)}</option>
                    {options.collect_view()}
                </select>
            </div>
        </li>
    }
}
