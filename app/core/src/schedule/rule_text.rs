//! Rules as text: `FREQ=MONTHLY;BYDAY=-1SU`. What is not understood is refused by its name.

use std::fmt;
use std::num::NonZeroU32;

use jiff::civil::{Date, Weekday};

use super::rule::{Frequency, Rule, RuleDay, RuleEnd};

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// Why a rule is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleError {
    /// Longer than [`Rule::TEXT_MAX_BYTES`].
    TooLong,
    /// No FREQ.
    NoFrequency,
    /// A frequency below a day, or none that exists: `SECONDLY`.
    Frequency(String),
    /// A part that is not read: `BYWEEKNO`.
    Part(String),
    /// The same part twice.
    Repeated(String),
    /// A part whose value makes no sense: `INTERVAL=0`.
    Value(String),
    /// Both COUNT and UNTIL.
    TwoEnds,
    /// UNTIL with a time of day, which means nothing among dates.
    UntilWithTime,
    /// BYDAY with an ordinal under DAILY or WEEKLY.
    OrdinalDay,
    /// BYDAY with and without ordinals in one list, which readers understand differently.
    MixedDays,
    /// BYMONTHDAY under WEEKLY.
    MonthDayInWeek,
    /// BYSETPOS without another BY part.
    PositionAlone,
}

impl Rule {
    /// Reads a rule, for instance `FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231`.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        if text.len() > Self::TEXT_MAX_BYTES {
            return Err(RuleError::TooLong);
        }
        let text = text.trim().to_ascii_uppercase();
        let mut parts = Parts::default();
        for part in text.trim_end_matches(';').split(';') {
            parts.take(part)?;
        }
        parts.finish()
    }
}

#[derive(Default)]
struct Parts {
    seen: Vec<String>,
    frequency: Option<Frequency>,
    interval: Option<NonZeroU32>,
    count: Option<NonZeroU32>,
    until: Option<Date>,
    by_day: Vec<RuleDay>,
    by_month_day: Vec<i8>,
    by_month: Vec<i8>,
    by_position: Vec<i16>,
    week_start: Option<Weekday>,
}

