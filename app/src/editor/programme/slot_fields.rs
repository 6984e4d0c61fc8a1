//! The fields of a slot's form: how often, which days, when and where.

use leptos::prelude::*;

use super::control::{self, Control, Input, choice};
use super::slot_form::{Kind, SlotForm, SlotProblem, weekday};
use crate::browser::derived::Derived;
use crate::icon::{Icon, IconName};

/// What is done to the form.
pub type Change = Box<dyn FnOnce(&mut SlotForm)>;

/// The form that the fields show and change.
#[derive(Clone, Copy)]
pub struct Fields {
    /// As it is typed.
    pub form: Signal<SlotForm>,
    /// Takes what is done to it.
    pub change: Callback<Change>,
    /// What is wrong with it.
    pub problems: Signal<Vec<SlotProblem>>,
}

/// The month's weekdays that can be chosen.
const ORDINALS: [i8; 5] = [1, 2, 3, 4, -1];

/// Where the field of a problem stands.
pub fn id(problem: SlotProblem) -> &'static str {
    match problem {
        SlotProblem::NoWeekday => "veckodagar",
        SlotProblem::NoDate | SlotProblem::TooManyDates | SlotProblem::NoFrom => "forsta",
        SlotProblem::NoDay => "datum",
        SlotProblem::EndsBeforeStart => "sista",
        SlotProblem::Start => "borjar",
        SlotProblem::End => "slutar",
        SlotProblem::Room => "rum",
        SlotProblem::Note => "rad",
    }
}

/// All of them.
pub fn slot_fields(fields: Fields) -> AnyView {
    let kind = Derived::new(move || fields.form.read().kind);
    let days = move || match kind.get() {
        Kind::Weekly | Kind::Odd | Kind::Even => {
            fields.weekdays(say!(editor::programme::slot::WEEKDAYS), None)
        }
        Kind::MonthlyWeekday => {
            let ordinals = fields.ordinals();
            (ordinals, fields.weekdays(say!(editor::programme::slot::WEEKDAY), Some("veckodag"))).into_any()
        }
        Kind::MonthlyDate => {
            fields
                .text("datum", say!(editor::programme::slot::DAY), None, Input::Figures, |form| &mut form.day)
        }
        Kind::Dates => fields.dates(),
        Kind::Once | Kind::Rule => ().into_any(),
    };
    let span = move || match kind.get() {
        Kind::Once => fields
            .text("forsta", say!(editor::programme::slot::DATE), None, Input::Date, |form| &mut form.from),
        Kind::Dates | Kind::Rule => ().into_any(),
        _ => fields.span(),
    };
    view! {
        {fields.kinds()}
        {days}
        {span}
        <div class="field-pair">
            {fields.text("borjar", say!(editor::programme::slot::START), Some(say!(editor::programme::slot::TIME_HELP)), Input::Figures, |form| &mut form.start)}
            {fields.text("slutar", say!(editor::programme::slot::END), Some(say!(editor::programme::slot::TIME_HELP)), Input::Figures, |form| &mut form.end)}
        </div>
        {fields.text("rum", say!(editor::programme::slot::ROOM), Some(say!(editor::programme::slot::ROOM_HELP)), Input::Line, |form| &mut form.room)}
        {fields.text("rad", say!(editor::programme::slot::NOTE), None, Input::Line, |form| &mut form.note)}
    }
    .into_any()
}

impl Fields {
    fn does(self, change: impl FnOnce(&mut SlotForm) + 'static) {
        self.change.run(Box::new(change));
    }

