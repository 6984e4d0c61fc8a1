//! Numbers: 7 323, tre platser, +6 %.

use crate::percentage;

/// Between groups of three figures and before a unit: never broken at the end of a line.
const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';
const WORDS: [&str; 13] =
    ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/// "7 323", "−12".
pub fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push(MINUS);
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    text
}

/// "1 tillfälle", "2 tillfällen": the count with the word that fits it.
pub fn count_of(count: i64, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{}{NO_BREAK_SPACE}{word}", number(count))
}

/// "sju", and figures above twelve. For words of common gender ("en plats").
pub fn count_word(count: usize) -> String {
    match WORDS.get(count) {
        Some(word) => (*word).to_owned(),
        None => number(i64::try_from(count).unwrap_or(i64::MAX)),
    }
}

/// "+6 %", "−11 %", "0 %"; nothing when there is nothing to compare with.
pub fn percent_change(from: i64, to: i64) -> Option<String> {
    let change = percentage::change(from, to)?;
    let sign = if change > 0 { "+" } else { "" };
    Some(format!("{sign}{}{NO_BREAK_SPACE}%", number(change)))
}

/// "61 %" of a whole; nothing when there is no whole.
pub fn percent(part: i64, whole: i64) -> Option<String> {
    let percent = percentage::share(part, whole)?;
    Some(format!("{}{NO_BREAK_SPACE}%", number(percent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_in_whole_per_cent() {
        assert_eq!(percent(14, 23).as_deref(), Some("61\u{a0}%"));
        assert_eq!(percent(7, 8).as_deref(), Some("88\u{a0}%"), "halves upwards");
        assert_eq!(percent(0, 23).as_deref(), Some("0\u{a0}%"));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn groups_of_three_stand_apart() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(7_323), "7\u{a0}323");
        assert_eq!(number(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(-1_200), "\u{2212}1\u{a0}200");
    }

    #[test]
    fn one_is_singular_and_all_else_plural() {
        assert_eq!(count_of(1, "dag", "dagar"), "1\u{a0}dag");
        assert_eq!(count_of(0, "dag", "dagar"), "0\u{a0}dagar");
        assert_eq!(count_of(1_200, "besök", "besök"), "1\u{a0}200\u{a0}besök");
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(count_word(7), "sju");
        assert_eq!(count_word(13), "13");
    }

    #[test]
    fn a_change_is_rounded_to_whole_per_cent() {
        assert_eq!(percent_change(100, 106).as_deref(), Some("+6\u{a0}%"));
        assert_eq!(percent_change(200, 177).as_deref(), Some("\u{2212}12\u{a0}%"));
        assert_eq!(percent_change(100, 100).as_deref(), Some("0\u{a0}%"));
        assert_eq!(percent_change(3, 1).as_deref(), Some("\u{2212}67\u{a0}%"));
        assert_eq!(percent_change(0, 10), None);
    }
}
