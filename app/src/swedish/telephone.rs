//! Telephone numbers as links.

/// The fewest digits that can be called.
const DIGITS_MIN: usize = 3;

/// "08-465 00 42" → "tel:+4684650042"; nothing when the line is not one number.
pub fn telephone_link(written: &str) -> Option<String> {
    let spoken = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '–' | '+' | '(' | ')');
    if !written.chars().all(spoken) {
        return None;
    }
    let international = written.trim_start().starts_with('+');
    let digits: String = written.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    if digits.len() < DIGITS_MIN {
        return None;
    }
    Some(match (international, digits.strip_prefix("00"), digits.strip_prefix('0')) {
        (true, ..) => format!("tel:+{digits}"),
        (false, Some(abroad), _) => format!("tel:+{abroad}"),
        (false, None, Some(swedish)) => format!("tel:+46{swedish}"),
        (false, None, None) => format!("tel:{digits}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swedish_number_gets_its_country() {
        assert_eq!(telephone_link("08-465 00 42").as_deref(), Some("tel:+4684650042"));
        assert_eq!(telephone_link("+46 (0)8-465 00 42").as_deref(), Some("tel:+4684650042"));
        assert_eq!(telephone_link("0046 8 465 00 42").as_deref(), Some("tel:+4684650042"));
        assert_eq!(telephone_link("112").as_deref(), Some("tel:112"));
    }

    #[test]
    fn words_are_not_called() {
        assert_eq!(telephone_link("08-465 00 42 eller receptionen"), None);
        assert_eq!(telephone_link("-"), None);
    }
}
