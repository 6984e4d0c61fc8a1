//! All that the screens say in Swedish, by who reads it, and how dates, times and numbers are written.
//!
//! Pure functions, the same on both sides: a page rendered by the server must read exactly as
//! the page the browser builds, so nothing here asks the browser for its own formats.

#[cfg(any(feature = "coordinator", test))]
#[cfg_attr(not(feature = "coordinator"), allow(dead_code))]
pub(crate) mod coordinator;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod editor;
#[cfg(any(feature = "public", feature = "ssr"))]
pub(crate) mod public;
#[cfg(any(feature = "editor", feature = "coordinator", test))]
pub mod settings;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod staff;

mod clock;
mod date;
mod number;
mod sentence;
mod telephone;

pub use clock::{time, time_span};
pub use date::{
    date_span, date_span_short, day_and_month, day_and_weekday_short, day_relative_to, long_date, month,
    short_date, week_span, weekday, weekday_short,
};
pub use number::{count_of, count_word, number, percent, percent_change};
pub use sentence::{capitalised, list_of};
pub use telephone::telephone_link;

/// The other language, in its own word.
pub const OTHER_LANGUAGE: &str = "English";
