//! All that the screens say in English, by who reads it, and how dates, times and numbers are written.
//!
//! The same files and items as in [`crate::swedish`], where each item says what it is for.

#![allow(missing_docs)]

#[cfg(any(feature = "coordinator", test))]
#[cfg_attr(not(feature = "coordinator"), allow(dead_code))]
pub(crate) mod coordinator;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod editor;
#[cfg(any(feature = "editor", feature = "coordinator", test))]
pub mod settings;
#[cfg(any(feature = "tablet", feature = "coordinator", test))]
pub mod staff;

mod clock;
mod date;
mod number;
mod sentence;

pub use clock::{time, time_span};
pub use date::{
    date_span, date_span_short, day_and_month, day_and_weekday_short, day_relative_to, long_date, month,
    short_date, week_span, weekday, weekday_short,
};
pub use number::{count_of, count_word, number, percent, percent_change};
pub use sentence::{capitalised, list_of};

pub const OTHER_LANGUAGE: &str = "Svenska";
