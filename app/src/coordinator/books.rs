//! The reports that the overview is made of, fetched once each and never stored.

use leptos::prelude::*;
use samvaro_core::attendance::AttendanceReport;
use samvaro_core::schedule::{IsoWeek, Window};

use super::figures::{PlaceSums, weeks_until};
use super::focus;
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
        let report = fetch_weeks().await?;
        let today = report.now.date();
        self.weeks.set(Some(report));
        self.periods.set(Vec::new());
        for window in windows(today) {
            self.fetch_period(window).await;
        }
        Ok(())
    }

    /// Fetches again what may have changed. What is shown stays until its successor is here.
    ///
    /// # Errors
    /// When the weeks cannot be had.
    pub async fn refresh(self) -> Result<(), NoAnswer> {
        let report = fetch_weeks().await?;
        let news = |shown: &AttendanceReport| {
            shown.lines != report.lines
                || shown.places != report.places
                || shown.now.date() != report.now.date()
        };
        // Nothing is shown to whoever has signed out meanwhile.
        let is_news = self.weeks.try_with_untracked(|shown| shown.as_ref().is_some_and(news));
        if is_news != Some(true) {
            return Ok(());
        }
        let today = report.now.date();
        focus::kept(|| {
            self.weeks.try_set(Some(report));
        });
        for window in windows(today) {
            let is_past = window.until < today && matches!(self.sum_untracked(window), Sum::Here(_));
            if !is_past {
                self.fetch_period(window).await;
            }
        }
        Ok(())
    }

    async fn fetch_period(self, window: Window) {
        let sums = fetch_report(window).await.ok().map(|report| PlaceSums::of(&report));
        self.periods.try_update(|periods| match periods.iter_mut().find(|(fetched, _)| *fetched == window) {
            Some((_, shown)) => *shown = sums.or(shown.take()),
            None => periods.push((window, sums)),
        });
    }

    /// The sums over a window that [`Self::fetch`] asks for.
    pub fn sum(self, window: Window) -> Sum {
        self.periods.track();
        self.sum_untracked(window)
    }

    fn sum_untracked(self, window: Window) -> Sum {
        let periods = self.periods.read_untracked();
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

async fn fetch_weeks() -> Result<AttendanceReport, NoAnswer> {
    let today = wall(now_ms()).date();
    let first = weeks_until(IsoWeek::of(today), WEEKS).first().map_or(today, |week| week.monday());
    fetch_report(Window::new(first, today)).await
}

async fn fetch_report(window: Window) -> Result<AttendanceReport, NoAnswer> {
    fetch_json(&format!("/api/v1/attendance?from={}&until={}", window.from, window.until)).await
}
