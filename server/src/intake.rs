//! Takes an imported programme into the logs of its places.
//!
//! Ids follow from the organisation, the place and the file's own keys, so the same file names
//! the same things every time; only what differs from the standing programme is written, and
//! what a person has edited since is left as they wanted it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use samvaro_core::change::Body;
use samvaro_core::field::{Fields, PlaceField, Put};
use samvaro_core::id::{LogId, OrganisationId, PlaceId, Position, ReplicaId};
use samvaro_core::programme::Programme;
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::text::{Name, Slug};
use uuid::Uuid;

use crate::clock;
use crate::exchange::{Recording, record};
use crate::import::ImportedProgramme;
use crate::store::{Owner, Store, StoreError};

mod difference;
mod wanted;

use difference::difference;
use wanted::{Wanted, wanted};

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Places that were made.
    pub new_places: usize,
    /// Things (activities, slots, dates, closed days) that were new or different.
    pub written: usize,
    /// Fields that differ from the file because a person edited them.
    pub kept: usize,
    /// What could not be taken over, with its line.
    pub refused: Vec<(u32, String)>,
}

/// An id that follows from its owner and a key.
pub(crate) fn derived(owner: Uuid, kind: &str, key: &str) -> Uuid {
    Uuid::new_v5(&owner, format!("{kind}\n{key}").as_bytes())
}

/// Takes the programme in. `place` is the slug that every line goes to, or none if the file says.
///
/// # Errors
/// When the store fails; trying again goes on from there.
pub async fn take_in(
    store: &dyn Store,
    organisation: OrganisationId,
    programme: &ImportedProgramme,
    place: Option<&Slug>,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (named, lines) in by_place(programme) {
        let Some((name, slug)) = name_and_slug(&named, place) else {
            let refused = lines
                .lines()
                .map(|line| (line, format!("platsen saknar ett namn som går att använda: {named:?}")));
            outcome.refused.extend(refused);
            continue;
        };
        let (id, log) = place_of(store, organisation, &name, &slug, &mut outcome).await?;
        let base = store.head(log).await?.context("the place has no log")?.position;
        let standing = store.programme(log).await?;
        let (wanted, refused) = wanted(id, &lines, clock::today());
        outcome.refused.extend(refused);
        let changes = changes(&standing, (name, slug), wanted, base, &mut outcome);
        write(store, organisation, log, base, changes, &mut outcome).await?;
    }
    outcome.refused.sort();
    Ok(outcome)
}

/// The lines of one place.
fn by_place(programme: &ImportedProgramme) -> BTreeMap<String, ImportedProgramme> {
    let mut places: BTreeMap<String, ImportedProgramme> = BTreeMap::new();
    for slot in &programme.slots {
        places.entry(slot.place.trim().to_owned()).or_default().slots.push(slot.clone());
    }
    for closure in &programme.closures {
        places.entry(closure.place.trim().to_owned()).or_default().closures.push(closure.clone());
    }
    places
}

impl ImportedProgramme {
    fn lines(&self) -> impl Iterator<Item = u32> + '_ {
        let closures = self.closures.iter().map(|closure| closure.line);
        self.slots.iter().map(|slot| slot.line).chain(closures)
    }
}

/// A place that was asked for by its slug and is new gets the slug as its first name.
fn name_and_slug(named: &str, asked: Option<&Slug>) -> Option<(Name, Slug)> {
    match asked {
        Some(slug) => {
            let mut letters = slug.as_str().chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let name: String = first.chain(letters).collect();
            Some((Name::parse(&name.replace('-', " ")).ok()?, slug.clone()))
        }
        None => Some((Name::parse(named).ok()?, Slug::from_name(named).ok()?)),
    }
}

async fn place_of(
    store: &dyn Store,
    organisation: OrganisationId,
    name: &Name,
    slug: &Slug,
    outcome: &mut Outcome,
) -> Result<(PlaceId, LogId)> {
    if let Some(place) = store.place_by_slug(slug).await? {
        let ours = place.organisation == organisation;
        anyhow::ensure!(ours, "/plats/{slug} belongs to another organisation");
        return Ok((place.id, place.id.log()));
    }
    let id = PlaceId(derived(organisation.0, "place", slug.as_str()));
    match store.add_place(organisation, id, slug).await {
        Ok(()) => outcome.new_places += 1,
        Err(StoreError::Taken) => anyhow::bail!("the place {name} cannot be added at /plats/{slug}"),
        Err(error) => return Err(error.into()),
    }
    Ok((id, id.log()))
}

/// A change that is to be written, with the line it comes from.
type Line = (u32, Body);

fn changes(
    standing: &Programme,
    (name, slug): (Name, Slug),
    wanted: Vec<Wanted>,
    base: Position,
    outcome: &mut Outcome,
) -> Vec<Line> {
    let mut all = Vec::new();
    if standing.name().is_none() {
        let fields = vec![PlaceField::Name(name), PlaceField::Slug(slug)];
        all.push(Wanted { line: 0, fields: Fields::Place(fields) });
    }
    all.extend(wanted);
    let mut changes = Vec::new();
    for Wanted { line, fields } in all {
        let (fields, kept) = difference(standing, fields);
        outcome.kept += kept;
        changes.extend(fields.map(|fields| (line, Body::Put(Put { fields, base }))));
    }
    changes
}

async fn write(
    store: &dyn Store,
    organisation: OrganisationId,
    log: LogId,
    base: Position,
    changes: Vec<Line>,
    outcome: &mut Outcome,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let said = serde_json::to_string(&changes.iter().map(|(_, body)| body).collect::<Vec<_>>())?;
    let key = format!("{base}\n{said}");
    let recording = Recording {
        organisation,
        replica: ReplicaId(derived(log.0, "import", &key)),
        owner: Owner::Server,
        now: clock::now_ms(),
        today: clock::today(),
    };
    let lines: Vec<u32> = changes.iter().map(|(line, _)| *line).collect();
    let bodies: Vec<(LogId, Body)> = changes.into_iter().map(|(_, body)| (log, body)).collect();
    let recorded = record(store, &recording, bodies).await?;
    outcome.written += recorded.added as usize;
    let line_of = |seq: u64| usize::try_from(seq).ok().and_then(|seq| lines.get(seq.checked_sub(1)?));
    outcome.refused.extend(recorded.refusals.iter().map(|refusal| {
        (line_of(refusal.seq).copied().unwrap_or_default(), reason(refusal.verdict).to_owned())
    }));
    Ok(())
}

fn reason(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Rejected(Reason::BeyondLimits) => "raden är för lång: dela upp den på flera",
        Verdict::Rejected(Reason::ScheduleRefused) => "tiderna går inte att räkna ut",
        _ => "raden togs inte emot",
    }
}
