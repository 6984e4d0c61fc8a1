//! All activities of the place: what waits for a person, drafts, and what the public sees.

use leptos::prelude::*;
use samvaro_core::id::ActivityId;
use samvaro_core::programme::Programme;

use super::editor::Editor;
use super::page::Page;
use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// With more activities than this a name can be searched for.
const SEARCH_ABOVE: usize = 8;

/// Where an activity stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    NeedsYou,
    Draft,
    Published,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    group: Group,
    name: String,
    slots: Vec<String>,
    id: ActivityId,
}

/// The list.
pub fn list(editor: Editor) -> AnyView {
    let rows = Derived::new(move || editor.read(rows));
    let sought = RwSignal::new(String::new());
    let found = Derived::new(move || {
        let sought = sought.read().trim().to_lowercase();
        let mut found = rows.get().unwrap_or_default();
        found.retain(|row| row.name.to_lowercase().contains(&sought));
        found
    });
    let count = Derived::new(move || rows.read().as_ref().as_ref().map(Vec::len));
    let nothing = move || match (count.get(), found.read().len()) {
        (None, _) => Some(say!(editor::programme::FETCHING)),
        (Some(0), _) => Some(say!(editor::programme::EMPTY)),
        (_, 0) => Some(say!(editor::programme::NOT_FOUND)),
        _ => None,
    };
    let section = move |group, heading| section(editor, found, group, heading);
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::programme::HEADING)) />
        <h1>{say!(editor::programme::HEADING)}</h1>
        {super::activity::notice_line}
        <a class="button main wide" href=editor.path(Page::New)>
            <Icon name=IconName::Plus />
            {say!(editor::programme::NEW)}
        </a>
        <a class="button wide" href=editor.path(Page::Copy)>
            <Icon name=IconName::CalendarPlus />
            {say!(editor::programme::COPY)}
        </a>
        {move || (count.get().unwrap_or(0) > SEARCH_ABOVE).then(|| search(sought))}
        {move || nothing().map(|words| view! { <p class="shut" role="status">{words}</p> })}
        {section(Group::NeedsYou, say!(editor::programme::NEEDS_YOU))}
        {section(Group::Draft, say!(editor::programme::DRAFTS))}
        {section(Group::Published, say!(editor::programme::PUBLISHED))}
    }
    .into_any()
}

fn rows(programme: &Programme) -> Vec<Row> {
    let mut rows: Vec<Row> = programme.activities.keys().filter_map(|id| row(programme, *id)).collect();
    rows.sort();
    rows
}

fn row(programme: &Programme, id: ActivityId) -> Option<Row> {
    let activity = programme.activity(id)?;
    let review = programme.review(id);
    if activity.is_deleted() && review.is_empty() {
        return None;
    }
    let slots: Vec<_> = programme.slots_of(id).collect();
    let draft = !activity.published() || slots.iter().any(|(_, line)| !line.published);
    let group = match (review.is_empty(), draft) {
        (false, _) => Group::NeedsYou,
        (true, true) => Group::Draft,
        (true, false) => Group::Published,
    };
    let slots = slots.iter().map(|(_, line)| say!(editor::programme::slot::line)(line)).collect();
    Some(Row { group, name: activity.name().to_string(), slots, id })
}

fn search(sought: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for="sok">{say!(editor::programme::SEARCH)}</label>
            <input
                id="sok"
                type="search"
                autocomplete="off"
                prop:value=sought
                on:input=move |event| sought.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn section(editor: Editor, found: Derived<Vec<Row>>, group: Group, heading: &'static str) -> AnyView {
    let shown = move || {
        let rows: Vec<Row> = found.read().iter().filter(|row| row.group == group).cloned().collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <header class="leaf">
                        <h2>{heading}</h2>
                    </header>
                    <ul class="whole-rows">{rows.into_iter().map(|row| link(editor, row)).collect_view()}</ul>
                </section>
            }
        })
    };
    shown.into_any()
}

fn link(editor: Editor, row: Row) -> AnyView {
    let contested = (row.group == Group::NeedsYou).then_some(say!(editor::programme::CONTESTED));
    view! {
        <li>
            <a href=editor.path(Page::Activity(row.id))>
                <b>{row.name}</b>
                {contested.map(|words| view! { <span class="field-error">{words}</span> })}
                {row.slots.into_iter().map(|slot| view! { <span>{slot}</span> }).collect_view()}
            </a>
        </li>
    }
    .into_any()
}
