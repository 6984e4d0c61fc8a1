//! A programme as a table: one row per date, or per weekly series.
//!
//! The columns are `place, activity, weekday (mon..sun), weeks (all|odd|even), from, until, date,
//! start, end, price_kr, needs_signup (yes), host, note`, in any order; columns with other names
//! are passed over. A row has either a `date` or a `weekday`. The activity `Stängt` is a closed
//! day. Blank times are unknown times.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::slot_time::parse_time;
use samvaro_core::schedule::weekdays::weekday_from_code;
use samvaro_core::schedule::{Effort, Schedule, SlotTime, Weekly, Weeks, Window};

use super::csv_rows::Rows;
use super::findings::Findings;
use super::plain_text::{one_line, paragraphs, some};
use super::programme::{ImportedClosure, ImportedProgramme, ImportedSlot};
use super::{FILE_MAX_BYTES, Reading};

/// The most rows that are read of a table.
pub const ROWS_MAX: usize = 20_000;

/// Candidate days that checking all weekly rows of a table may cost.
const TABLE_EFFORT_DAYS: u64 = 4_000_000;

/// The longest that a weekday of odd or even weeks lets wait: weeks 53 and 1 are both odd.
const PARITY_GAP_MAX_DAYS: i64 = 21;

/// The activity name that means a closed day.
const CLOSED: &str = "Stängt";

/// The highest price that is believed.
const PRICE_MAX_KR: u32 = 100_000;

/// Reads a table of at most [`ROWS_MAX`] rows.
pub fn read(bytes: &[u8], reading: &Reading) -> ImportedProgramme {
    let mut programme = ImportedProgramme::default();
    let mut table = Table::new(reading);
    let mut rows = Rows::new(whole_lines(bytes));
    let header = rows.next().and_then(|row| row.fields.ok());
    let Some(columns) = header.and_then(|names| Columns::of(&names)) else {
        table.findings.problem(1, "filen är ingen programtabell: första raden ska namnge kolumnerna, minst activity och date eller weekday");
        table.findings.into(&mut programme);
        return programme;
    };
    let mut line = 1;
    for (count, row) in rows.enumerate() {
        line = row.line;
        if count >= ROWS_MAX {
            table
                .findings
                .give_up(line, format!("tabellen har fler än {ROWS_MAX} rader; resten lästes inte"));
            break;
        }
        if table.findings.is_full() {
            table.findings.give_up(line, "för många problem; resten av filen lästes inte");
            break;
        }
        let read = row.fields.map_err(|error| error.reason());
        let read = read.and_then(|fields| columns.row(row.line, fields));
        if let Err(reason) = read.and_then(|row| table.take(&row, &mut programme)) {
            table.findings.problem(row.line, reason);
        }
    }
    if bytes.len() > FILE_MAX_BYTES {
        table.findings.give_up(line, format!("filen är större än {FILE_MAX_BYTES} byte; resten lästes inte"));
    }
    table.findings.into(&mut programme);
    programme
}

/// A file that was cut at the limit ends with half a line, which must not be read as a whole.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= FILE_MAX_BYTES {
        return bytes;
    }
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    &bytes[..end]
}

/// Where the named columns stand.
struct Columns {
    width: usize,
    by_name: HashMap<String, usize>,
}

impl Columns {
    fn of(names: &[String]) -> Option<Self> {
        let by_name: HashMap<String, usize> =
            names.iter().enumerate().map(|(place, name)| (name.to_lowercase(), place)).collect();
        let has = |name: &str| by_name.contains_key(name);
        let usable = has("activity") && (has("date") || has("weekday"));
        usable.then_some(Self { width: names.len(), by_name })
    }

    fn row(&self, line: u32, fields: Vec<String>) -> Result<Fields<'_>, String> {
        match fields.iter().skip(self.width).all(String::is_empty) {
            true => Ok(Fields { line, columns: self, fields }),
            false => Err("raden har fler fält än rubrikraden".to_owned()),
        }
    }
}