impl Parts {
    fn take(&mut self, part: &str) -> Result<(), RuleError> {
        let wrong = || RuleError::Value(quoted(part));
        let (name, value) = part.split_once('=').ok_or_else(|| RuleError::Part(quoted(part)))?;
        if self.seen.iter().any(|seen| seen == name) {
            return Err(RuleError::Repeated(quoted(name)));
        }
        self.seen.push(name.to_owned());
        match name {
            "FREQ" => {
                let known = FREQUENCIES.iter().find(|(known, _)| *known == value);
                let (_, frequency) = known.ok_or_else(|| RuleError::Frequency(quoted(value)))?;
                self.frequency = Some(*frequency);
            }
            "INTERVAL" => self.interval = Some(whole(value).ok_or_else(wrong)?),
            "COUNT" => self.count = Some(whole(value).ok_or_else(wrong)?),
            "UNTIL" if value.contains('T') => return Err(RuleError::UntilWithTime),
            "UNTIL" => self.until = Some(basic_date(value).ok_or_else(wrong)?),
            "BYDAY" => self.by_day = list(value, rule_day).ok_or_else(wrong)?,
            "BYMONTHDAY" => self.by_month_day = sorted(value, 31, true).ok_or_else(wrong)?,
            "BYMONTH" => self.by_month = sorted(value, 12, false).ok_or_else(wrong)?,
            "BYSETPOS" => self.by_position = sorted(value, 366, true).ok_or_else(wrong)?,
            "WKST" => self.week_start = Some(weekday(value).ok_or_else(wrong)?),
            _ => return Err(RuleError::Part(quoted(name))),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Rule, RuleError> {
        let frequency = self.frequency.ok_or(RuleError::NoFrequency)?;
        let end = match (self.count, self.until) {
            (Some(_), Some(_)) => return Err(RuleError::TwoEnds),
            (Some(count), None) => RuleEnd::Count(count),
            (None, Some(until)) => RuleEnd::Until(until),
            (None, None) => RuleEnd::Never,
        };
        let ordinals = self.by_day.iter().filter(|day| day.ordinal.is_some()).count();
        let short = matches!(frequency, Frequency::Daily | Frequency::Weekly);
        if short && ordinals > 0 {
            return Err(RuleError::OrdinalDay);
        }
        if ordinals > 0 && ordinals < self.by_day.len() {
            return Err(RuleError::MixedDays);
        }
        if frequency == Frequency::Weekly && !self.by_month_day.is_empty() {
            return Err(RuleError::MonthDayInWeek);
        }
        let lone = self.by_day.is_empty() && self.by_month_day.is_empty() && self.by_month.is_empty();
        if lone && !self.by_position.is_empty() {
            return Err(RuleError::PositionAlone);
        }
        self.by_day.sort_by_key(|day| (day.ordinal, day.weekday.to_monday_zero_offset()));
        self.by_day.dedup();
        Ok(Rule {
            frequency,
            interval: self.interval.unwrap_or(NonZeroU32::MIN),
            end,
            by_day: self.by_day,
            by_month_day: self.by_month_day,
            by_month: self.by_month,
            by_position: self.by_position,
            week_start: self.week_start.unwrap_or(Weekday::Monday),
        })
    }
}

/// Enough of a foreign text to recognise it by.
fn quoted(text: &str) -> String {
    const QUOTED_MAX_CHARS: usize = 40;
    text.chars().filter(|char| !char.is_control()).take(QUOTED_MAX_CHARS).collect()
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn whole(text: &str) -> Option<NonZeroU32> {
    digits(text)?.parse().ok()
}

fn basic_date(text: &str) -> Option<Date> {
    let text = digits(text).filter(|text| text.len() == 8)?;
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

fn weekday(text: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(code, _)| *code == text).map(|(_, weekday)| *weekday)
}

/// `MO`, `2MO`, `+2MO`, `-1SU`; a year has at most 53 of each.
fn rule_day(text: &str) -> Option<RuleDay> {
    let split = text.len().checked_sub(2).filter(|split| text.is_char_boundary(*split))?;
    let (ordinal, code) = text.split_at(split);
    let ordinal = if ordinal.is_empty() { None } else { Some(signed(ordinal, 53)?) };
    Some(RuleDay { ordinal: ordinal.map(|number| number as i8), weekday: weekday(code)? })
}

/// A number from −max to max, never 0.
fn signed(text: &str, max: i16) -> Option<i16> {
    let (sign, number) = match text.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let number: i16 = digits(number)?.parse().ok()?;
    (1..=max).contains(&number).then_some(sign * number)
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(read).collect()
}

fn sorted<T: Ord + TryFrom<i16>>(value: &str, max: i16, negative: bool) -> Option<Vec<T>> {
    let mut numbers = list(value, |text| {
        let number = signed(text, max).filter(|number| negative || *number > 0)?;
        T::try_from(number).ok()
    })?;
    numbers.sort();
    numbers.dedup();
    Some(numbers)
}

impl fmt::Display for RuleDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = WEEKDAYS[self.weekday.to_monday_zero_offset() as usize].0;
        match self.ordinal {
            Some(ordinal) => write!(f, "{ordinal}{code}"),
            None => f.write_str(code),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = FREQUENCIES[self.frequency as usize].0;
        write!(f, "FREQ={frequency}")?;
        if self.interval.get() > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        write_list(f, "BYMONTH", &self.by_month)?;
        write_list(f, "BYMONTHDAY", &self.by_month_day)?;
        write_list(f, "BYDAY", &self.by_day)?;
        write_list(f, "BYSETPOS", &self.by_position)?;
        if self.week_start != Weekday::Monday {
            let (code, _) = WEEKDAYS[self.week_start.to_monday_zero_offset() as usize];
            write!(f, ";WKST={code}")?;
        }
        match self.end {
            RuleEnd::Never => Ok(()),
            RuleEnd::Count(count) => write!(f, ";COUNT={count}"),
            RuleEnd::Until(date) => {
                write!(f, ";UNTIL={:04}{:02}{:02}", date.year(), date.month(), date.day())
            }
        }
    }
}

fn write_list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, list: &[T]) -> fmt::Result {
    for (place, value) in list.iter().enumerate() {
        match place {
            0 => write!(f, ";{name}={value}")?,
            _ => write!(f, ",{value}")?,
        }
    }
    Ok(())
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "RRULE är längre än {} tecken", Rule::TEXT_MAX_BYTES),
            Self::NoFrequency => f.write_str("RRULE saknar FREQ"),
            Self::Frequency(name) => {
                write!(f, "FREQ={name} läses inte (bara DAILY, WEEKLY, MONTHLY och YEARLY)")
            }
            Self::Part(name) => write!(f, "{name} i RRULE läses inte"),
            Self::Repeated(name) => write!(f, "{name} står två gånger i RRULE"),
            Self::Value(part) => write!(f, "{part} i RRULE går inte att förstå"),
            Self::TwoEnds => f.write_str("RRULE har både COUNT och UNTIL"),
            Self::UntilWithTime => f.write_str("UNTIL har ett klockslag"),
            Self::OrdinalDay => f.write_str("BYDAY med ordningstal hör till MONTHLY och YEARLY"),
            Self::MixedDays => f.write_str("BYDAY blandar veckodagar med och utan ordningstal"),
            Self::MonthDayInWeek => f.write_str("BYMONTHDAY går inte ihop med FREQ=WEEKLY"),
            Self::PositionAlone => f.write_str("BYSETPOS står utan någon annan BY-del"),
        }
    }
}

