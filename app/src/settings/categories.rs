//! What is counted beside the total: parts of it, and marks.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::field::{CategoryField, CategoryKind, Fields};
use samvaro_core::id::CategoryId;
use samvaro_core::programme::Programme;
use samvaro_core::tally::Delta;
use samvaro_core::text::Name;

use super::field::{Input, Look, field};
use super::form::{Form, Mistake};
use super::versions::of_thing;
use crate::icon::{Icon, IconName};

fn name_field() -> Look {
    Look {
        id: "namn",
        label: say!(settings::categories::NAME),
        hint: say!(settings::categories::NAME_HINT),
        input: Input::Line,
    }
}

/// What kind the new one is; a part of the total if nobody chose.
const KIND: &str = "slag";
const MARK: &str = "marke";
/// The category that is renamed; without it the form adds one.
const WHICH: &str = "vilken";

/// A category as a row shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    id: CategoryId,
    name: String,
    kind: CategoryKind,
    order: u32,
}

/// The lists and the form.
pub fn categories(form: Form) -> AnyView {
    let list = form.beside();
    view! {
        {list.status()}
        {kinds(list, form, say!(settings::categories::SPLITS), say!(settings::categories::SPLITS_HELP), say!(settings::categories::NONE), true)}
        {kinds(list, form, say!(settings::categories::MARKS), say!(settings::categories::MARKS_HELP), say!(settings::categories::NO_MARKS), false)}
        {hidden(list)}
        {one_more(form)}
    }
    .into_any()
}

fn living(programme: &Programme) -> Vec<Row> {
    let row = |category: &samvaro_core::programme::shared::Category<'_>| Row {
        id: category.id,
        name: category.name.to_string(),
        kind: category.kind,
        order: category.order,
    };
    programme.shared().categories().iter().map(row).collect()
}

fn rows(form: Form, splits: bool) -> Vec<Row> {
    let mut rows = form.pen.look(form.whose, living).unwrap_or_default();
    rows.retain(|row| (row.kind == CategoryKind::Split) == splits);
    rows
}

