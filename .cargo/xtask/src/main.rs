//! Builds, starts, tests and measures Samvaro.

fn main() {}