impl std::error::Error for RuleError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_rule_is_written_the_way_it_is_read() {
        for text in [
            "FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU;COUNT=8",
            "FREQ=MONTHLY;BYDAY=-1SU",
            "FREQ=MONTHLY;BYMONTHDAY=-1,15",
            "FREQ=YEARLY;BYMONTH=3,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20301231",
        ] {
            assert_eq!(Rule::parse(text).unwrap().to_string(), text);
        }
        let loose = Rule::parse("wkst=mo;byday=+2tu,2tu;freq=monthly;interval=01;").unwrap();
        assert_eq!(loose.to_string(), "FREQ=MONTHLY;BYDAY=2TU");
    }

    #[test]
    fn what_is_not_read_is_refused_by_its_name() {
        use RuleError::*;
        let named = |text: &str| text.to_owned();
        for (text, error) in [
            ("", Part(named(""))),
            ("INTERVAL=2", NoFrequency),
            ("FREQ=SECONDLY;COUNT=1000000000", Frequency(named("SECONDLY"))),
            ("FREQ=HOURLY", Frequency(named("HOURLY"))),
            ("FREQ=DAILY;INTERVAL=0", Value(named("INTERVAL=0"))),
            ("FREQ=DAILY;COUNT=-1", Value(named("COUNT=-1"))),
            ("FREQ=DAILY;COUNT=99999999999", Value(named("COUNT=99999999999"))),
            ("FREQ=YEARLY;BYWEEKNO=20", Part(named("BYWEEKNO"))),
            ("FREQ=YEARLY;BYYEARDAY=1", Part(named("BYYEARDAY"))),
            ("FREQ=DAILY;BYHOUR=9", Part(named("BYHOUR"))),
            ("RSCALE=CHINESE;FREQ=YEARLY", Part(named("RSCALE"))),
            ("FREQ=DAILY;X-MINE=1", Part(named("X-MINE"))),
            ("W1 MO", Part(named("W1 MO"))),
            ("FREQ=DAILY;FREQ=WEEKLY", Repeated(named("FREQ"))),
            ("FREQ=DAILY;COUNT=2;UNTIL=20260101", TwoEnds),
            ("FREQ=DAILY;UNTIL=20260230", Value(named("UNTIL=20260230"))),
            ("FREQ=DAILY;UNTIL=20260101T100000Z", UntilWithTime),
            ("FREQ=WEEKLY;BYDAY=1MO", OrdinalDay),
            ("FREQ=MONTHLY;BYDAY=MO,1TU", MixedDays),
            ("FREQ=MONTHLY;BYDAY=0MO", Value(named("BYDAY=0MO"))),
            ("FREQ=MONTHLY;BYDAY=54MO", Value(named("BYDAY=54MO"))),
            ("FREQ=MONTHLY;BYDAY=", Value(named("BYDAY="))),
            ("FREQ=MONTHLY;BYDAY=ÅÄ", Value(named("BYDAY=ÅÄ"))),
            ("FREQ=MONTHLY;BYMONTHDAY=0", Value(named("BYMONTHDAY=0"))),
            ("FREQ=MONTHLY;BYMONTHDAY=32", Value(named("BYMONTHDAY=32"))),
            ("FREQ=YEARLY;BYMONTH=13", Value(named("BYMONTH=13"))),
            ("FREQ=YEARLY;BYMONTH=-1", Value(named("BYMONTH=-1"))),
            ("FREQ=WEEKLY;BYMONTHDAY=1", MonthDayInWeek),
            ("FREQ=MONTHLY;BYSETPOS=1", PositionAlone),
        ] {
            assert_eq!(Rule::parse(text), Err(error), "{text}");
        }
        let long = format!("FREQ=MONTHLY;BYMONTHDAY={}1", "1,".repeat(Rule::TEXT_MAX_BYTES));
        assert_eq!(Rule::parse(&long), Err(TooLong));
    }

    #[test]
    fn a_refusal_quotes_only_a_little_of_the_text() {
        let Err(RuleError::Part(name)) = Rule::parse(&format!("FREQ=DAILY;{}=1", "Z".repeat(1_000))) else {
            panic!("read a part that does not exist");
        };
        assert_eq!(name.len(), 40);
    }
}
