//! Published programmes: what the public pages show and the public API answers.

use std::sync::Arc;

use app::public::Loaded;
use jiff::civil::DateTime;
use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};
use samvaro_core::schedule::{IsoWeek, Window};
use samvaro_core::text::{Name, Slug};

use crate::clock;
use crate::store::{Organisation, Place, Store, StoreError};

/// Reads programmes from the store.
#[derive(Clone)]
pub struct StoredProgrammes(Arc<dyn Store>);

impl StoredProgrammes {
    /// Of this store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self(store)
    }

    /// One place's programme in a window; `None` if there is no such place, or it has no name yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn programme(
        &self,
        slug: &str,
        window: Window,
    ) -> Result<Option<ProgrammeDocument>, StoreError> {
        let Ok(slug) = Slug::parse(slug) else { return Ok(None) };
        let Some(place) = self.0.place_by_slug(&slug).await? else { return Ok(None) };
        let Some(organisation) = self.organisation_of(&place).await? else { return Ok(None) };
        self.document(organisation.name, &place, window).await
    }

    /// All places with their day; `None` in an installation that has no organisation yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn places(&self, now: DateTime) -> Result<Option<PlacesDocument>, StoreError> {
        let Some(organisation) = self.0.organisations().await?.into_iter().next() else { return Ok(None) };
        let (today, mut places) = (now.date(), Vec::new());
        for place in self.0.places(organisation.id).await? {
            places.extend(self.document(organisation.name.clone(), &place, Window::day(today)).await?);
        }
        Ok(Some(PlacesDocument { organisation: organisation.name, today, places }))
    }

    async fn document(
        &self,
        organisation: Name,
        place: &Place,
        window: Window,
    ) -> Result<Option<ProgrammeDocument>, StoreError> {
        let programme = self.0.programme(place.id.log()).await?;
        Ok(ProgrammeDocument::of(organisation, &programme, window))
    }

    async fn organisation_of(&self, place: &Place) -> Result<Option<Organisation>, StoreError> {
        let organisations = self.0.organisations().await?;
        Ok(organisations.into_iter().find(|organisation| organisation.id == place.organisation))
    }

    /// One place's week (this week if none is named), as its page shows it.
    pub async fn week(&self, slug: &str, week: Option<IsoWeek>) -> Loaded<ProgrammeDocument> {
        let now = clock::wall_clock();
        let week = week.unwrap_or_else(|| IsoWeek::of(now.date()));
        match self.programme(slug, Window::new(week.monday(), week.sunday())).await {
            Ok(Some(document)) => Loaded::Here { seen: Seen { now, document }, kept_since: None },
            Ok(None) => Loaded::NoSuchPlace,
            Err(error) => unavailable(&error),
        }
    }

    /// All places with their day, as the first page shows them.
    pub async fn today(&self) -> Loaded<PlacesDocument> {
        let now = clock::wall_clock();
        match self.places(now).await {
            Ok(document) => {
                let document = document.unwrap_or_else(|| nothing_yet(now));
                Loaded::Here { seen: Seen { now, document }, kept_since: None }
            }
            Err(error) => unavailable(&error),
        }
    }
}

/// What stands on the first page before anything has been imported.
fn nothing_yet(now: DateTime) -> PlacesDocument {
    let organisation = Name::parse("Samvaro").unwrap_or_else(|_| unreachable!("a name of seven letters"));
    PlacesDocument { organisation, today: now.date(), places: Vec::new() }
}

fn unavailable<T>(cause: &StoreError) -> Loaded<T> {
    tracing::error!(%cause, "the programmes could not be read");
    Loaded::Unavailable
}