fn kinds(
    list: Form,
    form: Form,
    heading: &'static str,
    help: &'static str,
    none: &'static str,
    splits: bool,
) -> AnyView {
    let rows = move || {
        let rows = rows(list, splits);
        if rows.is_empty() {
            return view! { <p>{none}</p> }.into_any();
        }
        let all = rows.clone();
        let lines = rows.into_iter().enumerate().map(|(index, row)| line(list, form, &all, index, row));
        view! { <ul class="duties">{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section stack">
            <h2>{heading}</h2>
            <p class="soft">{help}</p>
            {rows}
            {move || proposals(list, splits)}
        </section>
    }
    .into_any()
}

fn line(list: Form, form: Form, all: &[Row], index: usize, row: Row) -> AnyView {
    let up = (index > 0)
        .then(|| step(list, all, index, index - 1, say!(settings::categories::UP), IconName::ArrowUp));
    let down = (index + 1 < all.len())
        .then(|| step(list, all, index, index + 1, say!(settings::categories::DOWN), IconName::ArrowDown));
    let Row { id, name, .. } = row;
    let crossed = list.pen.look(list.whose, |programme| {
        let category = programme.categories.get(&id)?;
        of_thing(list, &name, category, worded, |fields| Fields::Category(id, fields))
    });
    let (rename, hide) = (
        say!(settings::categories::about)(say!(settings::categories::RENAME), &name),
        say!(settings::categories::about)(say!(settings::categories::HIDE), &name),
    );
    let begin = name.clone();
    let edit = move |_| {
        form.set(WHICH, id.to_string());
        form.set(name_field().id, begin.clone());
    };
    let stop = move |_| list.write(vec![Fields::Category(id, vec![CategoryField::Hidden(true)])]);
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{name}</h3>
            </div>
            <div class="row">
                {up} {down}
                <a class="button" href="#namn" aria-label=rename on:click=edit>
                    <Icon name=IconName::Pencil />
                    {say!(settings::categories::RENAME)}
                </a>
                <button class="button" type="button" aria-label=hide on:click=stop>
                    <Icon name=IconName::Trash />
                    {say!(settings::categories::HIDE)}
                </button>
            </div>
            {crossed.flatten()}
        </li>
    }
    .into_any()
}

/// What people see of a field.
fn worded(field: &CategoryField) -> Option<String> {
    match field {
        CategoryField::Name(name) => Some(name.to_string()),
        CategoryField::Kind(kind) => Some(say!(settings::kind)(*kind).to_owned()),
        CategoryField::Order(_) | CategoryField::Hidden(_) => None,
    }
}

/// Exchanges two that stand beside each other.
fn step(form: Form, all: &[Row], from: usize, to: usize, words: &'static str, icon: IconName) -> AnyView {
    let mut order = all.to_vec();
    order.swap(from, to);
    let label = say!(settings::categories::about)(words, &all[from].name);
    let first = all.iter().map(|row| row.order).min().unwrap_or(0);
    let moved = (first..).zip(order).filter(|(place, row)| row.order != *place);
    let edits: Vec<Fields> =
        moved.map(|(place, row)| Fields::Category(row.id, vec![CategoryField::Order(place)])).collect();
    view! {
        <button class="button" type="button" aria-label=label on:click=move |_| form.write(edits.clone())>
            <Icon name=icon />
        </button>
    }
    .into_any()
}

/// What can be set up with one tap, as far as it is not there.
fn proposals(form: Form, splits: bool) -> AnyView {
    let rows = rows(form, splits);
    let has = |name: &str| rows.iter().any(|row| row.name == name);
    let mut choices: Vec<(&'static str, Vec<(&'static str, CategoryKind)>)> = Vec::new();
    if splits && rows.is_empty() {
        let parts = say!(settings::categories::PROPOSED_SPLITS).map(|name| (name, CategoryKind::Split));
        choices.push((say!(settings::categories::PROPOSE_SPLITS), parts.to_vec()));
    }
    if !splits {
        let new = say!(settings::categories::PROPOSED_MARKS).into_iter().filter(|(name, kind)| {
            // There is one outside: more would count the same persons twice.
            let outside = *kind == CategoryKind::External && rows.iter().any(|row| row.kind == *kind);
            !has(name) && !outside
        });
        choices.extend(new.map(|(name, kind)| (name, vec![(name, kind)])));
    }
    if choices.is_empty() {
        return ().into_any();
    }
    let button = |(label, parts): (&'static str, Vec<(&'static str, CategoryKind)>)| {
        view! {
            <button class="button" type="button" on:click=move |_| propose(form, &parts)>
                <Icon name=IconName::Plus />
                {label}
            </button>
        }
    };
    view! {
        <h3>{say!(settings::categories::PROPOSALS)}</h3>
        <div class="row">{choices.into_iter().map(button).collect_view()}</div>
    }
    .into_any()
}

