//! Typing the number: for those who counted in their head, and for corrections with their reason.

use leptos::ev::SubmitEvent;
use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::tally::{Correction, Delta};

use super::super::address::{Address, CORRECT};
use super::super::categories::Category;
use super::super::counting::Part;
use super::Counting;
use crate::browser::derived::Derived;
use crate::browser::{clock, location};
use crate::icon::{Icon, IconName};

/// What is being typed.
#[derive(Clone, Copy)]
struct Typing {
    counting: Counting,
    /// Which number.
    part: RwSignal<Part>,
    /// The figures as they are typed.
    typed: RwSignal<String>,
    /// Whether somebody tried to save what is no number, or a correction without its reason.
    refused: RwSignal<bool>,
    /// Why the number was wrong.
    reason: RwSignal<Option<Correction>>,
}

impl Typing {
    fn new(counting: Counting) -> Self {
        Self {
            counting,
            part: RwSignal::new(Part::All),
            typed: RwSignal::new(String::new()),
            refused: RwSignal::new(false),
            reason: RwSignal::new(None),
        }
    }

    /// The number that is typed, if it is one that can be.
    fn number(self) -> Option<u32> {
        let tally = self.counting.tally.read();
        let most = match self.part.get() {
            Part::Mark(_) => tally.total.max(0),
            Part::All | Part::Split(_) => i64::from(Delta::MAX_PERSONS),
        };
        read(&self.typed.read()).filter(|number| i64::from(*number) <= most)
    }

    /// The number as it stands.
    fn seen(self) -> i64 {
        self.part.get().of(&self.counting.tally.read())
    }

    fn corrects(self) -> bool {
        self.counting.tally.read().is_counted()
    }

    /// Why the number was wrong, as somebody has chosen; nobody's reason is guessed.
    fn reason(self) -> Option<Correction> {
        self.reason.get().filter(|_| self.corrects())
    }

    /// Whether a reason has yet to be chosen: an earlier day is not corrected without one. While one
    /// counts there need not be any.
    fn lacks_reason(self) -> bool {
        let earlier = self.counting.counted().held_on < clock::today();
        earlier && self.corrects() && self.reason.get().is_none()
    }

    fn step(self, by: i64) {
        let from = untrack(|| self.number().map_or_else(|| self.seen(), i64::from));
        self.typed.set((from + by).clamp(0, i64::from(Delta::MAX_PERSONS)).to_string());
    }

    fn clear(self) {
        self.typed.set(String::new());
        self.refused.set(false);
        self.reason.set(None);
        self.part.set(Part::All);
    }

    /// "Var 9. Blir 8.", or what is wrong.
    fn becomes(self) -> String {
        let number = match self.number() {
            Some(number) => i64::from(number),
            None if !self.refused.get() => return String::new(),
            None => return say!(staff::count::NOT_A_NUMBER).to_owned(),
        };
        let tally = self.counting.tally.read();
        let too_many = tally.splits.values().sum::<i64>() - number;
        let mut said = say!(staff::count::from_to)(&say!(number)(self.seen()), &say!(number)(number));
        if self.part.get() == Part::All && too_many > 0 {
            said.push(' ');
            said.push_str(&say!(staff::count::too_many_in_splits)(too_many));
        }
        said
    }
}