struct Fields<'a> {
    line: u32,
    columns: &'a Columns,
    fields: Vec<String>,
}

impl Fields<'_> {
    fn get(&self, column: &str) -> &str {
        let place = self.columns.by_name.get(column);
        place.and_then(|place| self.fields.get(*place)).map_or("", String::as_str)
    }

    fn date(&self, column: &str) -> Result<Option<Date>, String> {
        match self.get(column) {
            "" => Ok(None),
            text => match iso_date(text) {
                Some(date) => Ok(Some(date)),
                None => Err(format!(
                    "{column}: ”{}” är inget datum (skriv så här: 2026-11-07)",
                    one_line(text, 40)
                )),
            },
        }
    }

    fn time(&self) -> Result<SlotTime, String> {
        let read = |column: &str| match self.get(column) {
            "" => Ok(None),
            text => parse_time(text).map(Some).ok_or_else(|| {
                format!("{column}: ”{}” är inget klockslag (skriv så här: 09:30)", one_line(text, 40))
            }),
        };
        SlotTime::new(read("start")?, read("end")?).map_err(|error| error.to_string())
    }

    fn schedule(&self) -> Result<Schedule, String> {
        match (self.date("date")?, self.get("weekday")) {
            (Some(_), weekday) if !weekday.is_empty() => Err("raden har både date och weekday".to_owned()),
            (Some(date), _) => Ok(Schedule::Once(date)),
            (None, "") => Err("raden har varken date eller weekday".to_owned()),
            (None, weekday) => self.weekly(weekday),
        }
    }

    fn weekly(&self, weekday: &str) -> Result<Schedule, String> {
        let code = weekday.to_lowercase();
        let weekday = weekday_from_code(&code).ok_or_else(|| {
            format!("weekday: ”{}” är ingen veckodag (mon till sun)", one_line(weekday, 40))
        })?;
        let weeks = match self.get("weeks").to_lowercase().as_str() {
            "" | "all" => Weeks::All,
            "odd" => Weeks::Odd,
            "even" => Weeks::Even,
            other => return Err(format!("weeks: ”{}” ska vara all, odd eller even", one_line(other, 40))),
        };
        let from = self.date("from")?.ok_or("from saknas: serien har ingen första dag")?;
        let until = self.date("until")?;
        Ok(Schedule::Weekly(Weekly { weekdays: [weekday].into_iter().collect(), weeks, from, until }))
    }

    fn price_kr(&self) -> Result<Option<u32>, String> {
        let text = self.get("price_kr");
        let number = text.to_lowercase();
        let number = number.trim_end_matches("kr").trim();
        match number.parse() {
            _ if text.is_empty() => Ok(None),
            Ok(price) if price <= PRICE_MAX_KR => Ok(Some(price)),
            _ => Err(format!("price_kr: ”{}” är inget pris i hela kronor", one_line(text, 40))),
        }
    }

    fn needs_signup(&self) -> Result<bool, String> {
        match self.get("needs_signup").to_lowercase().as_str() {
            "yes" | "ja" => Ok(true),
            "" | "no" | "nej" => Ok(false),
            other => Err(format!("needs_signup: ”{}” ska vara yes eller tomt", one_line(other, 40))),
        }
    }

    /// What makes this row the same row in another import: where, what and when.
    fn key(&self, place: &str, activity: &str) -> String {
        let rest =
            ["weekday", "weeks", "from", "until", "date", "start", "end"].map(|column| self.get(column));
        format!("{place}|{activity}|{}", rest.join("|"))
    }
}

fn iso_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then(|| text.parse().ok()).flatten()
}

struct Table<'a> {
    reading: &'a Reading,
    findings: Findings,
    effort: Effort,
    rows_seen: HashSet<Vec<String>>,
    keys_seen: HashMap<String, u32>,
}

