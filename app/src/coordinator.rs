//! What the coordinators see: how attendance develops, how much of it is counted, who needs a
//! call.
//!
//! The server sends an empty shell: figures are shown to whoever is signed in, and nothing of them
//! is kept in the browser.

#[cfg(feature = "coordinator")]
mod account;
#[cfg(feature = "coordinator")]
mod books;
#[cfg(feature = "coordinator")]
mod choose_password;
#[cfg(feature = "coordinator")]
mod desk;
#[cfg(any(feature = "coordinator", test))]
mod figures;
#[cfg(feature = "coordinator")]
mod focus;
#[cfg(feature = "coordinator")]
mod following;
#[cfg(feature = "coordinator")]
mod four_figures;
#[cfg(feature = "coordinator")]
mod frame;
#[cfg(feature = "coordinator")]
mod help;
#[cfg(feature = "coordinator")]
mod needs_you;
#[cfg(feature = "coordinator")]
mod opening;
#[cfg(feature = "coordinator")]
mod overview;
#[cfg(feature = "coordinator")]
mod page;
// Tests use only a part of it.
#[cfg(any(feature = "coordinator", test))]
#[cfg_attr(not(feature = "coordinator"), allow(dead_code))]
pub(crate) mod period;
#[cfg(feature = "coordinator")]
mod place_pin;
#[cfg(feature = "coordinator")]
mod place_table;
#[cfg(feature = "coordinator")]
mod place_view;
#[cfg(feature = "coordinator")]
mod programme;
#[cfg(feature = "coordinator")]
mod rescue;
#[cfg(feature = "coordinator")]
mod settings;
#[cfg(feature = "coordinator")]
mod sign_in;
#[cfg(any(feature = "coordinator", test))]
mod sparkline;
#[cfg(feature = "coordinator")]
mod tablets;
// Tests use only a part of it.
#[cfg(any(feature = "coordinator", test))]
#[cfg(feature = "coordinator")]
pub use desk::Desk;
