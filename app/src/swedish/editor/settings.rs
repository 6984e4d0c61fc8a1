//! The words of the settings.

/// Heading.
pub const HEADING: &str = "Inställningar";
