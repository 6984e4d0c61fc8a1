//! `/samordning/plattor`: the tablets, and taking one away.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::api::{DeviceLine, DeviceList, DeviceReport, Trust};

use super::page::{DeskSubpage, Trouble};
use super::place_pin::PlacePin;
use crate::browser::fetch::{Question, ask, fetch_json};
use crate::icon::{Icon, IconName};

const DEVICES: &str = "/api/v1/devices";

#[derive(Clone, Copy)]
struct Work {
    devices: RwSignal<Option<Vec<DeviceLine>>>,
    problem: RwSignal<Option<String>>,
    /// The one that is asked about.
    chosen: RwSignal<Option<DeviceLine>>,
    dialog: NodeRef<Dialog>,
}

impl Work {
    fn load(self) {
        spawn_local(async move {
            match fetch_json::<DeviceList>(DEVICES).await {
                Ok(list) => drop(self.devices.try_set(Some(list.devices))),
                Err(failed) => drop(self.problem.try_set(Some(super::sign_in::sentence(failed)))),
            }
        });
    }

    fn choose(self, device: DeviceLine) {
        self.chosen.set(Some(device));
        if let Some(dialog) = self.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    fn take_away(self) {
        let Some(device) = self.chosen.get_untracked() else { return };
        self.problem.set(None);
        spawn_local(async move {
            let path = format!("{DEVICES}/{}/revoke", device.id);
            let question = Question { method: "POST", path: &path, accept: "application/json", body: None };
            let done = ask(question).await.is_ok_and(|answer| (200..300).contains(&answer.status));
            if !done {
                self.problem.try_set(Some(say!(coordinator::WORK_KEPT_OUT).to_owned()));
            }
            self.load();
        });
    }
}

/// The page.
#[component]
pub fn TabletsPage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
) -> impl IntoView {
    let work = Work {
        devices: RwSignal::new(None),
        problem: RwSignal::new(None),
        chosen: RwSignal::new(None),
        dialog: NodeRef::new(),
    };
    work.load();
    let list = move || match work.devices.get() {
        None => view! { <p class="soft">{say!(coordinator::help::FETCHING)}</p> }.into_any(),
        Some(devices) if devices.is_empty() => {
            view! { <p class="lead">{say!(coordinator::help::NO_TABLETS)}</p> }.into_any()
        }
        Some(devices) => {
            let rows = devices.into_iter().map(|device| row(work, device)).collect_view();
            view! {
                <h2 class="sr-only">{say!(coordinator::help::ALL_TABLETS)}</h2>
                <ul class="duties section">{rows}</ul>
            }
            .into_any()
        }
    };
    let question = move || {
        let chosen = work.chosen.get();
        chosen.map(|device| say!(coordinator::help::sure)(&device.name, &device.place)).unwrap_or_default()
    };
    view! {
        <DeskSubpage organisation leave title=say!(coordinator::help::TABLETS) lead=say!(coordinator::help::TABLETS_LEAD)>
            <Trouble problem=work.problem />
            {list}
            {move || work.devices.get().map(|devices| view! { <PlacePin devices /> })}
            <dialog class="dialog" aria-labelledby="ta-bort" node_ref=work.dialog>
                <form method="dialog" class="stack">
                    <h2 id="ta-bort">{question}</h2>
                    <div class="dialog-answers">
                        <button class="button" type="submit">
                            {say!(coordinator::help::KEEP)}
                        </button>
                        <button class="button stop" type="submit" on:click=move |_| work.take_away()>
                            <Icon name=IconName::Trash />
                            {say!(coordinator::help::TAKE_AWAY)}
                        </button>
                    </div>
                </form>
            </dialog>
        </DeskSubpage>
    }
    .into_any()
}

/// What the tablet told of itself.
fn report(report: DeviceReport) -> impl IntoView {
    let lacks = report.ready.as_ref().map(|ready| ready.lacks.as_slice());
    let waiting =
        report.oldest_unsent.map(|at| view! { <p>{say!(coordinator::help::waiting_since)(at)}</p> });
    view! {
        <p>
            <b>{say!(coordinator::help::ready)(lacks)}</b>
        </p>
        {waiting}
        <p class="soft">{say!(coordinator::help::build)(&report.build)}</p>
    }
}

fn row(work: Work, device: DeviceLine) -> AnyView {
    let state = match device.trust {
        Trust::Active => None,
        Trust::Suspended => Some(say!(coordinator::help::SUSPENDED)),
        Trust::Revoked => Some(say!(coordinator::help::WITHDRAWN)),
    };
    let chosen = device.clone();
    let take_away = (device.trust != Trust::Revoked).then(|| {
        view! {
            <button
                class="button"
                type="button"
                aria-label=say!(coordinator::help::take_away)(&device.name)
                on:click=move |_| work.choose(chosen.clone())
            >
                <Icon name=IconName::Trash />
                {say!(coordinator::help::TAKE_AWAY)}
            </button>
        }
    });
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{device.place.clone()}</h3>
                <p>{device.name.clone()}</p>
                <p>{say!(coordinator::help::last_seen)(device.last_seen_at)}</p>
                <p>{state}</p>
                {device.report.map(report)}
            </div>
            {take_away}
        </li>
    }
    .into_any()
}
