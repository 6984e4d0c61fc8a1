//! What a run found, for whoever started it: `cargo test` keeps to itself what a passing test prints,
//! so `cargo xtask test` names a file to write it to.

use std::fs::OpenOptions;
use std::io::Write as _;

/// A line of it.
pub fn tell(line: &str) {
    println!("{line}");
    let Some(file) = std::env::var_os("SAMVARO_TOLD") else { return };
    let mut file = OpenOptions::new().create(true).append(true).open(file).expect("a file to tell in");
    // One write, so that lines of several tests do not mix.
    file.write_all(format!("{line}\n").as_bytes()).expect("room to tell");
}
