//! How a number came about: counted, corrected, taken back.

use leptos::prelude::*;
use samvaro_core::history::Line;
use samvaro_core::target::Target;
use wasm_bindgen_futures::spawn_local;

use crate::browser::derived::Derived;
use crate::browser::title::Title;
use crate::browser::{clock, tablet};
use crate::icon::{Icon, IconName};
use crate::staff::address::Address;
use crate::staff::banners::Banners;
use crate::staff::frame::StaffFrame;
use crate::staff::subject::Subject;
use words::what;

mod words;

/// Where the screens stand; the target follows.
const HOME: &str = "/personal/historik/";

/// What a path tells the story of.
pub fn target_at(path: &str) -> Option<Target> {
    path.strip_prefix(HOME)?.parse().ok()
}

/// `/personal/historik/{target}`.
#[component]
pub fn HistoryScreen(
    /// What the place is called.
    place: String,
    /// Whose number.
    target: Target,
) -> impl IntoView {
    let subject = Derived::new(move || Subject::of(target));
    let tally = Derived::new(move || tablet::tally(target));
    // Read from the store, again whenever the number changes.
    let lines = RwSignal::new(None::<Vec<Line>>);
    Effect::new(move |_| {
        tally.read();
        spawn_local(async move { lines.set(tablet::told(target).await.ok()) });
    });
    let rows = move || {
        let date = subject.read().counted.held_on;
        lines.get().unwrap_or_default().into_iter().rev().map(|line| row(&line, date)).collect_view()
    };
    let earlier = move || {
        let told = lines.read().as_ref().map(|lines| told(lines))?;
        let before = tally.read().total - told;
        (before != 0).then(|| view! { <p class="soft">{say!(editor::history::before)(before)}</p> })
    };
    // Nobody is another answer than nobody has counted.
    let now = move || {
        let tally = tally.read();
        let words = tally.is_counted().then(|| say!(editor::history::now)(&say!(number)(tally.total)));
        words.map(|words| view! { <p>{words}</p> })
    };
    let nothing = move || {
        let empty = lines.read().as_ref().is_some_and(Vec::is_empty) && !tally.read().is_counted();
        empty.then(|| view! { <p class="shut">{say!(editor::history::NOTHING)}</p> })
    };
    view! {
        <Title text=format!("{} – Samvaro", say!(editor::history::HEADING)) />
        <StaffFrame place>
            <a class="quiet link" href=Address::Count(target).path()>
                <Icon name=IconName::ArrowLeft />
                {say!(editor::history::TO_COUNT)}
            </a>
            <h1>{say!(editor::history::HEADING)}</h1>
            <p class="lead">{move || subject.read().named_day()}</p>
            <Banners />
            {now}
            {nothing}
            <ol class="duties">{rows}</ol>
            {earlier}
        </StaffFrame>
    }
}

/// What the lines add up to.
fn told(lines: &[Line]) -> i64 {
    let standing = lines.iter().filter(|line| line.undone_at.is_none());
    standing.map(|line| i64::from(line.delta.total)).sum()
}

fn row(line: &Line, date: jiff::civil::Date) -> impl IntoView + use<> {
    let (from, until) = (clock::wall(line.from), clock::wall(line.until));
    let [begin, end] = [from, until].map(|at| say!(time)(at.time()));
    let span = if begin == end { begin } else { format!("{begin}–{end}") };
    let day = (from.date() != date).then(|| view! { <span>{say!(short_date)(from.date())}</span> });
    let undone = line.undone_at.map(|at| {
        let time = say!(time)(clock::wall(at).time());
        view! {
            <p>
                <span class="chip">
                    <Icon name=IconName::Undo />
                    {say!(editor::history::undone)(&time)}
                </span>
            </p>
        }
    });
    view! {
        <li class="duty" class:undone=line.undone_at.is_some()>
            <p class="duty-time wide">{span} {day}</p>
            <div class="duty-text">
                {undone}
                <p class="told">{what(line)}</p>
            </div>
        </li>
    }
}
