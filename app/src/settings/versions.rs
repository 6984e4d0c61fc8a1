//! Two people have set the same thing without having seen each other: the versions side by side, and
//! one tap settles it.

use leptos::prelude::*;
use samvaro_core::clash::Clash;
use samvaro_core::field::{Field, Fields, OrganisationField};
use samvaro_core::id::Millis;
use samvaro_core::register::Written;
use samvaro_core::registers::Registers;

use super::form::Form;
use super::setting::{Kind, Said, Setting, YES};
use super::sign_ups::in_words;
use crate::browser::clock;
use crate::icon::{Icon, IconName};

/// One version of something.
struct Version {
    words: String,
    at: Millis,
    /// What is written to let it hold.
    fields: Fields,
}

/// The versions of a setting; nothing where nobody's edits crossed.
pub fn of_setting(form: Form, setting: Setting) -> AnyView {
    let shown = move || {
        let shown = form.pen.look(form.whose, |programme| setting.shown(programme))?;
        let version = |said: Said| {
            let fields = setting.written(&said.words).ok()?;
            Some(Version { words: named(setting, &said.words), at: said.at, fields })
        };
        let lost: Vec<Version> = shown.lost.into_iter().filter_map(version).collect();
        let standing = shown.standing.and_then(version).filter(|_| !lost.is_empty())?;
        Some(side_by_side(form, say!(settings::label)(setting), standing, lost))
    };
    shown.into_any()
}

fn named(setting: Setting, words: &str) -> String {
    match (setting.kind(), words) {
        (Kind::Yes, YES) => say!(settings::summary)(setting, YES),
        (Kind::Yes, _) => say!(settings::summary)(setting, ""),
        (_, "") => say!(settings::NOTHING).to_owned(),
        (_, words) => words.to_owned(),
    }
}

/// The versions of a thing with several fields, of which `worded` says those that people see.
pub fn of_thing<F: Field>(
    form: Form,
    what: &str,
    thing: &Registers<F>,
    worded: fn(&F) -> Option<String>,
    written: impl Fn(Vec<F>) -> Fields,
) -> Option<AnyView> {
    let clash = Clash::of(thing)?;
    let words = |values: &[F]| {
        let words: Vec<String> = values.iter().filter_map(worded).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let lost = clash.lost.iter().filter_map(|version| {
        let fields = written(clash.take(version));
        Some(Version { words: words(&version.values)?, at: version.edit.clamped_at, fields })
    });
    let lost: Vec<Version> = lost.collect();
    let (values, at) = (&clash.standing.values, clash.standing.edit.clamped_at);
    let standing = Version { words: words(values)?, at, fields: written(clash.keep()) };
    (!lost.is_empty()).then(|| side_by_side(form, what, standing, lost))
}

/// The versions of the decision on sign-ups.
pub fn of_decision(form: Form) -> AnyView {
    let shown = move || {
        let version = |said: &Written<OrganisationField>| {
            let OrganisationField::SignUps(decision) = &said.value else { return None };
            let fields = Fields::Organisation(vec![said.value.clone()]);
            Some(Version { words: in_words(decision.as_ref()), at: said.edit.clamped_at, fields })
        };
        let found = form.pen.look(form.whose, |programme| {
            programme.organisation.contested().find_map(|register| {
                Some((version(&register.standing)?, register.lost.iter().filter_map(version).collect()))
            })
        });
        let (standing, lost) = found.flatten()?;
        Some(side_by_side(form, say!(settings::heading)(super::section::Section::SignUps), standing, lost))
    };
    shown.into_any()
}

fn side_by_side(form: Form, what: &str, standing: Version, lost: Vec<Version>) -> AnyView {
    let lost = lost.into_iter().map(|lost| version(form, lost, false)).collect_view();
    view! {
        <section class="stack" role="alert">
            <h2>{format!("{}: {what}", say!(settings::TWO_VERSIONS))}</h2>
            <p>{say!(settings::TWO_VERSIONS_HELP)}</p>
            <div class="versions">{version(form, standing, true)} {lost}</div>
        </section>
    }
    .into_any()
}

fn version(form: Form, version: Version, stands: bool) -> AnyView {
    let Version { words, at, fields } = version;
    let at = clock::wall(at);
    let changed = say!(settings::changed_at)(&say!(short_date)(at.date()), &say!(time)(at.time()));
    let which = match stands {
        true => view! {
            <span class="chip on">
                <Icon name=IconName::Check />
                {say!(settings::STANDS)}
            </span>
        }
        .into_any(),
        false => view! { <b>{say!(settings::OTHER)}</b> }.into_any(),
    };
    let keep = move |_| {
        form.throw_away();
        form.write(vec![fields.clone()]);
    };
    view! {
        <section class="version" class:on=stands>
            <p class="version-who">{which}</p>
            <p class="note-text">
                <b>{words}</b>
            </p>
            <p class="soft">{changed}</p>
            <button class="button tall" type="button" on:click=keep>
                {say!(settings::KEEP)}
            </button>
        </section>
    }
    .into_any()
}