impl<'a> Table<'a> {
    fn new(reading: &'a Reading) -> Self {
        Self {
            reading,
            findings: Findings::default(),
            effort: Effort::of_days(TABLE_EFFORT_DAYS),
            rows_seen: HashSet::new(),
            keys_seen: HashMap::new(),
        }
    }

    fn take(&mut self, row: &Fields<'_>, programme: &mut ImportedProgramme) -> Result<(), String> {
        if !self.rows_seen.insert(row.fields.clone()) {
            self.findings.notice(row.line, "raden står redan i filen och läses en gång");
            return Ok(());
        }
        let activity = one_line(row.get("activity"), ImportedSlot::NAME_MAX_CHARS);
        if activity.is_empty() {
            return Err("activity saknas".to_owned());
        }
        let place = self.place(row)?;
        if activity.to_lowercase() == CLOSED.to_lowercase() {
            programme.closures.push(self.closure(row, place)?);
        } else {
            programme.slots.push(self.slot(row, place, activity)?);
        }
        Ok(())
    }

    fn place(&self, row: &Fields<'_>) -> Result<String, String> {
        match (&self.reading.place, one_line(row.get("place"), ImportedSlot::NAME_MAX_CHARS)) {
            (Some(place), _) => Ok(place.clone()),
            (None, place) if place.is_empty() => Err("place saknas".to_owned()),
            (None, place) => Ok(place),
        }
    }

    fn slot(&mut self, row: &Fields<'_>, place: String, activity: String) -> Result<ImportedSlot, String> {
        let (schedule, time) = (row.schedule()?, row.time()?);
        self.check(&schedule)?;
        let price_kr = row.price_kr().or_else(|reason| self.without(row.line, reason))?;
        let needs_signup = row.needs_signup().or_else(|reason| self.without(row.line, reason))?;
        Ok(ImportedSlot {
            line: row.line,
            source_key: self.unique(row.key(row.get("place"), row.get("activity"))),
            place,
            activity,
            schedule,
            time,
            price_kr,
            needs_signup,
            host: some(one_line(row.get("host"), ImportedSlot::NAME_MAX_CHARS)),
            note: some(paragraphs(row.get("note"), ImportedSlot::NOTE_MAX_CHARS)),
            cancelled: false,
            exceptions: Vec::new(),
        })
    }

    fn closure(&mut self, row: &Fields<'_>, place: String) -> Result<ImportedClosure, String> {
        let (Schedule::Once(date), SlotTime::UNKNOWN) = (row.schedule()?, row.time()?) else {
            return Err("Stängt läses bara för hela dagar med date".to_owned());
        };
        Ok(ImportedClosure {
            line: row.line,
            source_key: self.unique(row.key(row.get("place"), CLOSED)),
            place,
            date,
            note: some(paragraphs(row.get("note"), ImportedSlot::NOTE_MAX_CHARS)),
        })
    }

    /// A detail that cannot be read is named and left out; the date still stands.
    fn without<T: Default>(&mut self, line: u32, reason: String) -> Result<T, String> {
        self.findings.problem(line, reason);
        Ok(T::default())
    }

    fn check(&mut self, schedule: &Schedule) -> Result<(), String> {
        schedule.check().map_err(|refused| refused.to_string())?;
        let Schedule::Weekly(Weekly { from, until: Some(until), .. }) = schedule else { return Ok(()) };
        let some_weeks = Window::new(*from, *until).within(*from, plus_days(*from, PARITY_GAP_MAX_DAYS));
        match schedule.dates_within(some_weeks, &mut self.effort) {
            Ok(dates) if dates.is_empty() => Err("ingen dag mellan from och until passar".to_owned()),
            Ok(_) => Ok(()),
            Err(refused) => Err(refused.to_string()),
        }
    }

    /// Rows with the same where, what and when get a number, in the order of the file.
    fn unique(&mut self, key: String) -> String {
        let seen = self.keys_seen.entry(key.clone()).or_default();
        *seen += 1;
        match *seen {
            1 => key,
            number => format!("{key}|{number}"),
        }
    }
}
