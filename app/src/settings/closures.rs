//! The closed periods of a place: those to come, and a form for one more.

use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::field::{ClosureField, Fields, Period};
use samvaro_core::id::ClosureId;
use samvaro_core::iso;
use samvaro_core::programme::closed_periods::ClosedPeriod;
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::text::Line;

use super::effect::today;
use super::field::{Input, Look, field};
use super::form::{Form, Mistake};
use super::setting::Wrong;
use super::versions::of_thing;
use crate::icon::{Icon, IconName};

fn first_day() -> Look {
    Look {
        id: "fran",
        label: say!(settings::closures::FROM),
        hint: say!(settings::closures::FROM_HINT),
        input: Input::Date,
    }
}

fn last_day() -> Look {
    Look {
        id: "till",
        label: say!(settings::closures::UNTIL),
        hint: say!(settings::closures::UNTIL_HINT),
        input: Input::Date,
    }
}

fn reason_field() -> Look {
    Look {
        id: "varfor",
        label: say!(settings::closures::REASON),
        hint: say!(settings::closures::REASON_HINT),
        input: Input::Line,
    }
}

/// The period that is changed; without it the form adds one.
const WHICH: &str = "vilken";

/// What is looked at when telling what rests, at most, in days.
const TOLD_MAX_DAYS: i64 = 366;

/// The list and the form.
pub fn closures(form: Form) -> AnyView {
    let list = form.beside();
    let removed = RwSignal::new(None::<ClosureId>);
    let rows = move || {
        let periods = form.pen.look(form.whose, |programme| programme.closed_periods()).unwrap_or_default();
        let today = today();
        let coming: Vec<_> = periods.into_iter().filter(|closed| closed.period.until >= today).collect();
        if coming.is_empty() {
            return view! { <p>{say!(settings::closures::NONE)}</p> }.into_any();
        }
        let rows = coming.into_iter().map(|closed| row(list, form, removed, closed)).collect_view();
        view! { <ul class="duties">{rows}</ul> }.into_any()
    };
    let undo = move || {
        removed.get().map(|id| {
            let bring_back = move |_| {
                removed.set(None);
                list.write(vec![Fields::Closure(id, vec![ClosureField::Hidden(false)])]);
            };
            view! {
                <div class="banner calm" role="status">
                    <Icon name=IconName::CircleCheck />
                    <div>{say!(settings::closures::REMOVED)}</div>
                    <button class="button" type="button" on:click=bring_back>
                        <Icon name=IconName::Undo />
                        {say!(settings::closures::UNDO)}
                    </button>
                </div>
            }
        })
    };
    view! {
        <h2 class="sr-only">{say!(settings::closures::COMING)}</h2>
        {rows}
        {list.status()}
        {undo}
        {one_more(form)}
    }
    .into_any()
}

fn row(list: Form, form: Form, removed: RwSignal<Option<ClosureId>>, closed: ClosedPeriod) -> AnyView {
    let id = closed.id;
    let rests = form.pen.look(form.whose, |programme| {
        let window = told(closed.period);
        let gone = Fields::Closure(id, vec![ClosureField::Hidden(true)]);
        programme.after(&gone).would_rest(&fields_of(&closed), window)
    });
    let crossed = form.pen.look(form.whose, |programme| {
        let closure = programme.closures.get(&id)?;
        of_thing(list, &say!(settings::closures::named)(&closed), closure, worded, |fields| {
            Fields::Closure(id, fields)
        })
    });
    let (change, remove) = (
        say!(settings::closures::about)(say!(settings::closures::EDIT), &closed),
        say!(settings::closures::about)(say!(settings::closures::REMOVE), &closed),
    );
    let begin = closed.clone();
    let edit = move |_| {
        form.set(WHICH, begin.id.to_string());
        form.set(first_day().id, iso::Written(begin.period.from).to_string());
        form.set(last_day().id, iso::Written(begin.period.until).to_string());
        form.set(reason_field().id, begin.reason.as_ref().map_or_else(String::new, Line::to_string));
    };
    let hide = move |_| {
        removed.set(Some(id));
        list.write(vec![Fields::Closure(id, vec![ClosureField::Hidden(true)])]);
    };
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{say!(date_span)(closed.period.from, closed.period.until)}</h3>
                {closed.reason.as_ref().map(|reason| view! { <p>{reason.to_string()}</p> })}
                <p>{rests.map(say!(settings::rests))}</p>
                {closed.needs_review.then(|| view! { <p role="alert">{say!(settings::closures::REVIEW)}</p> })}
            </div>
            <a class="button" href="#fran" aria-label=change on:click=edit>
                <Icon name=IconName::Pencil />
                {say!(settings::closures::EDIT)}
            </a>
            <button class="button" type="button" aria-label=remove on:click=hide>
                <Icon name=IconName::Trash />
                {say!(settings::closures::REMOVE)}
            </button>
            {crossed.flatten()}
        </li>
    }
    .into_any()
}

