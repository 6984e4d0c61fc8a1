//! Times of day: 9:30, 10:00–10:45.

use jiff::civil::Time;
use samvaro_core::schedule::SlotTime;

pub fn time(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

pub fn time_span(span: SlotTime) -> Option<String> {
    let start = time(span.start?);
    Some(match span.end {
        Some(end) => format!("{start}–{}", time(end)),
        None => start,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::time as at;

    use super::*;

    #[test]
    fn a_time_has_a_colon_and_no_leading_zero() {
        assert_eq!(time(at(9, 5, 0, 0)), "9:05");
        assert_eq!(time(at(13, 30, 59, 0)), "13:30");
        assert_eq!(time(at(0, 0, 0, 0)), "0:00");
    }

    #[test]
    fn a_span_says_only_what_is_known() {
        let span = |start, end| time_span(SlotTime { start, end, end_days_later: 0 });
        let (ten, eleven) = (Some(at(10, 0, 0, 0)), Some(at(11, 15, 0, 0)));
        assert_eq!(span(ten, eleven).as_deref(), Some("10:00–11:15"));
        assert_eq!(span(ten, None).as_deref(), Some("10:00"));
        assert_eq!(span(None, None), None);
    }
}
