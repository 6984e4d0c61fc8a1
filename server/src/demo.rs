//! A made-up municipality with ten meeting places, for trying things out.
//!
//! Everything is written the way tablets and imports write it. Figures follow from a fixed seed
//! and the date, so a date shows the same numbers whenever the demonstration was made.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use jiff::civil::Date;
use samvaro_core::change::{Authored, Body};
use samvaro_core::id::{Dot, LogId, Millis, OrganisationId, PlaceId, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::replica::author;
use samvaro_core::text::{Name, Slug};
use uuid::Uuid;

use crate::clock;
use crate::intake::derived;
use crate::store::{Owner, Push, Store};

mod figures;
mod history;
mod kinds;
mod places;
mod programme;

use places::{DemoPlace, PLACES};

/// What the municipality is called. There is none of this name.
pub const ORGANISATION: &str = "Björkåsa kommun";

/// How far back the demonstration goes, in weeks: a year, and a quarter to compare with.
pub const WEEKS_BACK: i64 = 66;

/// Fills an empty store. Gives the slugs of the places, in order; the first is open every day.
///
/// # Errors
/// When the store is not empty, or fails.
pub async fn fill(store: &dyn Store, today: Date) -> Result<Vec<Slug>> {
    if !store.organisations().await?.is_empty() {
        bail!("the database is not empty; the demonstration only fills an empty one");
    }
    let organisation = OrganisationId(derived(Uuid::nil(), "demo", ORGANISATION));
    store.add_organisation(organisation, &Name::parse(ORGANISATION)?).await?;
    let mut slugs = Vec::new();
    for place in &PLACES {
        let slug = Slug::from_name(place.name)?;
        let id = PlaceId(derived(organisation.0, "place", slug.as_str()));
        store.add_place(organisation, id, &slug).await?;
        fill_place(store, organisation, id, place, &slug, today).await?;
        slugs.push(slug);
    }
    store.roll_over(today).await?;
    Ok(slugs)
}

/// A change and when it was made.
type Dated = (Millis, Body);

async fn fill_place(
    store: &dyn Store,
    organisation: OrganisationId,
    id: PlaceId,
    place: &DemoPlace,
    slug: &Slug,
    today: Date,
) -> Result<()> {
    let log = id.log();
    let office = ReplicaId(derived(id.0, "demo", "office"));
    let lines = programme::lines(id, place, today);
    write(store, organisation, log, office, programme::changes(id, place, slug, &lines, today)).await?;
    let standing = store.programme(log).await?;
    let tablet = ReplicaId(derived(id.0, "demo", "tablet"));
    write(store, organisation, log, tablet, history::changes(place, &standing, &lines, today)).await
}

async fn write(
    store: &dyn Store,
    organisation: OrganisationId,
    log: LogId,
    replica: ReplicaId,
    changes: Vec<Dated>,
) -> Result<()> {
    let numbered = (1..).zip(changes);
    let authored: Result<Vec<Authored>, _> =
        numbered.map(|(seq, (at, body))| author(Dot { replica, seq }, log, at, &body)).collect();
    let authored = authored.map_err(|error| anyhow::anyhow!(error.0))?;
    for batch in authored.chunks(Pack::MAX_ROWS) {
        let push = Push {
            organisation,
            replica,
            owner: Owner::Server,
            scope: BTreeSet::from([log]),
            revoked: false,
            changes: batch.to_vec(),
            received_at: clock::now_ms(),
            today: clock::today(),
            skew_ms: None,
        };
        let pushed = store.push(push).await?;
        if let Some(refusal) = pushed.refusals.first() {
            bail!("the demonstration was refused: {:?}", refusal.verdict);
        }
    }
    Ok(())
}