/// What people see of a field.
fn worded(field: &ClosureField) -> Option<String> {
    match field {
        ClosureField::Period(period) => Some(say!(date_span)(period.from, period.until)),
        ClosureField::Reason(reason) => Some(reason.as_ref().map_or_else(String::new, Line::to_string)),
        ClosureField::Hidden(_) => None,
    }
}

fn one_more(form: Form) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit(typed(form).map(|fields| vec![fields]));
    };
    let heading = move || {
        if form.typed(WHICH).is_some() {
            say!(settings::closures::CHANGE)
        } else {
            say!(settings::closures::ADD)
        }
    };
    let nothing = || String::new();
    let effect = move || {
        let Ok(Fields::Closure(id, fields)) = typed(form) else { return None };
        let period = fields.iter().find_map(|field| match field {
            ClosureField::Period(period) => Some(*period),
            _ => None,
        })?;
        let rests = form.pen.look(form.whose, |programme| {
            let before = programme.after(&Fields::Closure(id, vec![ClosureField::Hidden(true)]));
            let visible = Fields::Closure(id, [fields, vec![ClosureField::Hidden(false)]].concat());
            before.would_rest(&visible, told(period))
        });
        rests.map(say!(settings::rests))
    };
    view! {
        <form class="section stack" novalidate on:submit=submit>
            <h2>{heading}</h2>
            {form.mistakes()}
            <div class="field-pair">{field(form, first_day(), nothing)} {field(form, last_day(), nothing)}</div>
            {field(form, reason_field(), nothing)}
            <p role="status">{effect}</p>
            {form.button(say!(settings::SAVE))}
        </form>
    }
    .into_any()
}

/// The part of a period of which is told what rests.
fn told(period: Period) -> Window {
    let latest = plus_days(period.from, TOLD_MAX_DAYS).unwrap_or(Date::MAX);
    Window::new(period.from, period.until.min(latest))
}

fn fields_of(closed: &ClosedPeriod) -> Fields {
    let fields = vec![
        ClosureField::Period(closed.period),
        ClosureField::Reason(closed.reason.clone()),
        ClosureField::Hidden(false),
    ];
    Fields::Closure(closed.id, fields)
}

/// What the form says.
fn typed(form: Form) -> Result<Fields, Vec<Mistake>> {
    let text = |look: Look| form.typed(look.id).unwrap_or_default();
    let wrong = |look: Look, wrong| vec![(look.id, look.label, wrong)];
    let from = iso::date(&text(first_day())).ok_or_else(|| wrong(first_day(), Wrong::NotADate))?;
    let until = match text(last_day()).as_str() {
        "" => from,
        typed => iso::date(typed).ok_or_else(|| wrong(last_day(), Wrong::NotADate))?,
    };
    if until < from {
        return Err(wrong(last_day(), Wrong::EndsBefore));
    }
    if until < today() {
        return Err(wrong(last_day(), Wrong::HasBeen));
    }
    let reason = match text(reason_field()).trim() {
        "" => None,
        typed => Some(Line::parse(typed).map_err(|error| wrong(reason_field(), error.into()))?),
    };
    let changed = form.typed(WHICH).and_then(|id| id.parse().ok());
    let mut fields = vec![ClosureField::Period(Period { from, until }), ClosureField::Reason(reason)];
    if changed.is_some() {
        // Whoever saves it wants it, whatever became of it meanwhile.
        fields.push(ClosureField::Hidden(false));
    }
    Ok(Fields::Closure(changed.unwrap_or_else(|| ClosureId(form.fresh())), fields))
}
