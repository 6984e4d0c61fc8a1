//! Who is at this tablet: one tap chooses. Also who works here at all.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use samvaro_core::id::StaffId;
use samvaro_core::staff::NAME_MAX_CHARS;

use super::address::Address;
use super::banners::Banners;
use super::day;
use super::frame::StaffFrame;
use super::rows::rows;
use crate::browser::derived::Derived;
use crate::browser::tablet::people::{self, Named};
use crate::browser::title::Title;
use crate::browser::{curtain, location};
use crate::icon::{Icon, IconName};

/// `/personal/vem`.
#[component]
pub fn WhoScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let hidden = Derived::new(curtain::names_hidden);
    view! {
        <Title text=format!("{} – Samvaro", say!(staff::people::WHO)) />
        <StaffFrame place>
            <a class="quiet link" href=Address::Day(day::came_from()).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(staff::people::TO_DAY)}
            </a>
            <h1>{say!(staff::people::WHO)}</h1>
            <Banners />
            {move || match hidden.get() {
                true => {
                    view! {
                        <p class="lead">{say!(staff::people::HIDDEN)}</p>
                        <p>{say!(staff::people::HIDDEN_WAY)}</p>
                    }
                    .into_any()
                }
                false => view! { <Members /> }.into_any(),
            }}
        </StaffFrame>
    }
}

#[component]
fn Members() -> impl IntoView {
    let members = Derived::new(people::members);
    let here = Derived::new(|| people::here().map(|(id, _)| id));
    let leaving = RwSignal::new(None::<StaffId>);
    let of_member = Callback::new(move |member| row(member, here, leaving).into_any());
    let nobody = move |_| {
        people::choose(None);
        back();
    };
    view! {
        <p class="lead">{say!(staff::people::WHO_HELP)}</p>
        <ul class="duties" aria-label=say!(staff::people::MEMBERS)>
            {rows(members, |(id, _)| id.to_string(), of_member)}
        </ul>
        {move || {
            here.get()
                .map(|_| {
                    view! {
                        <button class="button wide" type="button" on:click=nobody>
                            {say!(staff::people::NOBODY)}
                        </button>
                    }
                })
        }}
        <Join />
        <button class="button" type="button" on:click=|_| curtain::close()>
            <Icon name=IconName::EyeOff />
            {say!(staff::people::HIDE)}
        </button>
    }
}

fn back() {
    location::replace(super::address::HOME.to_owned());
}

fn row(
    (id, name): Named,
    here: Derived<Option<StaffId>>,
    leaving: RwSignal<Option<StaffId>>,
) -> impl IntoView {
    let (remove, sure) = (say!(staff::people::remove)(&name), say!(staff::people::sure)(&name));
    let chosen = move || here.get() == Some(id);
    let choose = move |_| {
        people::choose(Some(id));
        back();
    };
    let ask = move || {
        (leaving.get() != Some(id)).then(|| {
            view! {
                <button
                    class="button tall square"
                    type="button"
                    aria-label=remove.clone()
                    on:click=move |_| leaving.set(Some(id))
                >
                    <Icon name=IconName::Trash />
                </button>
            }
        })
    };
    let answers = move || {
        (leaving.get() == Some(id)).then(|| {
            view! {
                <p class="duty-text" role="alert">
                    <b>{sure.clone()}</b>
                </p>
                <button class="button tall" type="button" on:click=move |_| leaving.set(None)>
                    {say!(staff::people::KEEP)}
                </button>
                <button class="button tall stop" type="button" on:click=move |_| people::leave(id)>
                    <Icon name=IconName::Trash />
                    {say!(staff::people::REMOVE)}
                </button>
            }
        })
    };
    view! {
        <li class="duty">
            <button
                class="button tall strong grow"
                type="button"
                aria-pressed=move || chosen().to_string()
                on:click=choose
            >
                {move || chosen().then(|| view! { <Icon name=IconName::Check /> })}
                {name}
            </button>
            {ask}
            {answers}
        </li>
    }
}

/// Somebody joins, and is here from now on.
#[component]
fn Join() -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let name = field.value();
        let fits = (1..=NAME_MAX_CHARS).contains(&name.trim().chars().count());
        wrong.set(!fits);
        if fits {
            people::join(name.trim());
            back();
        }
    };
    let error = move || {
        wrong.get().then(|| {
            view! {
                <p class="field-error">
                    <Icon name=IconName::TriangleAlert />
                    {say!(staff::people::NAME_WRONG)}
                </p>
            }
        })
    };
    view! {
        <form class="section stack" on:submit=submit>
            <h2>{say!(staff::people::ADD)}</h2>
            <div class="field">
                <label for="namn">{say!(staff::people::NAME)}</label>
                <small id="namn-hjalp">{say!(staff::people::NAME_HELP)} " " {move || say!(staff::people::kept)(people::keeping().link_days)}</small>
                <input
                    node_ref=field
                    id="namn"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength=NAME_MAX_CHARS.to_string()
                    aria-describedby="namn-hjalp namn-fel"
                    aria-invalid=move || wrong.get().to_string()
                />
                <div id="namn-fel" role="alert">
                    {error}
                </div>
            </div>
            <button class="button main wide">{say!(staff::people::ADD_NOW)}</button>
        </form>
    }
}
