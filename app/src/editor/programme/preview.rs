//! What an edit would do to the dates, and the question how far it reaches.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::id::ActivityId;
use samvaro_core::programme::edit::effect::{Difference, Effect as EffectOnDates};

use super::editor::Editor;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};

/// How many dates are written out.
const SHOWN_MAX: usize = 6;

/// The dates that an edit would bring, take away or change, and which of them rest.
pub fn preview(editor: Editor, effect: Derived<EffectOnDates>) -> AnyView {
    let rests = Derived::new(move || effect.read().dates.iter().any(Difference::rests));
    let link = move || {
        rests.get().then(|| {
            view! {
                <a class="quiet link" href=editor.settings.get_value()>
                    {say!(editor::programme::slot::REST_LINK)}
                </a>
            }
        })
    };
    view! {
        <section class="stack close" aria-live="polite">
            <header class="leaf">
                <h2>{say!(editor::programme::slot::PREVIEW)}</h2>
            </header>
            <p>{move || say!(editor::programme::slot::summary)(&effect.read())}</p>
            <ul>{move || lines(&effect.read())}</ul>
            {link}
        </section>
    }
    .into_any()
}

fn lines(effect: &EffectOnDates) -> AnyView {
    let line =
        |difference: &Difference| view! { <li>{say!(editor::programme::slot::difference)(difference)}</li> };
    // Those that rest are what nobody expects: they are shown however far ahead they are.
    let (first, later) = effect.dates.split_at(effect.dates.len().min(SHOWN_MAX));
    let resting: Vec<&Difference> = later.iter().filter(|it| it.rests()).take(SHOWN_MAX).collect();
    let left = later.len() - resting.len();
    view! {
        {first.iter().map(line).collect_view()}
        {resting.into_iter().map(line).collect_view()}
        {(left > 0).then(|| view! { <li class="soft">{say!(editor::programme::slot::more)(left)}</li> })}
    }
    .into_any()
}

/// One answer to the question how far an edit reaches: what it means stands under it.
pub fn scope_choice(
    editor: Editor,
    answer: String,
    bodies: Vec<Body>,
    activity: ActivityId,
    save: Callback<Vec<Body>>,
) -> AnyView {
    let means = say!(editor::programme::slot::summary)(&editor.effect(&bodies, activity));
    view! {
        <button class="button wide tall" type="submit" on:click=move |_| save.run(bodies.clone())>
            <span>{answer} <small>{means}</small></span>
        </button>
    }
    .into_any()
}

/// The question how far an edit reaches; its answers are worked out when it is asked.
#[derive(Clone, Copy)]
pub struct Question {
    dialog: NodeRef<Dialog>,
    asked: RwSignal<bool>,
}

impl Question {
    /// One that nobody has asked yet.
    pub fn unasked() -> Self {
        Self { dialog: NodeRef::new(), asked: RwSignal::new(false) }
    }

    /// Asks it.
    pub fn ask(self) {
        self.asked.set(true);
        if let Some(dialog) = self.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    /// The dialog.
    pub fn show<V: IntoView + 'static>(self, answers: impl Fn() -> V + Send + 'static) -> AnyView {
        let asked = self.asked;
        view! {
            <dialog
                class="dialog"
                aria-labelledby="fraga"
                node_ref=self.dialog
                on:close=move |_| {
                    asked.try_set(false);
                }
            >
                <form method="dialog" class="stack">
                    <h2 id="fraga">{say!(editor::programme::slot::QUESTION)}</h2>
                    {move || asked.get().then(|| untrack(&answers))}
                    <button class="quiet" type="submit">
                        <Icon name=IconName::ArrowLeft />
                        {say!(editor::programme::BACK)}
                    </button>
                </form>
            </dialog>
        }
        .into_any()
    }
}
