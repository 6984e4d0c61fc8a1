//! The words of what crossed.

/// Heading.
pub const HEADING: &str = "Två har ändrat samma sak";
/// What to do.
pub const HELP: &str = "Ingen såg den andras ändring. Välj den som ska gälla.";
/// What holds now.
pub const STANDS: &str = "Gäller nu";
/// What does not.
pub const OTHER: &str = "Den andra ändringen";
/// Lets it hold.
pub const CHOOSE: &str = "Välj den här";
/// Keeps it.
pub const KEEP: &str = "Behåll den här";
/// Somebody deleted what somebody else edited.
pub const DELETED: &str = "Någon tog bort det här medan någon annan ändrade det.";
/// Keeps it.
pub const KEEP_IT: &str = "Behåll";
/// Deletes it.
pub const DELETE_IT: &str = "Ta bort";
/// When a time was written.
pub const TIME: &str = "Tid";
/// When something happens.
pub const WHEN: &str = "När";
/// Whether the public sees it.
pub const PUBLISHED: &str = "Syns i programmet";
/// A field that no form shows.
pub const OTHER_FIELD: &str = "Annat";
/// No.
pub const NO: &str = "Nej";

/// "Skrivet lör 21 november 10.19".
pub fn written(when: &str) -> String {
    format!("Skrivet {when}")
}
