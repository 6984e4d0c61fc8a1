//! The content lines of iCalendar: unfolding, names, parameters, values. Bytes first, because a
//! fold may fall inside a character.

use std::borrow::Cow;

/// The longest content line, unfolded.
pub const LINE_MAX_BYTES: usize = 64 * 1024;

/// The parameters that are read.
const PARAMS: [&str; 3] = ["RANGE", "TZID", "VALUE"];

/// One unfolded line, with the number of its first physical line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLine<'a> {
    pub line: u32,
    pub bytes: Cow<'a, [u8]>,
    /// The line went on past [`LINE_MAX_BYTES`]; the rest of it is gone.
    pub cut: bool,
}

/// Walks over the unfolded lines of a file.
pub struct RawLines<'a> {
    rest: &'a [u8],
    line: u32,
}

impl<'a> RawLines<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), line: 1 }
    }

    fn physical(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let (line, rest) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, &self.rest[self.rest.len()..]),
        };
        self.rest = rest;
        self.line += 1;
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

impl<'a> Iterator for RawLines<'a> {
    type Item = RawLine<'a>;

    fn next(&mut self) -> Option<RawLine<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let first = self.physical();
        let mut cut = first.len() > LINE_MAX_BYTES;
        let mut bytes = Cow::Borrowed(&first[..first.len().min(LINE_MAX_BYTES)]);
        while let Some(b' ' | b'\t') = self.rest.first() {
            let more = &self.physical()[1..];
            let room = LINE_MAX_BYTES - bytes.len();
            cut |= more.len() > room;
            bytes.to_mut().extend(&more[..more.len().min(room)]);
        }
        Some(RawLine { line, bytes, cut })
    }
}

/// A property: `DTSTART;TZID=Europe/Stockholm:20261107T100000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    pub line: u32,
    pub name: &'static str,
    pub params: Vec<(&'static str, String)>,
    pub value: String,
}

/// Why a line is no property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineError {
    NotUtf8,
    TooLong,
    NoValue,
}

impl LineError {
    pub fn reason(self) -> String {
        match self {
            Self::NotUtf8 => "raden är inte skriven i UTF-8".to_owned(),
            Self::TooLong => format!("raden är längre än {LINE_MAX_BYTES} byte"),
            Self::NoValue => "raden har inget värde".to_owned(),
        }
    }
}

impl RawLine<'_> {
    /// The property's name in capitals, even of a line that cannot be read further.
    pub fn name(&self) -> String {
        const NAME_MAX_BYTES: usize = 64;
        let name = self.bytes.iter().take(NAME_MAX_BYTES);
        let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-');
        name.map(|byte| char::from(byte.to_ascii_uppercase())).collect()
    }

    /// The bare value, for lines without parameters; empty if it cannot be read.
    pub fn value(&self) -> String {
        self.property("").map(|property| property.value.trim().to_owned()).unwrap_or_default()
    }

    /// Reads the line as the property of that name.
    pub fn property(&self, name: &'static str) -> Result<Property, LineError> {
        if self.cut {
            return Err(LineError::TooLong);
        }
        let text = std::str::from_utf8(&self.bytes).map_err(|_| LineError::NotUtf8)?;
        let (head, value) = split_outside_quotes(text, ':').ok_or(LineError::NoValue)?;
        let mut params = Vec::new();
        let mut rest = split_outside_quotes(head, ';').map(|(_, rest)| rest);
        while let Some(text) = rest {
            let (param, more) = match split_outside_quotes(text, ';') {
                Some((param, more)) => (param, Some(more)),
                None => (text, None),
            };
            if let Some((name, value)) = param.split_once('=') {
                let known = PARAMS.iter().find(|known| known.eq_ignore_ascii_case(name));
                params.extend(known.map(|known| (*known, value.trim_matches('"').to_owned())));
            }
            rest = more;
        }
        Ok(Property { line: self.line, name, params, value: value.to_owned() })
    }
}

impl Property {
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The value as text, with `\n`, `\,`, `\;` and `\\` undone.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                plain => text.push(plain),
            }
        }
        text
    }
}

fn split_outside_quotes(text: &str, at: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (place, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            character if character == at && !quoted => {
                return Some((&text[..place], &text[place + at.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn lines(bytes: &[u8]) -> Vec<RawLine<'_>> {
        RawLines::new(bytes).collect()
    }

    #[test]
    fn a_fold_may_fall_inside_a_character() {
        let folded = lines(b"SUMMARY:K\xc3\r\n \xb6ret\r\nEND:VEVENT");
        assert_eq!(folded[0].property("X").unwrap().value, "Köret");
        assert_eq!(folded[1].line, 3);
    }

    #[test]
    fn quoted_parameters_may_hold_colons_and_semicolons() {
        let lines = lines(b"dtstart;tzid=\"A:B;C\";VALUE=DATE:20261107");
        assert_eq!(lines[0].name(), "DTSTART");
        let property = lines[0].property("X").unwrap();
        assert_eq!((property.param("TZID"), property.param("VALUE")), (Some("A:B;C"), Some("DATE")));
        assert_eq!(property.value, "20261107");
    }

    #[test]
    fn text_is_unescaped_once() {
        let property = lines(b"SUMMARY:Kaff\\, te\\; \\\\n\\nkaka\\")[0].property("X").unwrap();
        assert_eq!(property.text(), "Kaff, te; \\n\nkaka");
    }

    #[test]
    fn a_line_that_never_folds_is_cut_and_named() {
        let long = vec![b'A'; LINE_MAX_BYTES + 1];
        assert_eq!(lines(&long)[0].property("X"), Err(LineError::TooLong));
        let mut folded = b"X:".to_vec();
        folded.extend(b"\n aaaaaaaaa".repeat(LINE_MAX_BYTES / 8));
        folded.extend(b"\nEND:VEVENT");
        let folded = lines(&folded);
        assert!(folded[0].cut && folded[0].bytes.len() == LINE_MAX_BYTES);
        assert_eq!(folded[1].property("X").unwrap().value, "VEVENT");
    }

    #[test]
    fn lines_without_a_value_or_in_another_encoding_are_named() {
        assert_eq!(lines(b"SUMMARY")[0].property("X"), Err(LineError::NoValue));
        assert_eq!(lines(b"SUMMARY:K\xf6r")[0].property("X"), Err(LineError::NotUtf8));
    }
}