/// Sets up what is proposed, after all that is there. Who proposes the same at another desk means the
/// same categories.
fn propose(form: Form, parts: &[(&'static str, CategoryKind)]) {
    let next = untrack(|| next_order(form));
    let edits = (next..).zip(parts).filter_map(|(order, (name, kind))| {
        let id = CategoryId::proposed(name);
        Some(Fields::Category(id, set_up(Name::parse(name).ok()?, *kind, order)))
    });
    form.write(edits.collect());
}

fn set_up(name: Name, kind: CategoryKind, order: u32) -> Vec<CategoryField> {
    vec![
        CategoryField::Name(name),
        CategoryField::Kind(kind),
        CategoryField::Order(order),
        CategoryField::Hidden(false),
    ]
}

fn next_order(form: Form) -> u32 {
    let last = form.pen.look(form.whose, |programme| living(programme).iter().map(|row| row.order).max());
    last.flatten().map_or(1, |last| last.saturating_add(1))
}

fn hidden(form: Form) -> AnyView {
    let list = move || {
        let gone = form.pen.look(form.whose, |programme| {
            let hidden = programme.categories.iter().filter(|(_, registers)| registers.is_hidden());
            let named = hidden.filter_map(|(id, _)| programme.shared().category(*id));
            named.map(|category| (category.id, category.name.to_string())).collect::<Vec<_>>()
        });
        let gone = gone.unwrap_or_default();
        let row = |(id, name): (CategoryId, String)| {
            let label = say!(settings::categories::about)(say!(settings::categories::SHOW), &name);
            let show = move |_| form.write(vec![Fields::Category(id, vec![CategoryField::Hidden(false)])]);
            view! {
                <li class="duty">
                    <div class="duty-text">
                        <h3>{name}</h3>
                    </div>
                    <button class="button" type="button" aria-label=label on:click=show>
                        <Icon name=IconName::Undo />
                        {say!(settings::categories::SHOW)}
                    </button>
                </li>
            }
        };
        (!gone.is_empty()).then(|| {
            view! {
                <section class="section stack">
                    <h2>{say!(settings::categories::HIDDEN)}</h2>
                    <p class="soft">{say!(settings::categories::HIDDEN_HELP)}</p>
                    <ul class="duties">{gone.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    list.into_any()
}

fn one_more(form: Form) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit(untrack(|| typed(form)).map(|fields| vec![fields]));
    };
    let renames = move || form.typed(WHICH).is_some();
    let nothing = || String::new();
    let kind = move |value: &'static str, kind: CategoryKind, help: &'static str| {
        let chosen = move || form.typed(KIND).unwrap_or_default() == value;
        view! {
            <label class="choice">
                <input type="radio" name=KIND prop:checked=chosen on:change=move |_| form.set(KIND, value.to_owned()) />
                <span>{say!(settings::kind)(kind)} <small>{help}</small></span>
            </label>
        }
    };
    let kinds = move || {
        (!renames()).then(|| {
            view! {
                <fieldset class="choices">
                    <legend>{say!(settings::categories::KIND)}</legend>
                    {kind("", CategoryKind::Split, say!(settings::categories::SPLITS_HELP))}
                    {kind(MARK, CategoryKind::Mark, say!(settings::categories::MARKS_HELP))}
                </fieldset>
            }
        })
    };
    view! {
        <form class="section stack" novalidate on:submit=submit>
            <h2>{move || if renames() { say!(settings::categories::RENAME) } else { say!(settings::categories::ADD) }}</h2>
            {form.mistakes()}
            {field(form, name_field(), nothing)}
            {kinds}
            {form.button(say!(settings::SAVE))}
        </form>
    }
    .into_any()
}

/// What the form says.
fn typed(form: Form) -> Result<Fields, Vec<Mistake>> {
    let wrong = |wrong| vec![(name_field().id, name_field().label, wrong)];
    let text = form.typed(name_field().id).unwrap_or_default();
    let name = Name::parse(&text).map_err(|error| wrong(error.into()))?;
    if name.as_str().chars().count() > NAME_MAX_CHARS {
        return Err(wrong(super::setting::Wrong::TooLong(NAME_MAX_CHARS)));
    }
    if let Some(renamed) = form.typed(WHICH).and_then(|id| id.parse().ok()) {
        return Ok(Fields::Category(renamed, vec![CategoryField::Name(name)]));
    }
    let kind =
        if form.typed(KIND).as_deref() == Some(MARK) { CategoryKind::Mark } else { CategoryKind::Split };
    if rows(form, kind == CategoryKind::Split).len() >= Delta::MAX_CATEGORIES {
        return Err(wrong(super::setting::Wrong::Full));
    }
    Ok(Fields::Category(CategoryId(form.fresh()), set_up(name, kind, next_order(form))))
}

/// What fits on a button, in characters.
const NAME_MAX_CHARS: usize = 24;
