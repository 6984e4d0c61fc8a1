//! What two people wrote without seeing each other, side by side, and the one press that settles it.

use leptos::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::clash::{Clash, Version};
use samvaro_core::field::{ActivityField, Field, Fields, Put, SlotField};
use samvaro_core::id::{ActivityId, SlotId};
use samvaro_core::programme::edit::activity_fact::ActivityFact;
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::schedule::Schedule;

use super::editor::{Editor, Work};
use super::page::Page;
use crate::browser::clock;
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};

/// Everything of an activity that waits for a person; nothing if nothing does.
pub fn review_view(editor: Editor, id: ActivityId) -> AnyView {
    let review = Derived::new(move || editor.read(|programme| programme.review(id)).unwrap_or_default());
    let shown = move || {
        let review = review.get();
        (!review.is_empty()).then(|| {
            let work = Work::new(String::new());
            let settle = Settle { editor, work, next: Page::Activity(id) };
            let fields = move |fields| Fields::Activity(id, fields);
            let own = review.activity.map(|clash| settle.clash(&clash, &activity_words, fields));
            let slots = review.slots.into_iter().map(|(slot, clash)| {
                settle.clash(&clash, &slot_words, move |fields| Fields::Slot(slot, fields))
            });
            let deleted = review.activity_deleted.then(|| settle.deleted(Thing::Activity(id)));
            let slots_deleted = review.slots_deleted.into_iter().map(|slot| settle.deleted(Thing::Slot(slot)));
            view! {
                {own}
                {slots.collect_view()}
                {deleted}
                {slots_deleted.collect_view()}
                {move || work.problem.get().map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
            }
        })
    };
    shown.into_any()
}

#[derive(Clone, Copy)]
enum Thing {
    Activity(ActivityId),
    Slot(SlotId),
}

impl Thing {
    fn hidden(self, hidden: bool) -> Fields {
        match self {
            Self::Activity(id) => Fields::Activity(id, vec![ActivityField::Hidden(hidden)]),
            Self::Slot(id) => Fields::Slot(id, vec![SlotField::Hidden(hidden)]),
        }
    }
}

/// Writes the answer.
#[derive(Clone, Copy)]
struct Settle {
    editor: Editor,
    work: Work,
    next: Page,
}

impl Settle {
    fn write(self, fields: Fields) {
        let body = Body::Put(Put { fields, base: self.editor.seen() });
        self.editor.save_and_go(vec![body], self.work, self.next);
    }

    fn clash<F: Field + Send + Sync + 'static>(
        self,
        clash: &Clash<F>,
        words: &dyn Fn(&F) -> (&'static str, String),
        fields: impl Fn(Vec<F>) -> Fields + Copy + Send + Sync + 'static,
    ) -> AnyView {
        let side = |version: &Version<F>, heading, button, chosen: Vec<F>| {
            let said: Vec<_> = version.values.iter().map(words).collect();
            let choose = Callback::new(move |()| self.write(fields(chosen.clone())));
            side(heading, version.edit.clamped_at, said, button, choose)
        };
        let standing = side(
            &clash.standing,
            say!(editor::programme::review::STANDS),
            say!(editor::programme::review::KEEP),
            clash.keep(),
        );
        let lost = clash.lost.iter().map(|it| {
            side(
                it,
                say!(editor::programme::review::OTHER),
                say!(editor::programme::review::CHOOSE),
                clash.take(it),
            )
        });
        view! {
            <section class="stack close section">
                <div class="banner help">
                    <Icon name=IconName::TriangleAlert />
                    <div>
                        <h2>{say!(editor::programme::review::HEADING)}</h2>
                        {say!(editor::programme::review::HELP)}
                    </div>
                </div>
                <div class="versions">{standing} {lost.collect_view()}</div>
            </section>
        }
        .into_any()
    }

    fn deleted(self, thing: Thing) -> AnyView {
        view! {
            <section class="banner help">
                <Icon name=IconName::TriangleAlert />
                <div>
                    <b>{say!(editor::programme::review::DELETED)}</b>
                </div>
                <button class="button" type="button" on:click=move |_| self.write(thing.hidden(false))>
                    {say!(editor::programme::review::KEEP_IT)}
                </button>
                <button class="button stop" type="button" on:click=move |_| self.write(thing.hidden(true))>
                    {say!(editor::programme::review::DELETE_IT)}
                </button>
            </section>
        }
        .into_any()
    }
}

/// One version: when it was written, what it says, and the button.
fn side(
    heading: &'static str,
    at: samvaro_core::id::Millis,
    said: Vec<(&'static str, String)>,
    button: &'static str,
    choose: Callback<()>,
) -> AnyView {
    let at = clock::wall(at);
    let when = [say!(short_date)(at.date()), " ".to_owned(), say!(time)(at.time())].concat();
    let row = |(label, words): (&'static str, String)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{words}</dd>
            </div>
        }
    };
    view! {
        <div class="version">
            <h3>{heading}</h3>
            <p class="soft">{say!(editor::programme::review::written)(&when)}</p>
            <dl class="said">{said.into_iter().map(row).collect_view()}</dl>
            <button class="button wide" type="button" on:click=move |_| choose.run(())>
                {button}
            </button>
        </div>
    }
    .into_any()
}

fn yes_or_no(yes: bool) -> String {
    if yes { say!(editor::programme::facts::YES_WORD) } else { say!(editor::programme::review::NO) }
        .to_owned()
}

fn activity_words(field: &ActivityField) -> (&'static str, String) {
    match (ActivityFact::of(field), field) {
        (Some((fact, said)), _) => {
            (say!(editor::programme::facts::label)(fact), say!(editor::programme::facts::said)(fact, &said))
        }
        (None, ActivityField::Published(yes)) => {
            (say!(editor::programme::review::PUBLISHED), yes_or_no(*yes))
        }
        (None, _) => (say!(editor::programme::review::OTHER_FIELD), String::new()),
    }
}

fn slot_words(field: &SlotField) -> (&'static str, String) {
    let plain = |schedule: &Schedule| {
        say!(editor::programme::slot::line)(&SlotLine::new(ActivityId(uuid::Uuid::nil()), schedule.clone()))
    };
    match field {
        SlotField::Schedule(schedule) => {
            let span = say!(editor::programme::slot::span)(schedule, clock::today())
                .map(|span| [". ", &span].concat())
                .unwrap_or_default();
            (say!(editor::programme::review::WHEN), [plain(schedule), span].concat())
        }
        SlotField::Time(time) => {
            (say!(editor::programme::review::TIME), say!(time_span)(*time).unwrap_or_default())
        }
        SlotField::Room(room) => {
            (say!(editor::programme::slot::ROOM), room.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        SlotField::Note(note) => {
            (say!(editor::programme::slot::NOTE), note.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        SlotField::Published(yes) => (say!(editor::programme::review::PUBLISHED), yes_or_no(*yes)),
        _ => (say!(editor::programme::review::OTHER_FIELD), String::new()),
    }
}