    fn error(self, id_here: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = self.problems.read();
            problems
                .iter()
                .find(|problem| id(**problem) == id_here)
                .map(|problem| say!(editor::programme::slot::mend)(*problem))
        })
    }

    fn text(
        self,
        id: &'static str,
        label: &'static str,
        help: Option<&'static str>,
        input: Input,
        place: fn(&mut SlotForm) -> &mut String,
    ) -> AnyView {
        control::control(Control {
            id,
            label,
            help,
            input,
            value: Signal::derive(move || place(&mut self.form.get()).clone()),
            set: Callback::new(move |typed| self.does(move |form| *place(form) = typed)),
            error: self.error(id),
        })
    }

    fn kinds(self) -> AnyView {
        let has_rule = self.form.read_untracked().rule.is_some();
        let kinds = Kind::CHOICES.into_iter().chain(has_rule.then_some(Kind::Rule));
        let row = |kind: Kind| {
            let chosen = Signal::derive(move || self.form.read().kind == kind);
            let choose = Callback::new(move |_| self.does(move |form| form.kind = kind));
            choice(
                Some("hur-ofta"),
                say!(editor::programme::slot::kind)(kind).to_owned(),
                None,
                chosen,
                choose,
            )
        };
        view! {
            <fieldset class="choices row">
                <legend>{say!(editor::programme::slot::KIND)}</legend>
                {kinds.map(row).collect_view()}
            </fieldset>
        }
        .into_any()
    }

    /// Several weekdays, or the one of a group.
    fn weekdays(self, legend: &'static str, group: Option<&'static str>) -> AnyView {
        let row = |number: i8| {
            let day = usize::from(number.unsigned_abs());
            let chosen = Signal::derive(move || self.form.read().weekdays[day]);
            let choose = Callback::new(move |yes| {
                self.does(move |form| {
                    if group.is_some() {
                        form.weekdays = [false; 7];
                    }
                    form.weekdays[day] = yes;
                });
            });
            choice(
                group,
                say!(capitalised)(say!(editor::programme::slot::weekday)(weekday(number))),
                None,
                chosen,
                choose,
            )
        };
        let error = self.error("veckodagar");
        view! {
            <fieldset class="choices row short" id="veckodagar" tabindex="-1">
                <legend>{legend}</legend>
                {(0..7).map(row).collect_view()}
                {move || error.get().map(control::field_error)}
            </fieldset>
        }
        .into_any()
    }

    fn ordinals(self) -> AnyView {
        let row = |ordinal: i8| {
            let chosen = Signal::derive(move || self.form.read().ordinal == ordinal);
            let choose = Callback::new(move |_| self.does(move |form| form.ordinal = ordinal));
            choice(
                Some("vilken"),
                say!(editor::programme::slot::ordinal)(ordinal).to_owned(),
                None,
                chosen,
                choose,
            )
        };
        view! {
            <fieldset class="choices row">
                <legend>{say!(editor::programme::slot::ORDINAL)}</legend>
                {ORDINALS.map(row)}
            </fieldset>
        }
        .into_any()
    }

    fn span(self) -> AnyView {
        view! {
            <div class="field-pair">
                {self.text("forsta", say!(editor::programme::slot::FROM), None, Input::Date, |form| &mut form.from)}
                {self.text("sista", say!(editor::programme::slot::UNTIL), Some(say!(editor::programme::slot::UNTIL_HELP)), Input::Date, |form| &mut form.until)}
            </div>
        }
        .into_any()
    }

    fn dates(self) -> AnyView {
        let dates = Derived::new(move || self.form.read().dates.clone());
        let add = move |_| {
            self.does(|form| {
                let day = form.from.clone();
                if samvaro_core::iso::date(&day).is_some() {
                    form.dates.insert(day);
                }
            });
        };
        let rows = move || dates.get().into_iter().map(|date| self.listed(date)).collect_view();
        view! {
            <div class="stack">
                {self.text("forsta", say!(editor::programme::slot::DATES), None, Input::Date, |form| &mut form.from)}
                <button class="button" type="button" on:click=add>
                    <Icon name=IconName::Plus />
                    {say!(editor::programme::slot::ADD_DATE)}
                </button>
                <ul class="whole-rows">{rows}</ul>
            </div>
        }
        .into_any()
    }

    fn listed(self, date: String) -> AnyView {
        let words = samvaro_core::iso::date(&date).map(say!(long_date)).unwrap_or_default();
        let label = say!(editor::programme::slot::remove_date)(&words);
        let gone = date.clone();
        let remove = move |_| {
            let gone = gone.clone();
            self.does(move |form| form.dates.retain(|date| *date != gone));
        };
        view! {
            <li class="row spread">
                <span>{words}</span>
                <button class="button low" type="button" aria-label=label on:click=remove>
                    <Icon name=IconName::X />
                </button>
            </li>
        }
        .into_any()
    }
}
