//! The screens of the settings: all sections with what holds, and one section with its form.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::categories::categories;
use super::closures::closures;
use super::effect::{of_red_days, today};
use super::field::{Look, field};
use super::form::{Form, Mistake};
use super::section::Section;
use super::setting::{Kind, Setting};
use super::sign_ups::{in_words, sign_ups};
use super::versions::of_setting;
use crate::icon::{Icon, IconName};
use crate::pen::{Pen, Whose};

/// The screen at `rest` below `home`, with its heading.
pub fn settings(pen: Pen, whose: Whose, home: String, rest: &str) -> AnyView {
    let of = match whose {
        Whose::Place => &Section::PLACE[..],
        Whose::Shared => &Section::SHARED[..],
    };
    match Section::named(of, rest.trim_matches('/')) {
        Some(section) => one(pen, whose, home, section),
        None => all(pen, whose, of, home),
    }
}

fn all(pen: Pen, whose: Whose, of: &'static [Section], home: String) -> AnyView {
    let (heading, lead) = match whose {
        Whose::Place => (say!(settings::HEADING), say!(settings::LEAD)),
        Whose::Shared => (say!(settings::SHARED_HEADING), say!(settings::SHARED_LEAD)),
    };
    let rows = of.iter().map(|section| row(pen, whose, &home, *section)).collect_view();
    view! {
        <div class="head">
            <h1>{heading}</h1>
        </div>
        <p class="lead">{lead}</p>
        <h2 class="sr-only">{say!(settings::SECTIONS)}</h2>
        <ul class="duties">{rows}</ul>
    }
    .into_any()
}

fn row(pen: Pen, whose: Whose, home: &str, section: Section) -> AnyView {
    let crossed = move || {
        let contested = pen.look(whose, |programme| section.is_contested(programme));
        contested.unwrap_or_default().then(|| {
            view! {
                <p>
                    <span class="chip">
                        <Icon name=IconName::TriangleAlert />
                        {say!(settings::TWO_VERSIONS)}
                    </span>
                </p>
            }
        })
    };
    let href = [home, "/", section.slug()].concat();
    view! {
        <li class="duty">
            <div class="duty-text">
                <h3>{say!(settings::heading)(section)}</h3>
                {move || summary(pen, whose, section).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                {crossed}
            </div>
            <a class="button" href=href aria-label=say!(settings::change)(section)>
                <Icon name=IconName::Pencil />
                {say!(settings::CHANGE)}
            </a>
        </li>
    }
    .into_any()
}

/// What holds, a line for each thing.
fn summary(pen: Pen, whose: Whose, section: Section) -> Vec<String> {
    let lines = pen.look(whose, |programme| match section {
        Section::Closed => {
            let today = today();
            let coming = programme.closed_periods().into_iter().filter(|closed| closed.period.until >= today);
            let lines: Vec<String> = coming.map(|period| say!(settings::closures::named)(&period)).collect();
            if lines.is_empty() { vec![say!(settings::closures::NONE).to_owned()] } else { lines }
        }
        Section::Categories => {
            let named = programme.shared().categories().into_iter().map(|category| category.name.to_string());
            let named: Vec<String> = named.collect();
            let none = named.is_empty().then(|| say!(settings::categories::NONE).to_owned());
            vec![none.unwrap_or_else(|| say!(list_of)(&named))]
        }
        Section::SignUps => vec![in_words(programme.shared().sign_ups())],
        _ => {
            let said = section.settings().iter().map(|setting| (*setting, setting.words(programme)));
            let said = said.filter(|(setting, words)| setting.kind() == Kind::Yes || !words.is_empty());
            let lines: Vec<String> =
                said.map(|(setting, words)| say!(settings::summary)(setting, &words)).collect();
            if lines.is_empty() { vec![say!(settings::NOTHING).to_owned()] } else { lines }
        }
    });
    lines.unwrap_or_default()
}

fn one(pen: Pen, whose: Whose, home: String, section: Section) -> AnyView {
    let form = Form::open(pen, whose, [&home, "/", section.slug()].concat());
    let body = match section {
        Section::Closed => closures(form),
        Section::Categories => categories(form),
        Section::SignUps => sign_ups(form),
        _ => fields(form, section),
    };
    view! {
        <a class="quiet link" href=home>
            <Icon name=IconName::ArrowLeft />
            {say!(settings::ALL)}
        </a>
        <div class="head">
            <h1>{say!(settings::heading)(section)}</h1>
        </div>
        <p class="lead">{say!(settings::help)(section)}</p>
        {body}
    }
    .into_any()
}

fn fields(form: Form, section: Section) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit(untrack(|| written(form, section)));
    };
    let crossed = section.settings().iter().map(|setting| of_setting(form, *setting)).collect_view();
    let inputs = section.settings().iter().map(|&setting| {
        let look = Look {
            id: setting.id(),
            label: say!(settings::label)(setting),
            hint: say!(settings::hint)(setting),
            input: setting.kind().into(),
        };
        let standing =
            move || form.pen.look(form.whose, |programme| setting.words(programme)).unwrap_or_default();
        view! {
            {field(form, look, standing)}
            {shared_rule(form.pen, setting)}
        }
    });
    let inputs = inputs.collect_view();
    view! {
        {crossed}
        <form class="stack loose" novalidate on:submit=submit>
            {form.mistakes()}
            {inputs}
            {(section == Section::RedDays).then(|| of_red_days(form))}
            {form.button(say!(settings::SAVE))}
        </form>
    }
    .into_any()
}

/// What the organisation says where the place may say otherwise.
fn shared_rule(pen: Pen, setting: Setting) -> AnyView {
    let shared = match setting {
        Setting::CountingRule => Setting::SharedCountingRule,
        Setting::DropInRule => Setting::SharedDropInRule,
        _ => return ().into_any(),
    };
    let rule = move || {
        let rule = pen.look(Whose::Shared, |programme| shared.words(programme))?;
        (!rule.is_empty()).then(|| view! { <p class="soft">{say!(settings::shared_rule)(&rule)}</p> })
    };
    rule.into_any()
}

/// The edits that say what was typed, or what is wrong with it. What stands already is not written.
fn written(form: Form, section: Section) -> Result<Vec<samvaro_core::field::Fields>, Vec<Mistake>> {
    let (mut fields, mut mistakes) = (Vec::new(), Vec::new());
    for &setting in section.settings() {
        let Some(typed) = form.typed(setting.id()) else { continue };
        let standing = form.pen.look(form.whose, |programme| setting.words(programme));
        if standing.is_some_and(|standing| standing == typed.trim()) {
            continue;
        }
        match setting.written(&typed) {
            Ok(written) => fields.push(written),
            Err(wrong) => mistakes.push((setting.id(), say!(settings::label)(setting), wrong)),
        }
    }
    if mistakes.is_empty() { Ok(fields) } else { Err(mistakes) }
}
