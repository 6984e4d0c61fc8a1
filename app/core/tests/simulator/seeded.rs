//! The checker is checked: each known mistake is built in, and must be noticed.

use std::fmt::Write as _;

use crate::bugs::Bug;
use crate::{history, report};

/// Histories within which each mistake must be noticed.
const NOTICED_WITHIN_HISTORIES: u64 = 500;

#[test]
fn the_checker_catches_every_seeded_bug() {
    crate::promise::keep_broken_promises_quiet();
    let (mut table, mut missed) = (String::new(), Vec::new());
    for bug in Bug::ALL {
        let caught = (0..NOTICED_WITHIN_HISTORIES)
            .find_map(|seed| Some((seed + 1, history::from_seed(seed, Some(bug)).broken?)));
        let told = caught
            .as_ref()
            .map_or("never".into(), |(times, broken)| format!("{times:>4} histories: {}", broken.promise));
        writeln!(table, "{:<46} {told}", bug.words()).expect("a string");
        missed.extend(caught.is_none().then_some(bug));
    }
    let all = Bug::ALL.len();
    report::tell(&format!(
        "{} of {all} known mistakes caught, each after\n{}",
        all - missed.len(),
        table.trim_end()
    ));
    assert!(missed.is_empty(), "nothing noticed {missed:?}");
}
