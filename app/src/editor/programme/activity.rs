//! One activity: what waits for a person, when it happens, what is said of it.

use leptos::html::Dialog;
use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::occurrence::Occurrence;
use samvaro_core::programme::Programme;
use samvaro_core::programme::edit;
use samvaro_core::programme::edit::activity_fact::{ActivityFact, Facts, facts};
use samvaro_core::programme::slot_line::SlotLine;

use super::control;
use super::editor::{Editor, Work, ahead, notice};
use super::page::Page;
use super::review_view::review_view;
use crate::browser::clock;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::editor::text::programme as text;
use crate::editor::text::programme::{facts as fact_words, slot as slot_words};
use crate::icon::{Icon, IconName};

/// How many dates are shown.
const NEXT_MAX: usize = 6;

/// Everything that the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    name: String,
    published: bool,
    slots: Vec<(SlotId, SlotLine)>,
    facts: Facts,
    next: Vec<Occurrence>,
}

/// The screen.
pub fn activity(editor: Editor, id: ActivityId) -> AnyView {
    let shown = Derived::new(move || editor.read(|programme| shown(programme, id)).flatten());
    let there = Derived::new(move || shown.read().is_some());
    let name =
        Derived::new(move || shown.read().as_ref().as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let part = move |view: fn(Editor, ActivityId, Shown) -> AnyView| {
        move || shown.get().map(|shown| view(editor, id, shown))
    };
    view! {
        <Title text=move || format!("{} – Samvaro", name.get()) />
        {control::back(editor, Page::List, text::TO_LIST)}
        {move || (!there.get()).then(|| gone(editor))}
        {move || there.get().then(|| view! { <h1>{name.get()}</h1> })}
        {notice_line}
        {review_view(editor, id)}
        {part(state)}
        {part(when)}
        {part(next)}
        {part(said)}
        {part(remove)}
    }
    .into_any()
}

fn shown(programme: &Programme, id: ActivityId) -> Option<Shown> {
    let view = programme.activity(id)?;
    if view.is_deleted() {
        return None;
    }
    let mut next = programme.upcoming(id, ahead(clock::today()));
    next.truncate(NEXT_MAX);
    Some(Shown {
        name: view.name().to_string(),
        published: view.published(),
        slots: programme.slots_of(id).collect(),
        facts: programme.activities.get(&id).map(facts).unwrap_or_default(),
        next,
    })
}

/// What was saved last.
pub fn notice_line() -> AnyView {
    let line = move || {
        notice().map(|words| {
            view! {
                <span class="chip">
                    <Icon name=IconName::Check />
                    {words}
                </span>
            }
        })
    };
    view! { <p role="status">{line}</p> }.into_any()
}

/// An activity or a slot that is not there.
pub fn gone(editor: Editor) -> AnyView {
    view! {
        <h1>{text::GONE}</h1>
        <p class="lead">{text::GONE_HELP}</p>
        <a class="button main wide" href=editor.path(Page::List)>
            {text::TO_LIST}
        </a>
    }
    .into_any()
}

/// Whether the public sees it, and the one next step where it does not.
fn state(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let drafts: Vec<SlotId> =
        shown.slots.iter().filter(|(_, line)| !line.published).map(|(slot, _)| *slot).collect();
    if shown.published && drafts.is_empty() {
        return view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::CircleCheck />
                    {text::IS_PUBLISHED}
                </span>
            </p>
        }
        .into_any();
    }
    let work = Work::new(String::new());
    let publish = move |_| {
        let bodies = edit::publish(id, drafts.iter().copied(), editor.seen());
        editor.save_and_go(bodies, work, Page::Activity(id));
    };
    let help = if shown.published { text::NEW_DRAFTS } else { text::DRAFT_HELP };
    view! {
        <section class="banner calm">
            <Icon name=IconName::Pencil />
            <div>
                <b>{text::DRAFT}</b>
                <br />
                {help}
            </div>
            <button class="button main" type="button" prop:disabled=work.saving on:click=publish>
                {text::PUBLISH}
            </button>
        </section>
        {problem(work)}
    }
    .into_any()
}

fn problem(work: Work) -> AnyView {
    (move || work.problem.get().map(|sentence| view! { <p class="field-error" role="alert">{sentence}</p> }))
        .into_any()
}

fn section(heading: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="stack close">
            <header class="leaf">
                <h2>{heading}</h2>
            </header>
            {content}
        </section>
    }
    .into_any()
}

