//! A form that loses nothing: what is typed is kept on the device until it is saved, together with
//! how far its writer had read.

use leptos::prelude::*;
use samvaro_core::field::Fields;
use samvaro_core::id::Position;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::setting::Wrong;
use crate::browser::kept_form;
use crate::icon::{Icon, IconName};
use crate::pen::{Pen, Unsaved, Whose};

/// The id of the list of what is wrong, which is read out when it appears.
const CHECK_ID: &str = "titta";

/// What somebody has typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    /// How far the log had been read when the first character was typed.
    seen: Position,
    /// The id of what the form adds, if it adds something: saving it twice adds one.
    fresh: Uuid,
    /// By the field's id; fields that nobody touched are not there.
    values: Vec<(String, String)>,
}

/// How saving is going.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    /// Nothing has been sent.
    Idle,
    /// It is on its way.
    Saving,
    /// It is saved.
    Saved,
    /// It is not saved.
    Failed(Unsaved),
}

/// A field, or a setting, that something is wrong with: its id, its label and what it is.
pub type Mistake = (&'static str, &'static str, Wrong);

/// One form of a screen.
#[derive(Clone, Copy)]
pub struct Form {
    /// Where it is saved.
    pub pen: Pen,
    /// In which log.
    pub whose: Whose,
    name: StoredValue<String>,
    typed: RwSignal<Typed>,
    mistakes: RwSignal<Vec<Mistake>>,
    progress: RwSignal<Progress>,
}

impl Form {
    /// The form of this name, with what was typed into it before.
    pub fn open(pen: Pen, whose: Whose, name: String) -> Self {
        let typed = kept_form::read(&name).unwrap_or_default();
        Self {
            pen,
            whose,
            name: StoredValue::new(name),
            typed: RwSignal::new(typed),
            mistakes: RwSignal::new(Vec::new()),
            progress: RwSignal::new(Progress::Idle),
        }
    }

    /// For what is chosen beside the form, which tells by itself how saving is going.
    pub fn beside(self) -> Self {
        let name = self.name.with_value(|name| [name, "/bredvid"].concat());
        Self::open(self.pen, self.whose, name)
    }

    /// What was typed into a field; nothing if nobody has touched it.
    pub fn typed(self, id: &str) -> Option<String> {
        self.typed.with(|typed| {
            let found = typed.values.iter().find(|(field, _)| field == id);
            found.map(|(_, text)| text.clone())
        })
    }

    /// Takes in what is typed, and keeps it.
    pub fn set(self, id: &'static str, text: String) {
        let seen = self.pen.seen(self.whose);
        self.typed.update(|typed| {
            if typed.values.is_empty() {
                (typed.seen, typed.fresh) = (seen, Uuid::now_v7());
            }
            typed.values.retain(|(field, _)| field != id);
            typed.values.push((id.to_owned(), text));
        });
        self.mistakes.update(|mistakes| mistakes.retain(|(field, ..)| *field != id));
        self.progress.set(Progress::Idle);
        self.typed.with_untracked(|typed| self.name.with_value(|name| kept_form::keep(name, typed)));
    }

    /// The id of what the form adds.
    pub fn fresh(self) -> Uuid {
        self.typed.with(|typed| typed.fresh)
    }

    /// Whether something is typed that is not saved.
    pub fn is_touched(self) -> bool {
        self.typed.with(|typed| !typed.values.is_empty())
    }

    /// Shows what stands again.
    pub fn throw_away(self) {
        self.typed.try_set(Typed::default());
        self.mistakes.try_set(Vec::new());
        self.name.try_with_value(|name| kept_form::forget(name));
    }

    /// What is wrong with a field.
    pub fn mistake(self, id: &str) -> Option<Wrong> {
        self.mistakes
            .with(|mistakes| mistakes.iter().find(|(field, ..)| *field == id).map(|(.., wrong)| *wrong))
    }

    /// Saves what the fields say, unless something is wrong with them.
    pub fn submit(self, fields: Result<Vec<Fields>, Vec<Mistake>>) {
        match fields {
            Ok(fields) if fields.is_empty() => {
                self.throw_away();
                self.progress.set(Progress::Saved);
            }
            Ok(fields) => self.save(fields),
            Err(mistakes) => {
                self.mistakes.set(mistakes);
                request_animation_frame(|| focus(CHECK_ID));
            }
        }
    }

