//! The pages that the server renders, and where they get their programmes from.

pub mod programmes;
pub mod render;
