//! Two people have set the same thing without having seen each other: both versions side by side, and
//! one tap settles it.

use leptos::prelude::*;

use super::form::Form;
use super::setting::{Kind, Said, Setting, YES};
use super::text;
use crate::browser::clock;

/// The versions of a setting; nothing where nobody's edits crossed.
pub fn versions(form: Form, setting: Setting) -> AnyView {
    let shown = move || {
        let shown = form.pen.look(form.whose, |programme| setting.shown(programme))?;
        let standing = shown.standing.filter(|_| !shown.lost.is_empty())?;
        let lost = shown.lost.into_iter().map(|said| version(form, setting, said, false)).collect_view();
        Some(view! {
            <section class="stack" role="alert">
                <h2>{format!("{}: {}", text::TWO_VERSIONS, text::label(setting))}</h2>
                <p>{text::TWO_VERSIONS_HELP}</p>
                <div class="versions">{version(form, setting, standing, true)} {lost}</div>
            </section>
        })
    };
    shown.into_any()
}

fn version(form: Form, setting: Setting, said: Said, stands: bool) -> AnyView {
    let words = match (setting.kind(), said.words.as_str()) {
        (Kind::Yes, YES) => text::summary(setting, YES),
        (Kind::Yes, _) => text::summary(setting, ""),
        (_, "") => text::NOTHING.to_owned(),
        (_, words) => words.to_owned(),
    };
    let changed = text::changed_at(clock::wall(said.at));
    let keep = move |_| {
        if let Ok(fields) = setting.written(&said.words) {
            form.throw_away();
            form.write(vec![fields]);
        }
    };
    view! {
        <section class="version" class:on=stands>
            <p class="version-who">{if stands { text::STANDS } else { text::OTHER }} ". " {changed}</p>
            <p>
                <b>{words}</b>
            </p>
            <button class="button tall" type="button" on:click=keep>
                {text::KEEP}
            </button>
        </section>
    }
    .into_any()
}
