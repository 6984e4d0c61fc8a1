//! Pages that anyone can read: what happens today, and a place's week.
//!
//! Rendered by the server, readable without JavaScript, alive with it, and readable without a
//! network from what the phone keeps. Nobody signs in here and nothing is counted.

pub mod address;
mod alive;
#[cfg(feature = "public")]
pub mod browser_side;
mod clock;
mod day_line;
mod day_section;
mod facts;
mod find_us;
mod frame;
#[cfg(any(feature = "public", test))]
mod kept;
mod kept_banner;
mod loaded;
mod my_day;
mod my_place;
mod notice;
mod occurrence_row;
mod page;
pub mod page_data;
mod phase;
mod place_list;
mod place_page;
mod poster;
#[cfg(test)]
mod sample;
mod start_page;
mod take_along;
mod text_size;
mod week_days;
mod week_stepper;

pub use loaded::Loaded;
pub use page::{Page, PublicApp};
