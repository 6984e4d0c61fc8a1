//! All places: four figures, a table of one week, and who needs a call.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::attendance::{AttendanceReport, ReportPlace};
use samvaro_core::schedule::IsoWeek;

use super::books::Books;
use super::figures::WeekBook;
use super::four_figures::FourFigures;
use super::frame::{DeskPage, WeekSteps};
use super::needs_you::NeedsYou;
use super::place_table::PlaceTable;
use crate::browser::title::Title;
use crate::icon::{Icon, IconName};

/// What the places and their weeks are, for the parts of the page.
#[derive(Clone)]
pub struct Desk {
    /// Today.
    pub today: Date,
    /// The places, in order of name.
    pub places: Vec<ReportPlace>,
    /// Their weeks.
    pub weeks: WeekBook,
    /// Single periods.
    pub books: Books,
}

/// All places in one week.
#[component]
pub fn Overview(
    /// Whose they are.
    organisation: String,
    /// All weeks.
    report: AttendanceReport,
    /// Single periods.
    books: Books,
    /// The week of the table.
    week: IsoWeek,
    /// Signs out.
    leave: Callback<()>,
) -> impl IntoView {
    let desk = Desk { today: report.now.date(), weeks: WeekBook::of(&report), places: report.places, books };
    let title = say!(coordinator::visits_at_places)(desk.places.len());
    let body = if desk.places.is_empty() {
        view! { <p class="lead pad-large">{say!(coordinator::NO_PLACES)}</p> }.into_any()
    } else {
        view! {
            <FourFigures books today=desk.today />
            <div class="columns">
                <NeedsYou desk=desk.clone() />
                <section>
                    <WeekSteps address="/samordning?".to_owned() week today=desk.today />
                    <PlaceTable desk week />
                </section>
            </div>
            <p class="soft pad">{say!(coordinator::EXPLAINED)}</p>
        }
        .into_any()
    };
    view! {
        <Title text=say!(coordinator::title)(&title) />
        <DeskPage organisation leave>
            <div class="head">
                <h1>{title}</h1>
                <button class="button low no-print" type="button" on:click=|_| crate::browser::phone::print()>
                    <Icon name=IconName::Printer />
                    {say!(coordinator::PRINT)}
                </button>
            </div>
            {body}
            <nav class="row section no-print" aria-label=say!(coordinator::help::MORE)>
                <a class="button" href="/samordning/installningar">
                    <Icon name=IconName::Settings />
                    {say!(coordinator::SHARED_SETTINGS)}
                </a>
                <a class="button" href="/samordning/plattor">
                    <Icon name=IconName::Tablet />
                    {say!(coordinator::help::TABLETS)}
                </a>
                <a class="button" href="/samordning/fil">
                    <Icon name=IconName::Download />
                    {say!(coordinator::help::FILE)}
                </a>
            </nav>
        </DeskPage>
    }
    .into_any()
}
