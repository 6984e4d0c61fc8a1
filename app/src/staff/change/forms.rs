//! The three things to do to an occurrence, each behind a row that opens.

use jiff::civil::Time;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use samvaro_core::id::Position;
use samvaro_core::iso::Written;
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::day_edit::{self, Whereabouts};
use samvaro_core::target::Target;
use samvaro_core::text::Line;

use super::super::form::{error, field};
use super::super::reason::{Reason, reason_of};
use super::super::typed::{DAY, FROM, NOTE, ROOM, Typed, UNTIL};
use super::Changing;
use crate::browser::derived::Derived;
use crate::browser::{last_edit, tablet};
use crate::icon::{Icon, IconName};

/// Which row is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Cancel,
    Move,
    Note,
}

/// A form that is open. Its edit has seen what held when it was opened: what a colleague changes
/// while somebody types is then shown beside it, and not overwritten.
#[derive(Clone, Copy)]
struct Open {
    changing: Changing,
    base: Position,
    part: RwSignal<Option<Part>>,
    wrong: RwSignal<Option<&'static str>>,
}

impl Open {
    fn write(self, words: String, fields: samvaro_core::field::Fields) {
        last_edit::make(words, vec![fields], self.base);
        self.part.set(None);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The rows.
#[component]
pub(super) fn Forms(changing: Changing) -> impl IntoView {
    let part = RwSignal::new(None);
    let cancelled = Derived::new(move || {
        let found = changing.found.read();
        matches!(found.as_ref().as_ref().map(|found| &found.state), Some(State::Cancelled { .. }))
    });
    view! {
        <div class="parts">
            {move || (!cancelled.get()).then(|| row(changing, part, Part::Cancel, IconName::CircleX, say!(staff::change::CANCEL)))}
            {row(changing, part, Part::Move, IconName::Moved, say!(staff::change::MOVE))}
            {row(changing, part, Part::Note, IconName::Note, say!(staff::change::NOTE))}
        </div>
    }
}

fn row(
    changing: Changing,
    part: RwSignal<Option<Part>>,
    this: Part,
    icon: IconName,
    words: &'static str,
) -> AnyView {
    let is_open = Derived::new(move || part.get() == Some(this));
    let toggle = move |_| part.update(|part| *part = (*part != Some(this)).then_some(this));
    let form = move || {
        is_open.get().then(|| {
            let open = Open { changing, base: untrack(tablet::base), part, wrong: RwSignal::new(None) };
            match this {
                Part::Cancel => cancel(open),
                Part::Move => relocate(open),
                Part::Note => note(open),
            }
        })
    };
    view! {
        <section class="part">
            <h2>
                <button
                    class="part-head"
                    type="button"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    <Icon name=icon />
                    {words}
                </button>
            </h2>
            {form}
        </section>
    }
    .into_any()
}

fn cancel(open: Open) -> AnyView {
    let submit = move |event: SubmitEvent| match reason_of(&Typed::of(&event)) {
        Ok(reason) => {
            let words = say!(staff::change::cancelled)(&open.changing.name());
            open.write(words, day_edit::cancel(open.changing.key, reason));
        }
        Err(wrong) => open.wrong.set(Some(wrong)),
    };
    view! {
        <form class="stack" on:submit=submit>
            {counted(open.changing)}
            <Reason
                reasons=say_publicly!(staff::change::REASONS)
                offered=say!(staff::change::REASONS)
                before=say_publicly!(staff::day::CANCELLED)
            />
            {error(open.wrong)}
            <button class="button stop tall">{say!(staff::change::CANCEL)}</button>
        </form>
    }
    .into_any()
}

/// Cancelling takes nobody away who has been counted.
fn counted(changing: Changing) -> impl IntoView {
    let total = Derived::new(move || tablet::tally(Target::Occurrence(changing.key)).total);
    move || (total.get() > 0).then(|| view! { <p>{say!(staff::change::counted_stay)(total.get())}</p> })
}

fn relocate(open: Open) -> AnyView {
    let Some(now) = open.changing.found.get_untracked() else { return ().into_any() };
    let seen = Whereabouts::of(&now);
    let submit = move |event: SubmitEvent| {
        if let Err(wrong) = take_move(open, &Typed::of(&event), &seen) {
            open.wrong.set(Some(wrong));
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {when_and_where(&now)}
            {error(open.wrong)}
            <button class="button main tall">{say!(staff::change::SAVE_MOVE)}</button>
        </form>
    }
    .into_any()
}

fn take_move(open: Open, typed: &Typed, seen: &Whereabouts) -> Result<(), &'static str> {
    let date = typed.day().ok_or(say!(staff::change::NO_DAY))?;
    let time = typed.time(seen.time.end_days_later).map_err(|_| say!(staff::change::NO_TIME))?;
    let room = typed.name(ROOM).map_err(|_| say!(staff::change::NO_ROOM))?;
    let to = Whereabouts { date, time, room };
    let key = open.changing.key;
    let fields = untrack(|| tablet::view(|state| state.programme.move_to(key, seen, &to)).flatten());
    open.write(
        say!(staff::change::moved)(&open.changing.name()),
        fields.ok_or(say!(staff::change::NOTHING_CHANGED))?,
    );
    Ok(())
}

/// The fields of a day, a time and a room, as they are now.
fn when_and_where(now: &Occurrence) -> impl IntoView {
    let room = now.room.as_ref().map_or_else(String::new, ToString::to_string);
    view! {
        {field(DAY, say!(staff::change::DAY), "date", Written(now.date).to_string())}
        <div class="field-pair">
            {field(FROM, say!(staff::change::FROM), "time", time_value(now.time.start))}
            {field(UNTIL, say!(staff::change::UNTIL), "time", time_value(now.time.end))}
        </div>
        {field(ROOM, say!(staff::change::ROOM), "text", room)}
    }
}

/// As a time field wants it: 09:30.
fn time_value(time: Option<Time>) -> String {
    time.map_or_else(String::new, |time| format!("{:02}:{:02}", time.hour(), time.minute()))
}

fn note(open: Open) -> AnyView {
    let Some(now) = open.changing.found.get_untracked() else { return ().into_any() };
    let submit = move |event: SubmitEvent| match Line::parse(&Typed::of(&event).text(NOTE)) {
        Ok(line) => {
            let words = say!(staff::change::noted)(&open.changing.name());
            open.write(words, day_edit::note(open.changing.key, Some(line)));
        }
        Err(_) => open.wrong.set(Some(say!(staff::change::NO_TEXT))),
    };
    let value = now.note.as_ref().map_or_else(String::new, ToString::to_string);
    view! {
        <form class="stack" on:submit=submit>
            <div class="field">
                <label for=NOTE>{say!(staff::change::NOTE_FIELD)}</label>
                <small id="rad-hjalp">{say!(staff::change::NOTE_HELP)}</small>
                <input
                    id=NOTE
                    name=NOTE
                    value=value
                    autocomplete="off"
                    maxlength=Line::MAX_CHARS.to_string()
                    aria-describedby="rad-hjalp"
                />
            </div>
            {error(open.wrong)}
            <button class="button main tall">{say!(staff::change::SAVE_NOTE)}</button>
        </form>
    }
    .into_any()
}