fn when(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let row = |(slot, line): (SlotId, SlotLine)| {
        let span = slot_words::span(&line.schedule, clock::today());
        let place = line.room.as_ref().map(ToString::to_string);
        view! {
            <li>
                <a href=editor.path(Page::Slot(id, slot))>
                    <b>{slot_words::line(&line)}</b>
                    {span.map(|words| view! { <span>{words}</span> })}
                    {place.map(|words| view! { <span>{words}</span> })}
                    {(!line.published).then(|| view! { <span>{text::DRAFT}</span> })}
                </a>
            </li>
        }
    };
    let none = shown.slots.is_empty().then(|| view! { <p class="shut">{text::NO_SLOTS}</p> });
    let content = view! {
        {none}
        <ul class="whole-rows">{shown.slots.into_iter().map(row).collect_view()}</ul>
        <a class="button" href=editor.path(Page::NewSlot(id))>
            <Icon name=IconName::Plus />
            {text::NEW_SLOT}
        </a>
    };
    section(text::WHEN, content.into_any())
}

fn next(editor: Editor, _: ActivityId, shown: Shown) -> AnyView {
    let row = |occurrence: Occurrence| {
        let rests = slot_words::rests(&occurrence);
        view! {
            <li>
                <a href=editor.path(Page::Occurrence(occurrence.key))>
                    <b>{crate::swedish::capitalised(&slot_words::when(&occurrence))}</b>
                    {rests.map(|words| view! { <span>{words}</span> })}
                </a>
            </li>
        }
    };
    let none = shown.next.is_empty().then(|| view! { <p class="shut">{text::NO_DATES}</p> });
    let content = view! {
        {none}
        <ul class="whole-rows">{shown.next.into_iter().map(row).collect_view()}</ul>
    };
    section(text::NEXT, content.into_any())
}

fn said(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let row = |(fact, text): (ActivityFact, String)| {
        view! {
            <div>
                <dt>{fact_words::label(fact)}</dt>
                <dd>{fact_words::said(fact, &text)}</dd>
            </div>
        }
    };
    let mut facts = shown.facts;
    facts.remove(&ActivityFact::Name);
    let none = facts.is_empty().then(|| view! { <p class="shut">{text::NO_FACTS}</p> });
    let list = (!facts.is_empty())
        .then(|| view! { <dl class="said">{facts.into_iter().map(row).collect_view()}</dl> });
    let content = view! {
        {none}
        {list}
        <a class="button" href=editor.path(Page::Facts(id))>
            <Icon name=IconName::Pencil />
            {text::CHANGE_FACTS}
        </a>
    };
    section(text::FACTS, content.into_any())
}

fn remove(editor: Editor, id: ActivityId, shown: Shown) -> AnyView {
    let work = Work::new(String::new());
    let hide = shown.published.then(|| {
        let hide = move |_| {
            let bodies = edit::unpublish(id, editor.seen()).into_iter().collect();
            editor.save_and_go(bodies, work, Page::Activity(id));
        };
        view! {
            <button class="button" type="button" prop:disabled=work.saving on:click=hide>
                <Icon name=IconName::EyeOff />
                {text::UNPUBLISH}
            </button>
        }
    });
    let bodies = move || edit::delete_activity(id, editor.seen()).into_iter().collect::<Vec<_>>();
    let content = view! {
        {hide}
        {problem(work)}
        {delete_part(editor, id, text::DELETE, shown.name, bodies, Page::List)}
    };
    section(text::REMOVE, content.into_any())
}

/// A button that takes something away, with the question that says what it means.
pub fn delete_part(
    editor: Editor,
    activity: ActivityId,
    button: &'static str,
    name: String,
    bodies: impl Fn() -> Vec<Body> + Copy + Send + Sync + 'static,
    next: Page,
) -> AnyView {
    let work = Work::new(String::new());
    let dialog = NodeRef::<Dialog>::new();
    let means = RwSignal::new(String::new());
    let ask = move |_| {
        let counted = untrack(|| editor.effect(&bodies(), activity)).outside.len();
        means.set(text::delete_means(counted));
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let delete = move |_| editor.save_and_go(bodies(), work, next);
    view! {
        <button class="button stop" type="button" prop:disabled=work.saving on:click=ask>
            <Icon name=IconName::Trash />
            {button}
        </button>
        {problem(work)}
        <dialog class="dialog" aria-labelledby="ta-bort" node_ref=dialog>
            <form method="dialog" class="stack">
                <h2 id="ta-bort">{text::delete_question(&name)}</h2>
                <p>{means}</p>
                <div class="dialog-answers">
                    <button class="button" type="submit">
                        {text::KEEP}
                    </button>
                    <button class="button stop" type="submit" on:click=delete>
                        <Icon name=IconName::Trash />
                        {button}
                    </button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}
