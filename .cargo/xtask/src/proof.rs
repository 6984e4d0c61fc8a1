//! `cargo xtask proof`: each danger and each promise, with the tests that stand against it.
//!
//! The rows stand in `.cargo/xtask/dangers.txt`. A row without a test needs a written reason, and a
//! test that is named has to exist and be switched on.

mod named_test;
mod row;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use named_test::NamedTest;
use row::Row;

const ROWS: &str = ".cargo/xtask/dangers.txt";

/// The families of rows, and how many each has: F failures seen in the field, I invariants,
/// B dangers in the browser, V dangers on the server.
const FAMILIES: [(char, usize); 4] = [('F', 20), ('I', 15), ('B', 28), ('V', 23)];

/// Prints the table.
pub fn run(workspace: &Workspace) -> Result<()> {
    let rows = checked(workspace)?;
    rows.iter().for_each(Row::print);
    let tests: usize = rows.iter().map(|row| row.tests.len()).sum();
    let reasons = rows.iter().filter(|row| row.tests.is_empty()).count();
    println!("\n{} rows, {tests} tests named, {reasons} rows with a reason instead", rows.len());
    Ok(())
}

/// Fails if a row is missing or empty, or names a test that does not run.
pub fn check(workspace: &Workspace) -> Result<()> {
    checked(workspace).map(|_| ())
}

fn checked(workspace: &Workspace) -> Result<Vec<Row>> {
    let path = workspace.root().join(ROWS);
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    let rows = row::read(&text)?;
    let mut faults = missing(&rows);
    for row in &rows {
        if row.tests.is_empty() && row.reasons.is_empty() {
            faults.push(format!("{}: neither a test nor a reason", row.id));
        }
        let named = row.tests.iter().map(|test| (row, test));
        faults.extend(named.filter_map(|(row, test)| fault(workspace, row, test)));
    }
    if !faults.is_empty() {
        bail!("{ROWS}:\n  {}", faults.join("\n  "));
    }
    Ok(rows)
}

fn missing(rows: &[Row]) -> Vec<String> {
    let width = |family| if matches!(family, 'B' | 'V') { 2 } else { 1 };
    let expected = FAMILIES.into_iter().flat_map(|(family, count)| {
        (1..=count).map(move |number| format!("{family}{number:0width$}", width = width(family)))
    });
    let times = |id: &String| rows.iter().filter(|row| row.id == *id).count();
    expected.filter(|id| times(id) != 1).map(|id| format!("{id}: stands {} times", times(&id))).collect()
}

fn fault(workspace: &Workspace, row: &Row, test: &NamedTest) -> Option<String> {
    test.check(workspace.root()).err().map(|error| format!("{}: {error:#}", row.id))
}
