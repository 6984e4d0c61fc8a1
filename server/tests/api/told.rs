//! What tests have to tell beyond whether they passed.
//!
//! `cargo test` keeps to itself what a passing test prints. `cargo xtask test` names a file to write
//! it to, and prints that at its end.

use std::fs::OpenOptions;
use std::io::Write as _;

/// A line for whoever started the tests.
pub fn tell(line: &str) {
    println!("{line}");
    let Some(file) = std::env::var_os("SAMVARO_TOLD") else { return };
    let mut file = OpenOptions::new().create(true).append(true).open(file).unwrap();
    // One write, so that lines of several tests do not mix.
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// Says that a test showed nothing here. `cargo xtask test` fails if the machine would have let it.
pub fn not_tried(what: &str, why: &str) {
    tell(&format!("not tried: {what}, because {}", why.replace('\n', " ")));
}
