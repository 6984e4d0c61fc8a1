//! iCalendar as text (RFC 5545): escaping, folding, and the zone that all times are in.

use jiff::civil::{Date, DateTime};

use crate::clock::ZONE;

/// A line is folded after so many bytes.
const LINE_MAX_BYTES: usize = 75;

/// Summer time as the European Union has kept it since 1996.
const STOCKHOLM: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// A calendar that is being written.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// Begins a calendar with a name.
    pub fn begin(name: &str) -> Self {
        let mut lines = Self::default();
        lines.raw("BEGIN:VCALENDAR");
        lines.raw("VERSION:2.0");
        lines.raw("PRODID:-//Samvaro//Samvaro//SV");
        lines.raw("CALSCALE:GREGORIAN");
        lines.raw("METHOD:PUBLISH");
        lines.text("X-WR-CALNAME", name);
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        STOCKHOLM.iter().for_each(|line| lines.raw(line));
        lines
    }

    /// The whole calendar.
    pub fn end(mut self) -> String {
        self.raw("END:VCALENDAR");
        self.0
    }

    /// A line that needs no escaping.
    pub fn raw(&mut self, line: &str) {
        let mut room = LINE_MAX_BYTES;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE_MAX_BYTES - 1;
            }
            room -= character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is text that people wrote.
    pub fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for character in text.chars() {
            match character {
                '\\' | ';' | ',' => line.extend(['\\', character]),
                '\n' => line.push_str("\\n"),
                character if character.is_control() => {}
                character => line.push(character),
            }
        }
        self.raw(&line);
    }

    /// A line whose value is moments, or whole days where the time is unknown.
    pub fn moments(&mut self, name: &str, moments: &[Moment]) {
        let Some(first) = moments.first() else { return };
        let kind = match first {
            Moment::Day(_) => ";VALUE=DATE".to_owned(),
            Moment::Time(_) => format!(";TZID={ZONE}"),
        };
        let values: Vec<String> = moments.iter().map(|moment| moment.value()).collect();
        self.raw(&format!("{name}{kind}:{}", values.join(",")));
    }
}

/// A local time, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The time is unknown.
    Day(Date),
    /// Local wall time.
    Time(DateTime),
}

impl Moment {
    /// As a value of its own: `20261121` or `20261121T100000`.
    pub fn value(self) -> String {
        match self {
            Self::Day(date) => date.strftime("%Y%m%d").to_string(),
            Self::Time(time) => time.strftime("%Y%m%dT%H%M%S").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "Kaffe; bullar, och\nsång");
        assert_eq!(lines.0, "SUMMARY:Kaffe\\; bullar\\, och\\nsång\r\n");
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"å".repeat(200));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LINE_MAX_BYTES));
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "å".repeat(200)));
    }

    #[test]
    fn a_written_line_break_cannot_begin_a_line_of_its_own() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "x\r\nATTACH:evil");
        assert_eq!(lines.0, "SUMMARY:x\\nATTACH:evil\r\n");
    }
}
