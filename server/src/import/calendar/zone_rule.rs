//! Time zones that a calendar file defines itself (VTIMEZONE): the latest standard and daylight
//! rule, as long as they change on a weekday of a month, as all living zones do.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use samvaro_core::schedule::Rule;

use super::ZONE_BLOCKS_MAX;
use super::component::{RawZone, ZoneBlock};
use super::date_time::basic_date_time;

/// A zone and the wall time from which its definition holds.
pub struct DefinedZone {
    pub zone: TimeZone,
    pub from: DateTime,
}

/// The zone the file defines, unless it is defined in a way that is not read.
pub fn defined(raw: &RawZone) -> Option<DefinedZone> {
    if raw.blocks.len() > ZONE_BLOCKS_MAX {
        return None;
    }
    let standard = latest(raw, false)?;
    let Some(daylight) = latest(raw, true) else {
        let zone = posix(&format!("<->{}", standard.offset()?))?;
        return standard.rule.is_none().then_some(DefinedZone { zone, from: standard.start });
    };
    let (to_standard, to_daylight) = (standard.change()?, daylight.change()?);
    let (winter, summer) = (standard.offset()?, daylight.offset()?);
    let zone = posix(&format!("<->{winter}<+>{summer},{to_daylight},{to_standard}"))?;
    Some(DefinedZone { zone, from: standard.start.max(daylight.start) })
}

fn posix(text: &str) -> Option<TimeZone> {
    // Names in angle brackets need three characters.
    TimeZone::posix(&text.replace("<->", "<-STD>").replace("<+>", "<+DST>")).ok()
}

/// One block: from when, to which offset, changing how.
struct Block {
    start: DateTime,
    offset_seconds: i32,
    rule: Option<String>,
}

/// The block of its kind that holds today: the last to begin of those without an end.
fn latest(raw: &RawZone, daylight: bool) -> Option<Block> {
    let blocks = raw.blocks.iter().filter(|block| block.daylight == daylight).filter_map(Block::read);
    blocks.filter(|block| !block.has_ended()).max_by_key(|block| block.start)
}

impl Block {
    fn read(raw: &ZoneBlock) -> Option<Self> {
        let value = |name: &str| {
            raw.properties
                .iter()
                .find(|property| property.name == name)
                .map(|property| property.value.as_str())
        };
        if value("RDATE").is_some() {
            return None;
        }
        Some(Self {
            start: basic_date_time(value("DTSTART")?)?.0,
            offset_seconds: offset_seconds(value("TZOFFSETTO")?)?,
            rule: value("RRULE").map(str::to_ascii_uppercase),
        })
    }

    fn has_ended(&self) -> bool {
        self.rule.as_ref().is_some_and(|rule| rule.contains("UNTIL=") || rule.contains("COUNT="))
    }

    /// POSIX counts offsets westwards.
    fn offset(&self) -> Option<String> {
        let west = -self.offset_seconds;
        let sign = if west < 0 { "-" } else { "" };
        let west = west.abs();
        Some(format!("{sign}{:02}:{:02}:{:02}", west / 3_600, west / 60 % 60, west % 60))
    }

    /// `M3.5.0/02:00:00`: month, week (5 is the last), weekday from Sunday, wall time.
    fn change(&self) -> Option<String> {
        let rule = Rule::parse(self.rule.as_deref()?).ok()?.to_string();
        let (month, day) = rule.strip_prefix("FREQ=YEARLY;BYMONTH=")?.split_once(";BYDAY=")?;
        let month: u8 = month.parse().ok()?;
        let (week, weekday) = day.split_at(day.len().checked_sub(2)?);
        let week: i8 = match week.parse().ok()? {
            -1 => 5,
            week @ 1..=4 => week,
            _ => return None,
        };
        let weekday = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"].iter().position(|code| *code == weekday)?;
        let time = self.start.time();
        Some(format!(
            "M{month}.{week}.{weekday}/{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        ))
    }
}

/// `+0100`, `-033000`
fn offset_seconds(text: &str) -> Option<i32> {
    let text = text.trim();
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = &text[1..];
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part =
        |range: std::ops::Range<usize>| digits.get(range).map_or(Some(0), |part| part.parse::<i32>().ok());
    Some(sign * (part(0..2)? * 3_600 + part(2..4)? * 60 + part(4..6)?))
}
