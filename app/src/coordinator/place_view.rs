//! One place: each activity by week, under the headings that are never mixed.

use leptos::prelude::*;
use samvaro_core::attendance::{AttendanceReport, Figures, Heading, ReportPlace};
use samvaro_core::schedule::IsoWeek;

use super::figures::{ActivityRow, activity_rows, sum_row, weeks_until};
use super::frame::{DeskPage, WeekSteps};
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// How many weeks stand beside each other.
const WEEKS: usize = 8;

const HEADINGS: [Heading; 3] = [Heading::Activity, Heading::Association, Heading::DropIn];

/// One place's weeks.
#[component]
pub fn PlaceView(
    /// Whose it is.
    organisation: String,
    /// All weeks of all places.
    report: AttendanceReport,
    /// Which place.
    slug: String,
    /// The last week that is shown.
    week: IsoWeek,
    /// Signs out.
    leave: Callback<()>,
) -> impl IntoView {
    let place = report.places.iter().find(|place| place.slug.as_str() == slug).cloned();
    let title =
        place.as_ref().map_or(say!(coordinator::NO_SUCH_PLACE).to_owned(), |place| place.name.to_string());
    let today = report.now.date();
    let body = place.map(|place| {
        let address = format!("/samordning?plats={}&", place.slug);
        view! {
            <WeekSteps address week today />
            <p class="lead">{say!(coordinator::weeks_shown)(WEEKS, week)}</p>
            {tables(&report, &place, week)}
            <p class="soft pad">{say!(coordinator::PLACE_EXPLAINED)}</p>
            <nav class="row section no-print" aria-label=say!(coordinator::PLACE_SETTINGS)>
                <a class="button" href=format!("/samordning/platser/{}/program", place.slug)>
                    <Icon name=IconName::Pencil />
                    {say!(editor::programme::OPEN)}
                </a>
                <a class="button" href=format!("/samordning/platser/{}/installningar", place.slug)>
                    <Icon name=IconName::Settings />
                    {say!(coordinator::PLACE_SETTINGS)}
                </a>
            </nav>
        }
    });
    view! {
        <Title text=say!(coordinator::title)(&title) />
        <DeskPage organisation leave>
            <a class="quiet link no-print" href=format!("/samordning?vecka={week}")>
                <Icon name=IconName::ArrowLeft />
                {say!(coordinator::ALL_PLACES)}
            </a>
            <div class="head">
                <h1>{title}</h1>
            </div>
            {body}
        </DeskPage>
    }
    .into_any()
}

fn tables(report: &AttendanceReport, place: &ReportPlace, week: IsoWeek) -> AnyView {
    let weeks = weeks_until(week, WEEKS);
    let rows: Vec<(Heading, Vec<ActivityRow>)> = HEADINGS
        .map(|heading| (heading, activity_rows(report, place.id, heading, &weeks)))
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    if rows.is_empty() {
        return view! { <p class="pad-large">{say!(coordinator::NO_FIGURES)}</p> }.into_any();
    }
    let volunteers: Vec<ActivityRow> = rows.iter().flat_map(|(_, rows)| volunteers_of(rows)).collect();
    let mut tables: Vec<AnyView> = rows
        .into_iter()
        .map(|(heading, rows)| table(say!(coordinator::heading)(heading), rows, &weeks))
        .collect();
    if !volunteers.is_empty() {
        tables.push(table(say!(coordinator::VOLUNTEERS), volunteers, &weeks));
    }
    tables.into_any()
}

/// The rows with volunteers in the place of visits, where there were any.
fn volunteers_of(rows: &[ActivityRow]) -> Vec<ActivityRow> {
    let helped = rows.iter().filter(|row| row.total().volunteers > 0);
    let swap = |figures: &Figures| Figures { visits: figures.volunteers, estimates: 0, ..*figures };
    helped
        .map(|row| ActivityRow { name: row.name.clone(), weeks: row.weeks.iter().map(swap).collect() })
        .collect()
}

fn table(heading: &'static str, mut rows: Vec<ActivityRow>, weeks: &[IsoWeek]) -> AnyView {
    if rows.len() > 1 {
        rows.push(sum_row(say!(coordinator::TOGETHER), &rows));
    }
    let labels: Vec<String> = weeks.iter().map(|week| say!(coordinator::week_short)(*week)).collect();
    let columns = labels.iter().cloned().map(|label| {
        view! {
            <th scope="col" class="num">
                {label}
            </th>
        }
    });
    let columns = columns.collect_view();
    let rows = rows.into_iter().map(|row| row_view(row, &labels)).collect_view();
    view! {
        <section class="pad">
            <h2 class="panel-head">{heading}</h2>
            <table class="table weeks">
                <caption class="sr-only">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">{say!(coordinator::ACTIVITY)}</th>
                        {columns}
                        <th scope="col" class="num">
                            {say!(coordinator::TOGETHER)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row_view(row: ActivityRow, labels: &[String]) -> impl IntoView {
    let total = row.total();
    let name = if row.name.is_empty() { say!(coordinator::DROP_IN).to_owned() } else { row.name };
    let cells = row.weeks.into_iter().zip(labels.to_vec()).map(|(figures, label)| {
        view! {
            <td class="num" data-label=label>
                {cell(figures)}
            </td>
        }
    });
    let cells = cells.collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
            <td class="num" data-label=say!(coordinator::TOGETHER)>
                {cell(total)}
            </td>
        </tr>
    }
}

/// "23", "ungefär 23", "23, 2 av 3", "46, 2 av 2, varav 1 ungefär", "0 av 3", "–".
fn cell(figures: Figures) -> AnyView {
    let partly = figures.estimates > 0 && !figures.is_estimate();
    // How many are estimates is said of how many are counted, else it would be read as visits.
    let coverage = (partly || !figures.is_complete()).then(|| {
        view! { <span class="soft nowrap">{say!(coordinator::counted)(figures)}</span> }
    });
    match (figures.held.max(figures.counted), figures.counted) {
        (0, _) => say!(coordinator::NONE).into_any(),
        (_, 0) => coverage.into_any(),
        _ => view! {
            {figures.is_estimate().then(|| view! { {soft(say!(staff::day::ABOUT))} " " })}
            <b>{say!(number)(figures.visits)}</b>
            {coverage.map(|coverage| view! { " " {coverage} })}
            {partly.then(|| view! { " " {soft(say!(coordinator::estimates)(figures.estimates))} })}
        }
        .into_any(),
    }
}

fn soft(words: impl Into<String>) -> impl IntoView {
    view! { <span class="soft">{words.into()}</span> }
}