/// The dialog with one number in it.
#[component]
pub(super) fn TypedNumber(counting: Counting, dialog: NodeRef<Dialog>) -> impl IntoView {
    let typing = Typing::new(counting);
    let corrects = Derived::new(move || typing.corrects());
    let close = move || {
        typing.clear();
        if untrack(|| location::query(CORRECT)).is_some() {
            location::replace(Address::Count(counting.target()).path());
        }
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (part, number, reason) = untrack(|| (typing.part.get(), typing.number(), typing.reason()));
        let Some(number) = number.filter(|_| !untrack(|| typing.lacks_reason())) else {
            typing.refused.set(true);
            return;
        };
        counting.state(part, number, reason);
        close();
    };
    let heading =
        move || if corrects.get() { say!(staff::count::CORRECT) } else { say!(staff::count::HOW_MANY) };
    let save = move || {
        say!(staff::count::save)(
            &typing.number().map_or_else(String::new, |number| say!(number)(number.into())),
        )
    };
    view! {
        <dialog class="dialog" aria-labelledby="antal-rubrik" node_ref=dialog on:close=move |_| close()>
            <form class="stack" on:submit=submit>
                <h2 id="antal-rubrik">{heading}</h2>
                <p>{move || counting.subject.read().named_day()}</p>
                {move || parts(typing)}
                <Amount typing />
                <p class="centre" id="antal-fel" role="status">
                    {move || typing.becomes()}
                </p>
                {move || corrects.get().then(|| why(typing))}
                <div class="dialog-answers">
                    <button class="button main tall">{save}</button>
                    <button class="button tall" type="button" on:click=move |_| close()>
                        {say!(staff::CANCEL)}
                    </button>
                </div>
            </form>
        </dialog>
    }
}

/// One fewer, the number, one more.
#[component]
fn Amount(typing: Typing) -> impl IntoView {
    view! {
        <div class="amount">
            <button class="button" type="button" aria-label=say!(staff::count::FEWER) on:click=move |_| typing.step(-1)>
                <Icon name=IconName::Minus />
            </button>
            <input
                inputmode="numeric"
                autocomplete="off"
                autofocus
                aria-label=say!(staff::count::NUMBER_FIELD)
                aria-describedby="antal-fel"
                prop:value=typing.typed
                on:input=move |event| typing.typed.set(event_target_value(&event))
            />
            <button class="button" type="button" aria-label=say!(staff::count::MORE) on:click=move |_| typing.step(1)>
                <Icon name=IconName::Plus />
            </button>
        </div>
    }
}

/// Which number, where there are several.
fn parts(typing: Typing) -> Option<AnyView> {
    let categories = typing.counting.categories.get();
    if categories.is_empty() {
        return None;
    }
    let of = |Category { id, name, is_split }: Category| {
        (if is_split { Part::Split(id) } else { Part::Mark(id) }, name)
    };
    let all = [(Part::All, say!(staff::count::EVERYBODY).to_owned())];
    let choose = move |part| {
        typing.part.set(part);
        typing.typed.set(String::new());
    };
    let rows = all.into_iter().chain(categories.into_iter().map(of)).map(|(part, name)| {
        let number = move || say!(number)(part.of(&typing.counting.tally.read()));
        let words = view! { {name} ": " {number} };
        choice("del", words.into_any(), move || typing.part.get() == part, move || choose(part))
    });
    let rows = rows.collect_view();
    let view = view! {
        <fieldset class="choices row">
            <legend>{say!(staff::count::WHICH_NUMBER)}</legend>
            {rows}
        </fieldset>
    };
    Some(view.into_any())
}

/// Why the number was wrong: from a list, so that no name is written.
fn why(typing: Typing) -> AnyView {
    let rows = Correction::ALL.map(|reason| {
        let words = say!(staff::count::reason)(reason).into_any();
        let chosen = move || typing.reason() == Some(reason);
        choice("varfor", words, chosen, move || typing.reason.set(Some(reason)))
    });
    let lacking = move || {
        (typing.refused.get() && typing.lacks_reason()).then(|| {
            view! {
                <p class="field-error">
                    <Icon name=IconName::TriangleAlert />
                    {say!(staff::count::NO_REASON)}
                </p>
            }
        })
    };
    let view = view! {
        <fieldset class="choices sentences" aria-describedby="varfor-fel">
            <legend>{say!(staff::count::WHY)}</legend>
            {rows.collect_view()}
        </fieldset>
        <div id="varfor-fel" role="alert">
            {lacking}
        </div>
        <p class="soft">{say!(staff::count::HISTORY)}</p>
    };
    view.into_any()
}

fn choice(
    name: &'static str,
    words: AnyView,
    chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + Send + 'static,
) -> AnyView {
    view! {
        <label class="choice">
            <input type="radio" name=name prop:checked=chosen on:change=move |_| choose() />
            {words}
        </label>
    }
    .into_any()
}

fn read(typed: &str) -> Option<u32> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok()
}
