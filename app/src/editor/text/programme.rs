//! The words of the programme.

/// Heading.
pub const HEADING: &str = "Programmet";
/// There is none yet.
pub const EMPTY: &str = "Här finns inga aktiviteter än.";
/// An activity that nobody has named.
pub const UNNAMED: &str = "Aktivitet utan namn";
