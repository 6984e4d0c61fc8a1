//! Where the public pages get their programmes from.
//!
//! On the server: from whoever implements [`Programmes`], which the server puts into the Leptos
//! context as `Arc<dyn Programmes>`.

use std::pin::Pin;

use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};
use samvaro_core::schedule::{IsoWeek, Window};

/// An answer that is on its way.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Unavailable>> + Send + 'a>>;

/// The programmes could not be read just now. The cause is in the server's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// Reads published programmes on the server.
pub trait Programmes: Send + Sync {
    /// One place's week (this week if none is named); `None` if there is no such place.
    fn week<'a>(
        &'a self,
        slug: &'a str,
        week: Option<IsoWeek>,
    ) -> Answer<'a, Option<Seen<ProgrammeDocument>>>;

    /// One place's programme in a window; `None` if there is no such place.
    fn window<'a>(&'a self, slug: &'a str, window: Window) -> Answer<'a, Option<Seen<ProgrammeDocument>>>;

    /// All places with their day.
    fn today(&self) -> Answer<'_, Seen<PlacesDocument>>;
}
