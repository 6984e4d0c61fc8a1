//! The reports that the overview is made of, fetched once each and never stored.

use leptos::prelude::*;
use samvaro_core::attendance::AttendanceReport;
use samvaro_core::schedule::{IsoWeek, Window};

use super::figures::{PlaceSums, weeks_until};
use super::period::{Period, days_of_silence, year_before};
use crate::browser::clock::{now_ms, wall};
use crate::browser::fetch::{NoAnswer, fetch_json};

/// How many weeks are fetched by week: a year and what its comparisons need.
const WEEKS: usize = 60;

/// What has been fetched so far.
#[derive(Clone, Copy)]
pub struct Books {
    /// All weeks, by activity.
    pub weeks: RwSignal<Option<AttendanceReport>>,
    /// The sums over single periods.
    periods: RwSignal<Vec<(Window, Option<PlaceSums>)>>,
}

/// The sums over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    /// On their way.
    Coming,
    /// Here.
    Here(PlaceSums),
    /// The server did not give them.
    Missing,
}

impl Books {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { weeks: RwSignal::new(None), periods: RwSignal::new(Vec::new()) }
    }

    /// Fetches everything, the weeks first.
    ///
    /// # Errors
    /// When the weeks cannot be had. A single period that cannot is said in its place.
    pub async fn fetch(self) -> Result<(), NoAnswer> {
        let today = wall(now_ms()).date();
        let first = weeks_until(IsoWeek::of(today), WEEKS).first().map_or(today, |week| week.monday());
        let report = fetch_report(Window::new(first, today)).await?;
        let today = report.now.date();
        self.weeks.set(Some(report));
        self.periods.set(Vec::new());
        for window in windows(today) {
            let sums = fetch_report(window).await.ok().map(|report| PlaceSums::of(&report));
            self.periods.update(|periods| periods.push((window, sums)));
        }
        Ok(())
    }

    /// The sums over a window that [`Self::fetch`] asks for.
    pub fn sum(self, window: Window) -> Sum {
        let periods = self.periods.read();
        match periods.iter().find(|(fetched, _)| *fetched == window) {
            None => Sum::Coming,
            Some((_, None)) => Sum::Missing,
            Some((_, Some(sums))) => Sum::Here(sums.clone()),
        }
    }
}

/// Silence first: somebody waits to be called.
fn windows(today: jiff::civil::Date) -> Vec<Window> {
    let periods = Period::all(today).into_iter();
    let both = periods.flat_map(|period| [period.window, year_before(period.window)]);
    std::iter::once(days_of_silence(today)).chain(both).collect()
}

async fn fetch_report(window: Window) -> Result<AttendanceReport, NoAnswer> {
    fetch_json(&format!("/api/v1/attendance?from={}&until={}", window.from, window.until)).await
}
