//! One week of all places, a row each.

use leptos::prelude::*;
use samvaro_core::attendance::{Figures, ReportPlace};
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{IsoWeek, Window};

use super::books::Sum;
use super::figures::{change, point, weeks_until};
use super::overview::Desk;
use super::period::{days_of_silence, year_before};
use super::sparkline::Sparkline;
use crate::icon::{Icon, IconName};

/// How many weeks the small line shows.
const SPARKLINE_WEEKS: usize = 12;

/// How large the last week's dot is, and that of a week between two gaps.
const LAST_RADIUS: &str = "4.5";
const LONE_RADIUS: &str = "2.5";

/// The table.
#[component]
pub fn PlaceTable(
    /// The places and their weeks.
    desk: Desk,
    /// Which week.
    week: IsoWeek,
) -> impl IntoView {
    let places = desk.places.clone();
    let total: Figures = places.iter().map(|place| desk.weeks.week(place.id, week).own).sum();
    let rows = places.into_iter().map(|place| view! { <PlaceRow desk=desk.clone() place week /> });
    let rows = rows.collect_view();
    view! {
        <table class="table stacked">
            <caption class="sr-only">{say!(coordinator::table_caption)(week)}</caption>
            <thead>
                <tr>
                    <th scope="col">{say!(coordinator::PLACE)}</th>
                    <th scope="col" class="num">
                        {say!(coordinator::VISITS)}
                    </th>
                    <th scope="col">{say!(coordinator::TWELVE_WEEKS)}</th>
                    <th scope="col" class="num">
                        {say!(coordinator::AGAINST_LAST_YEAR)}
                    </th>
                    <th scope="col" class="num">
                        {say!(coordinator::COUNTED)}
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows} <tr>
                    <th scope="row">{say!(coordinator::ALL_PLACES)}</th>
                    <td class="num" data-label=say!(coordinator::VISITS)>
                        <b>{visits(total)}</b>
                    </td>
                    <td></td>
                    <td></td>
                    <td class="num" data-label=say!(coordinator::COUNTED)>
                        {say!(coordinator::counted)(total)}
                    </td>
                </tr>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn PlaceRow(desk: Desk, place: ReportPlace, week: IsoWeek) -> impl IntoView {
    let figures = desk.weeks.week(place.id, week).own;
    let href = format!("/samordning?plats={}&vecka={week}", place.slug);
    let silence = days_of_silence(desk.today);
    let over = week < IsoWeek::of(desk.today);
    let books = desk.books;
    let nothing_yet = figures.held > 0 && figures.counted == 0;
    let needs_help = Memo::new(move |_| {
        let silent = matches!(books.sum(silence), Sum::Here(sums) if sums.place(place.id).is_silent());
        nothing_yet && (over || silent)
    });
    let counted = move || {
        let warning = needs_help.get().then(|| view! { <Icon name=IconName::TriangleAlert /> " " });
        view! { {warning} {say!(coordinator::counted)(figures)} }
    };
    let line = line_of(&desk, &place, week);
    let name = place.name.to_string();
    view! {
        <tr>
            <th scope="row">
                <a class="tap" href=href>
                    {name}
                </a>
            </th>
            <td class="num" data-label=say!(coordinator::VISITS)>
                <b>{visits(figures)}</b>
            </td>
            <td data-label=say!(coordinator::TWELVE_WEEKS)>{line}</td>
            <td class="num" data-label=say!(coordinator::AGAINST_LAST_YEAR)>
                {against_last_year(desk, place, week)}
            </td>
            <td class="num" class:help=needs_help data-label=say!(coordinator::COUNTED)>
                {counted}
            </td>
        </tr>
    }
    .into_any()
}

/// A dash until something is counted: zero is a count.
fn visits(figures: Figures) -> String {
    match figures.counted {
        0 => say!(coordinator::NONE).to_owned(),
        _ if figures.is_estimate() => {
            format!("{} {}", say!(staff::day::ABOUT), say!(number)(figures.visits))
        }
        _ => say!(number)(figures.visits),
    }
}

/// The last twelve whole weeks. This week is not whole before it is over.
fn line_of(desk: &Desk, place: &ReportPlace, week: IsoWeek) -> Option<AnyView> {
    let last = if week < IsoWeek::of(desk.today) { week } else { week.previous() };
    let weeks = weeks_until(last, SPARKLINE_WEEKS);
    let points: Vec<Option<i64>> =
        weeks.into_iter().map(|week| point(desk.weeks.week(place.id, week).own)).collect();
    let line = Sparkline::of(&points)?;
    let dot = |(x, y): (i64, i64), r: &'static str| {
        view! { <circle cx=x.to_string() cy=y.to_string() r=r></circle> }
    };
    let lone = line.lone.into_iter().map(|point| dot(point, LONE_RADIUS)).collect_view();
    let drawing = view! {
        <svg class="sparkline" viewBox=Sparkline::VIEW_BOX aria-hidden="true">
            <path d=line.path></path>
            {lone}
            {dot(line.last, LAST_RADIUS)}
        </svg>
    };
    Some(drawing.into_any())
}

/// A week that is over against its whole week; this week against the same days.
fn against_last_year(desk: Desk, place: ReportPlace, week: IsoWeek) -> impl IntoView {
    let now = desk.weeks.week(place.id, week).own;
    let is_over = week < IsoWeek::of(desk.today);
    move || {
        let before = if is_over {
            let monday = plus_days(week.monday(), -364).unwrap_or(week.monday());
            Some(desk.weeks.week(place.id, IsoWeek::of(monday)).own)
        } else {
            match desk.books.sum(year_before(Window::new(week.monday(), desk.today))) {
                Sum::Here(sums) => Some(sums.place(place.id).own),
                Sum::Coming | Sum::Missing => None,
            }
        };
        before.and_then(|before| change(before, now)).unwrap_or_else(|| say!(coordinator::NONE).to_owned())
    }
}
