//! The tablet at a meeting place: the day and the counting, and what stands around every screen of
//! a tablet.
//!
//! The server cannot know what a tablet has not sent yet, so it sends an empty shell; the screens
//! themselves exist in the browser alone. What is seldom opened stands in [`crate::editor`], which is
//! a bundle of its own.

pub mod address;
pub mod curtain;
#[cfg(test)]
mod sample;
#[cfg(any(feature = "tablet", test))]
pub mod stage;
pub mod sync_words;

#[cfg(feature = "tablet")]
pub mod banners;
#[cfg(feature = "tablet")]
pub mod categories;
#[cfg(feature = "staff")]
mod change;
#[cfg(feature = "staff")]
mod count;
#[cfg(feature = "tablet")]
pub mod counting;
#[cfg(feature = "staff")]
mod crossed;
#[cfg(feature = "staff")]
mod day;
#[cfg(feature = "staff")]
mod drop_in;
#[cfg(feature = "staff")]
mod duty;
#[cfg(feature = "tablet")]
pub mod duty_words;
#[cfg(feature = "tablet")]
pub mod form;
#[cfg(feature = "tablet")]
pub mod frame;
#[cfg(feature = "tablet")]
pub mod gate;
#[cfg(feature = "staff")]
mod handover;
#[cfg(feature = "tablet")]
pub mod last_change;
#[cfg(feature = "tablet")]
pub mod missing;
#[cfg(feature = "staff")]
mod more;
#[cfg(feature = "staff")]
mod moved_away;
#[cfg(feature = "staff")]
mod new_tablet;
#[cfg(feature = "staff")]
mod not_counted;
#[cfg(feature = "staff")]
mod now_box;
#[cfg(feature = "tablet")]
pub mod person_chip;
#[cfg(feature = "tablet")]
pub mod phases;
#[cfg(feature = "tablet")]
pub mod reason;
#[cfg(feature = "staff")]
mod rows;
#[cfg(feature = "staff")]
mod saved;
#[cfg(feature = "staff")]
mod screens;
#[cfg(feature = "staff")]
mod sign_ups;
#[cfg(feature = "tablet")]
pub mod typed;
#[cfg(feature = "tablet")]
pub mod versions;

#[cfg(feature = "staff")]
mod staff_list;
#[cfg(feature = "staff")]
mod unlock;

#[cfg(feature = "tablet")]
pub mod subject;

#[cfg(feature = "staff")]
pub use screens::screen;