    fn save(self, fields: Vec<Fields>) {
        let typed = self.typed.get_untracked();
        let base = if typed.values.is_empty() { self.pen.seen(self.whose) } else { typed.seen };
        self.mistakes.set(Vec::new());
        self.progress.set(Progress::Saving);
        self.pen.write(self.whose, fields, base, move |came| match came {
            Ok(()) => {
                // What was typed on meanwhile is not saved yet.
                if self.typed.try_with_untracked(|now| *now == typed).unwrap_or(true) {
                    self.throw_away();
                }
                self.progress.try_set(Progress::Saved);
            }
            Err(unsaved) => drop(self.progress.try_set(Progress::Failed(unsaved))),
        });
    }

    /// Saves something that was not typed, such as a choice between two versions.
    pub fn write(self, fields: Vec<Fields>) {
        let progress = self.progress;
        progress.set(Progress::Saving);
        self.pen.write(self.whose, fields, self.pen.seen(self.whose), move |came| {
            progress.try_set(came.map_or_else(Progress::Failed, |()| Progress::Saved));
        });
    }

    /// What is wrong, on top of the form, each with the way to its field.
    pub fn mistakes(self) -> AnyView {
        let list = move || {
            let mistakes = self.mistakes.get();
            let line = |(id, label, wrong): &Mistake| {
                view! {
                    <li>
                        <a class="tap" href=format!("#{id}")>
                            {format!("{label}: {}", say!(settings::wrong)(*wrong))}
                        </a>
                    </li>
                }
            };
            (!mistakes.is_empty()).then(|| {
                view! {
                    <div class="banner help" role="alert" id=CHECK_ID tabindex="-1">
                        <Icon name=IconName::TriangleAlert />
                        <div>
                            <b>{say!(settings::CHECK)}</b>
                            <ul>{mistakes.iter().map(line).collect_view()}</ul>
                        </div>
                    </div>
                }
            })
        };
        list.into_any()
    }

    /// The button, and how saving is going.
    pub fn button(self, words: &'static str) -> AnyView {
        let label = move || match self.progress.get() {
            Progress::Saving => say!(settings::SAVING),
            Progress::Failed(_) => say!(settings::TRY_AGAIN),
            Progress::Idle | Progress::Saved => words,
        };
        let kept = move || self.is_touched() && self.progress.get() != Progress::Saving;
        view! {
            {self.trouble()}
            <button class="button main wide" type="submit">
                {label}
            </button>
            <p role="status" class="soft">
                {move || (self.progress.get() == Progress::Saved).then_some(say!(settings::SAVED))}
                {move || kept().then_some(say!(settings::KEPT))}
            </p>
            {move || {
                kept().then(|| {
                    view! {
                        <button class="quiet" type="button" on:click=move |_| self.throw_away()>
                            <Icon name=IconName::Undo />
                            {say!(settings::THROW_AWAY)}
                        </button>
                    }
                })
            }}
        }
        .into_any()
    }

    /// How saving is going, where there is no such button.
    pub fn status(self) -> AnyView {
        view! {
            {self.trouble()}
            <p role="status" class="soft">
                {move || match self.progress.get() {
                    Progress::Saving => Some(say!(settings::SAVING)),
                    Progress::Saved => Some(say!(settings::SAVED)),
                    Progress::Idle | Progress::Failed(_) => None,
                }}
            </p>
        }
        .into_any()
    }

    fn trouble(self) -> AnyView {
        let banner = move || {
            let Progress::Failed(unsaved) = self.progress.get() else { return None };
            let advice = match unsaved {
                Unsaved::Offline => say!(settings::OFFLINE_ADVICE).to_owned(),
                Unsaved::Said(sentence) => sentence,
                Unsaved::Refused => say!(settings::REFUSED_ADVICE).to_owned(),
            };
            Some(view! {
                <div class="banner help" role="alert">
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <b>{say!(settings::NOT_SAVED)}</b>
                        <br />
                        {advice}
                    </div>
                </div>
            })
        };
        banner.into_any()
    }
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast as _;
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
