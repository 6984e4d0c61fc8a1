//! The whole handover: write a line, read what others wrote, say who does what.

use leptos::ev::SubmitEvent;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use samvaro_core::handover::{NOTE_MAX_CHARS, NoteKind};
use samvaro_core::id::NoteId;

use super::super::address::Address;
use super::super::banners::Banners;
use super::super::frame::StaffFrame;
use super::super::rows::rows;
use super::lines::{self, Thread};
use super::tasks::Tasks;
use crate::browser::curtain;
use crate::browser::derived::Derived;
use crate::browser::tablet::people;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// `/personal/overlamning`.
#[component]
pub fn HandoverScreen(
    /// What the place is called.
    place: String,
) -> impl IntoView {
    let hidden = Derived::new(curtain::names_hidden);
    view! {
        <Title text=format!("{} – Samvaro", say!(staff::handover::HEADING)) />
        <StaffFrame place>
            <a class="quiet link" href=Address::Day(None).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(staff::people::TO_DAY)}
            </a>
            <h1>{say!(staff::handover::HEADING)}</h1>
            <Banners />
            {move || match hidden.get() {
                true => {
                    view! {
                        <p class="lead">{say!(staff::people::HIDDEN)}</p>
                        <p>{say!(staff::people::HIDDEN_WAY)}</p>
                    }
                    .into_any()
                }
                false => view! { <Lines /> <Tasks /> }.into_any(),
            }}
        </StaffFrame>
    }
}

/// The field, and all notes.
#[component]
fn Lines() -> impl IntoView {
    let threads = Derived::new(lines::threads);
    let sure = RwSignal::new(None::<NoteId>);
    let replying = RwSignal::new(None::<NoteId>);
    let field = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        if replying.get().is_some()
            && let Some(field) = field.get_untracked()
        {
            let _ = field.focus();
        }
    });
    let list = move |done: bool| {
        let of_kind = Derived::new(move || {
            threads.read().iter().filter(|thread| thread.done == done).cloned().collect::<Vec<_>>()
        });
        let row = move |thread| lines::row(thread, sure, replying).into_any();
        rows(of_kind, Thread::key, Callback::new(row))
    };
    let part = move |done: bool, heading: &'static str| {
        let some = Derived::new(move || threads.read().iter().any(|thread| thread.done == done));
        move || {
            some.get().then(|| {
                view! {
                    <section class="section stack close">
                        <h2>{heading}</h2>
                        <ul class="duties">{list(done)}</ul>
                    </section>
                }
            })
        }
    };
    view! {
        <Write field replying />
        {part(false, say!(staff::handover::OPEN))}
        {part(true, say!(staff::handover::DONE))}
    }
}

/// One field: a note, a question, or the answer to one.
#[component]
fn Write(field: NodeRef<Textarea>, replying: RwSignal<Option<NoteId>>) -> impl IntoView {
    let question = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let words = field.value().trim().to_owned();
        let fits = (1..=NOTE_MAX_CHARS).contains(&words.chars().count());
        wrong.set(!fits);
        if !fits {
            return;
        }
        let asks = question.get_untracked().is_some_and(|question| question.checked());
        let kind = match replying.get_untracked() {
            Some(id) => NoteKind::Answer(id),
            None if asks => NoteKind::Question,
            None => NoteKind::Note,
        };
        people::note(kind, &words);
        field.set_value("");
        if let Some(question) = question.get_untracked() {
            question.set_checked(false);
        }
        replying.set(None);
    };
    let is_answer = move || replying.get().is_some();
    view! {
        <form class="stack" on:submit=submit>
            <div class="field">
                <label for="rad">{move || if is_answer() { say!(staff::handover::ANSWER_FIELD) } else { say!(staff::handover::FIELD) }}</label>
                <small id="rad-hjalp">{move || say!(staff::handover::rule)(people::keeping().handover_days)}</small>
                <textarea
                    node_ref=field
                    id="rad"
                    autocomplete="off"
                    maxlength=NOTE_MAX_CHARS.to_string()
                    aria-describedby="rad-hjalp rad-fel"
                    aria-invalid=move || wrong.get().to_string()
                ></textarea>
                <div id="rad-fel" role="alert">
                    {move || {
                        wrong
                            .get()
                            .then(|| {
                                view! {
                                    <p class="field-error">
                                        <Icon name=IconName::TriangleAlert />
                                        {say!(staff::handover::EMPTY)}
                                    </p>
                                }
                            })
                    }}
                </div>
            </div>
            {move || {
                (!is_answer())
                    .then(|| {
                        view! {
                            <label class="choice">
                                <input type="checkbox" node_ref=question />
                                {say!(staff::handover::IS_QUESTION)}
                            </label>
                        }
                    })
            }}
            <button class="button main wide">
                {move || if is_answer() { say!(staff::handover::SAVE_ANSWER) } else { say!(staff::handover::SAVE) }}
            </button>
        </form>
    }
}
