//! The tablet at a meeting place: the day, the counting, and what the tablet knows of itself.
//!
//! The server cannot know what a tablet has not sent yet, so it sends an empty shell; the screens
//! themselves exist in the browser alone.

pub mod address;
#[cfg(test)]
mod sample;
#[cfg(any(feature = "staff", test))]
mod stage;
pub mod sync_words;
pub mod text;

#[cfg(feature = "staff")]
mod banners;
#[cfg(feature = "staff")]
mod count;
#[cfg(feature = "staff")]
mod counting;
#[cfg(feature = "staff")]
mod day;
#[cfg(feature = "staff")]
mod drop_in;
#[cfg(feature = "staff")]
mod duty;
#[cfg(feature = "staff")]
mod frame;
#[cfg(feature = "staff")]
mod gate;
#[cfg(feature = "staff")]
mod missing;
#[cfg(feature = "staff")]
mod moved_away;
#[cfg(feature = "staff")]
mod not_counted;
#[cfg(feature = "staff")]
mod now_box;
#[cfg(feature = "staff")]
mod refused;
#[cfg(feature = "staff")]
mod screens;
#[cfg(feature = "staff")]
mod tablet;

#[cfg(feature = "staff")]
pub use screens::Screens;
