//! The rows of a CSV table from a stranger: quotes, line breaks inside quotes, `,` `;` or tab.
//!
//! One row that cannot be read never takes the next one with it: after a quote that does not
//! close, reading goes on with the following line.

/// The longest row.
pub(super) const ROW_MAX_BYTES: usize = 16 * 1024;

/// The most lines that one row may span.
pub(super) const ROW_MAX_LINES: u32 = 50;

/// One row with the line it begins on, or why it could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub line: u32,
    pub fields: Result<Vec<String>, RowError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowError {
    NotUtf8,
    OpenQuote,
    TooLong,
}

impl RowError {
    pub fn reason(self) -> String {
        match self {
            Self::NotUtf8 => "raden är inte skriven i UTF-8".to_owned(),
            Self::OpenQuote => "ett citattecken avslutas aldrig".to_owned(),
            Self::TooLong => format!("raden är längre än {ROW_MAX_BYTES} byte"),
        }
    }
}

/// Walks over the rows of a table; blank lines are passed over.
pub(super) struct Rows<'a> {
    rest: &'a [u8],
    line: u32,
    separator: u8,
}

impl<'a> Rows<'a> {
    /// The separator is the one that the first line holds most of.
    pub fn new(bytes: &'a [u8]) -> Self {
        let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let header = &rest[..end_of_line(rest).min(ROW_MAX_BYTES)];
        let count = |separator: &u8| header.iter().filter(|byte| *byte == separator).count();
        let separator = *b"\t;,".iter().max_by_key(|separator| count(separator)).unwrap_or(&b',');
        Self { rest, line: 1, separator }
    }

    /// Takes the next row off the rest: its fields and how many bytes and lines it took.
    fn measure(&self) -> (Result<Vec<Vec<u8>>, RowError>, usize, u32) {
        let mut fields = vec![Vec::new()];
        let (mut quoted, mut lines, mut at) = (false, 1, 0);
        while let Some(byte) = self.rest.get(at).copied() {
            if at >= ROW_MAX_BYTES || lines > ROW_MAX_LINES {
                let error = if quoted { RowError::OpenQuote } else { RowError::TooLong };
                return (Err(error), end_of_line(self.rest), 1);
            }
            let field = fields.last_mut();
            let doubled = quoted && self.rest.get(at + 1) == Some(&b'"');
            match byte {
                b'"' if doubled => {
                    push(field, byte);
                    at += 1;
                }
                b'"' if quoted => quoted = false,
                b'"' if field.as_ref().is_some_and(|field| field.is_empty()) => quoted = true,
                b'\n' if !quoted => return (Ok(fields), at + 1, lines),
                byte if byte == self.separator && !quoted => fields.push(Vec::new()),
                byte => {
                    lines += u32::from(byte == b'\n');
                    push(field, byte);
                }
            }
            at += 1;
        }
        match quoted {
            true => (Err(RowError::OpenQuote), end_of_line(self.rest), 1),
            false => (Ok(fields), at, lines),
        }
    }
}

fn push(field: Option<&mut Vec<u8>>, byte: u8) {
    if let Some(field) = field {
        field.push(byte);
    }
}

fn end_of_line(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1)
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while !self.rest.is_empty() {
            let (fields, bytes, lines) = self.measure();
            let line = self.line;
            self.rest = &self.rest[bytes..];
            self.line += lines;
            let fields =
                fields.and_then(|fields| fields.into_iter().map(text).collect::<Result<Vec<_>, _>>());
            match fields {
                Ok(fields) if fields.iter().all(String::is_empty) => {}
                fields => return Some(Row { line, fields }),
            }
        }
        None
    }
}

fn text(field: Vec<u8>) -> Result<String, RowError> {
    let text = String::from_utf8(field).map_err(|_| RowError::NotUtf8)?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u32, Result<Vec<String>, RowError>)> {
        Rows::new(text).map(|row| (row.line, row.fields)).collect()
    }

    fn fields(fields: &[&str]) -> Result<Vec<String>, RowError> {
        Ok(fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn quotes_hold_separators_quotes_and_line_breaks() {
        let table = b"a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\n\n,3\n,\nlast";
        assert_eq!(
            rows(table),
            [
                (1, fields(&["a", "b"])),
                (2, fields(&["x, \"y\"", "1\n2"])),
                (5, fields(&["", "3"])),
                (7, fields(&["last"])),
            ]
        );
    }

    #[test]
    fn swedish_spreadsheets_separate_with_semicolons() {
        assert_eq!(
            rows(b"\xef\xbb\xbfa;b;c\n1,5;2;3"),
            [(1, fields(&["a", "b", "c"])), (2, fields(&["1,5", "2", "3"]))]
        );
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_row() {
        let table = b"a,b\n\"open,1\nx,2\ny,3\n";
        assert_eq!(
            rows(table),
            [
                (1, fields(&["a", "b"])),
                (2, Err(RowError::OpenQuote)),
                (3, fields(&["x", "2"])),
                (4, fields(&["y", "3"])),
            ]
        );
    }

    #[test]
    fn a_row_that_is_too_long_or_not_utf8_costs_one_row() {
        let mut table = b"a,b\n".to_vec();
        table.extend(vec![b'x'; ROW_MAX_BYTES + 1]);
        table.extend(b"\nk\xe5ffe,1\nkaffe,2\n");
        assert_eq!(
            rows(&table)[1..],
            [(2, Err(RowError::TooLong)), (3, Err(RowError::NotUtf8)), (4, fields(&["kaffe", "2"]))]
        );
    }
}
