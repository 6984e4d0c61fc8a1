//! How dates, times and numbers are written in Swedish.
//!
//! Pure functions, the same on both sides: a page rendered by the server must read exactly as
//! the page the browser builds, so nothing here asks the browser for its own formats.

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
