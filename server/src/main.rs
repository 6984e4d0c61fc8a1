//! The binary `samvaro`.

fn main() {}
