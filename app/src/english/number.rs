//! Numbers: 7,323, three places, +6%.

use crate::percentage;

/// Between a number and its word: never broken at the end of a line.
const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

pub fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push(MINUS);
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub fn count_of(count: i64, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{}{NO_BREAK_SPACE}{word}", number(count))
}

pub fn count_word(count: usize) -> String {
    match WORDS.get(count) {
        Some(word) => (*word).to_owned(),
        None => number(i64::try_from(count).unwrap_or(i64::MAX)),
    }
}

pub fn percent_change(from: i64, to: i64) -> Option<String> {
    let change = percentage::change(from, to)?;
    let sign = if change > 0 { "+" } else { "" };
    Some(format!("{sign}{}%", number(change)))
}

pub fn percent(part: i64, whole: i64) -> Option<String> {
    let percent = percentage::share(part, whole)?;
    Some(format!("{}%", number(percent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_in_whole_per_cent() {
        assert_eq!(percent(14, 23).as_deref(), Some("61%"));
        assert_eq!(percent(7, 8).as_deref(), Some("88%"), "halves upwards");
        assert_eq!(percent(0, 23).as_deref(), Some("0%"));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn commas_part_groups_of_three() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(7_323), "7,323");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(-12), "\u{2212}12");
        assert_eq!(number(-1_200), "\u{2212}1,200");
    }

    #[test]
    fn one_is_singular_and_all_else_plural() {
        assert_eq!(count_of(1, "day", "days"), "1\u{a0}day");
        assert_eq!(count_of(0, "day", "days"), "0\u{a0}days");
        assert_eq!(count_of(1_200, "visit", "visits"), "1,200\u{a0}visits");
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(count_word(7), "seven");
        assert_eq!(count_word(12), "twelve");
        assert_eq!(count_word(13), "13");
    }

    #[test]
    fn a_change_is_rounded_to_whole_per_cent() {
        assert_eq!(percent_change(100, 106).as_deref(), Some("+6%"));
        assert_eq!(percent_change(200, 177).as_deref(), Some("\u{2212}12%"));
        assert_eq!(percent_change(100, 100).as_deref(), Some("0%"));
        assert_eq!(percent_change(3, 1).as_deref(), Some("\u{2212}67%"));
        assert_eq!(percent_change(0, 10), None);
    }
}
