//! Published programmes: what the public pages show and the public API answers.

use std::sync::Arc;

use app::public::source::{Answer, Programmes, Unavailable};
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
}

impl Programmes for StoredProgrammes {
    fn week<'a>(
        &'a self,
        slug: &'a str,
        week: Option<IsoWeek>,
    ) -> Answer<'a, Option<Seen<ProgrammeDocument>>> {
        let week = week.unwrap_or_else(|| IsoWeek::of(clock::today()));
        self.window(slug, Window::new(week.monday(), week.sunday()))
    }

    fn window<'a>(&'a self, slug: &'a str, window: Window) -> Answer<'a, Option<Seen<ProgrammeDocument>>> {
        Box::pin(async move {
            let document = self.programme(slug, window).await.map_err(unavailable)?;
            Ok(document.map(|document| Seen { now: clock::wall_clock(), document }))
        })
    }

    fn today(&self) -> Answer<'_, Seen<PlacesDocument>> {
        Box::pin(async move {
            let now = clock::wall_clock();
            let document = self.places(now).await.map_err(unavailable)?;
            let document = document.unwrap_or_else(|| nothing_yet(now));
            Ok(Seen { now, document })
        })
    }
}

/// What stands on the first page before anything has been imported.
fn nothing_yet(now: DateTime) -> PlacesDocument {
    let organisation = Name::parse("Samvaro").unwrap_or_else(|_| unreachable!("a name of seven letters"));
    PlacesDocument { organisation, today: now.date(), places: Vec::new() }
}

fn unavailable(error: StoreError) -> Unavailable {
    tracing::error!(cause = %error, "the programmes could not be read");
    Unavailable
}
