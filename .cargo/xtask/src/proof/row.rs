//! One row: what is feared or promised, and what stands for it.
//!
//! ```text
//! F7 The last change of a full page is left out.
//!   app/core/tests/pages.rs: every_page_size_reads_every_change
//!   not here: a reason, where there is no test
//! ```

use anyhow::{Result, bail};

use super::named_test::NamedTest;

const REASON: &str = "not here: ";

/// A row of the table.
pub struct Row {
    /// Such as F7.
    pub id: String,
    /// The danger or the promise, in a sentence.
    pub says: String,
    /// The tests that go red when it comes true, or is broken.
    pub tests: Vec<NamedTest>,
    /// Why something of it is not tested here.
    pub reasons: Vec<String>,
}

/// Reads all rows.
///
/// # Errors
/// When a line belongs to no row, or names no test.
pub fn read(text: &str) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(detail) = line.strip_prefix("  ") else {
            let Some((id, says)) = line.split_once(' ') else { bail!("line {number}: says nothing") };
            rows.push(Row { id: id.into(), says: says.into(), tests: Vec::new(), reasons: Vec::new() });
            continue;
        };
        let Some(row) = rows.last_mut() else { bail!("line {number}: belongs to no row") };
        match (detail.strip_prefix(REASON), NamedTest::parse(detail)) {
            (Some(reason), _) => row.reasons.push(reason.into()),
            (None, Some(test)) => row.tests.push(test),
            (None, None) => bail!("line {number}: neither `file: test` nor `{REASON}…`"),
        }
    }
    Ok(rows)
}

impl Row {
    /// Prints it, its details below.
    pub fn print(&self) {
        println!("{:<4} {}", self.id, self.says);
        for test in &self.tests {
            println!("       {test}");
        }
        for reason in &self.reasons {
            println!("       {REASON}{reason}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_its_tests_and_its_reasons() {
        let rows = read("# heading\nF1 A fear.\n  a.rs: b\n  not here: c: d\n\nF2 Another.\n").expect("rows");
        assert_eq!((rows.len(), rows[0].tests.len(), &rows[0].reasons[..]), (2, 1, &["c: d".to_owned()][..]));
        assert!(rows[1].tests.is_empty());
    }

    #[test]
    fn a_line_that_names_nothing_is_refused() {
        assert!(read("  a.rs: b").is_err());
        assert!(read("F1 A fear.\n  something").is_err());
    }
}
