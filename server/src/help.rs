//! Refused changes that need a person: what they are, judging them again, putting them by.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samvaro_core::admission::Asking;
use samvaro_core::change::{Authored, Body};
use samvaro_core::help::{
    HelpAtPlace, HelpChange, HelpCount, HelpWanted, HelpWhat, Helped, TOLD_MAX_CHANGES,
};
use samvaro_core::id::{LogId, Millis, OrganisationId, ReplicaId};
use samvaro_core::programme::Programme;
use samvaro_core::target::Target;
use uuid::Uuid;

use crate::store::access::AccountId;
use crate::store::{Handled, KeptRefusal, Owner, Place, Push, RefusedCount, Shelf, Store, Stored};

/// How many kept changes are judged again at a time.
const AGAIN_MAX_ROWS: usize = 2_000;

/// Who helps, and when.
#[derive(Clone, Copy, Debug)]
pub struct Helper {
    /// Whose changes.
    pub organisation: OrganisationId,
    /// The person; nobody when a command or the server does it.
    pub account: Option<AccountId>,
    /// The server's clock.
    pub now: Millis,
    /// The date at that moment in the organisation's zone.
    pub today: Date,
}

impl Helper {
    /// A push of changes of one replica on the helper's word.
    pub fn push(&self, replica: ReplicaId, scope: &BTreeSet<LogId>, changes: Vec<Authored>) -> Push {
        Push {
            organisation: self.organisation,
            replica,
            owner: self.account.map_or(Owner::Server, |account| Owner::Account(account.0)),
            scope: scope.clone(),
            revoked: false,
            changes,
            received_at: self.now,
            today: self.today,
            skew_ms: None,
        }
    }
}

/// The logs of an organisation.
///
/// # Errors
/// When the store cannot be read.
pub async fn logs_of(store: &dyn Store, organisation: OrganisationId) -> Stored<BTreeSet<LogId>> {
    let places = store.places(organisation).await?;
    let logs = places.iter().map(|place| place.id.log());
    Ok(logs.chain([organisation.log()]).collect())
}

/// What needs a person, place by place.
///
/// # Errors
/// When the store cannot be read.
pub async fn wanted(store: &dyn Store, organisation: OrganisationId) -> Stored<HelpWanted> {
    let counts = store.refused_counts(organisation).await?;
    if counts.is_empty() {
        return Ok(HelpWanted::default());
    }
    let devices = store.devices(organisation).await?;
    let tablets: BTreeMap<Uuid, String> =
        devices.into_iter().map(|device| (device.id.0, device.name)).collect();
    let places = store.places(organisation).await?;
    let mut wanted = HelpWanted::default();
    for count in counts {
        let place = places.iter().find(|place| place.id.log() == count.log);
        wanted.places.push(at_place(store, organisation, count, place, &tablets).await?);
    }
    wanted.places.sort_by(|a, b| (&a.name, a.log).cmp(&(&b.name, b.log)));
    Ok(wanted)
}

async fn at_place(
    store: &dyn Store,
    organisation: OrganisationId,
    count: RefusedCount,
    place: Option<&Place>,
    tablets: &BTreeMap<Uuid, String>,
) -> Stored<HelpAtPlace> {
    let RefusedCount { log, waiting, aside } = count;
    let shelf = Shelf { organisation, log, aside: false };
    let kept = store.shelf(shelf, None, TOLD_MAX_CHANGES).await?;
    let programme = match place {
        Some(_) => Some(store.programme(log).await?),
        None => None,
    };
    let changes = kept.iter().map(|kept| told(kept, programme.as_deref(), tablets)).collect();
    let name = place.map(called);
    let shared = log == organisation.log();
    Ok(HelpAtPlace { log, name, shared, waiting, aside, changes })
}

/// A place that nobody has named yet is called by its address.
pub fn called(place: &Place) -> String {
    place.name.as_ref().map_or_else(|| place.slug.to_string(), |name| name.to_string())
}

fn told(kept: &KeptRefusal, programme: Option<&Programme>, tablets: &BTreeMap<Uuid, String>) -> HelpChange {
    let tablet = match kept.owner {
        Some(Owner::Device(device)) => tablets.get(&device).cloned(),
        _ => None,
    };
    let change = &kept.authored.change;
    HelpChange { at: change.at, tablet, what: what(kept, programme), verdict: kept.verdict }
}

fn what(kept: &KeptRefusal, programme: Option<&Programme>) -> HelpWhat {
    let count = |target: Target, visitors: i32| {
        let name = match target {
            Target::Occurrence(key) => programme
                .and_then(|programme| programme.activity(key.activity))
                .map(|activity| activity.name().to_string()),
            Target::DropIn(..) => None,
        };
        HelpCount { target, name, visitors }
    };
    match kept.authored.change.body.read() {
        Ok(Body::Count(it)) => HelpWhat::Count(count(it.target, it.delta.total)),
        Ok(Body::Undo(it)) => HelpWhat::Undo(count(it.target, it.delta.total)),
        Ok(Body::Put(_)) => HelpWhat::Edit,
        Ok(_) | Err(_) => HelpWhat::Unknown,
    }
}

/// Judges the changes of one shelf again, on a coordinator's word. Those that are taken enter
/// their log under their own numbers, so their tablet sees them there and lets go of them.
///
/// # Errors
/// When the store fails; what was taken by then is taken, and trying again is always right.
pub async fn again(store: &dyn Store, helper: Helper, log: LogId, aside: bool) -> Stored<Helped> {
    let shelf = Shelf { organisation: helper.organisation, log, aside };
    judge_shelf(store, helper, shelf, Asking::Coordinator).await
}

/// Puts by what waits for one log.
///
/// # Errors
/// When the store fails.
pub async fn put_aside(store: &dyn Store, helper: Helper, log: LogId) -> Stored<Helped> {
    let handled = Handled { at: helper.now, by: helper.account };
    let aside = store.put_aside(helper.organisation, log, handled).await?;
    Ok(Helped { aside, ..Helped::default() })
}

/// Judges what this server may understand better than the one that refused it: at start.
///
/// # Errors
/// When the store fails.
pub async fn look_again_at_start(store: &dyn Store, now: Millis, today: Date) -> Stored<Helped> {
    let mut helped = Helped::default();
    for organisation in store.organisations().await? {
        let helper = Helper { organisation: organisation.id, account: None, now, today };
        for count in store.refused_counts(organisation.id).await? {
            let shelf = Shelf { organisation: organisation.id, log: count.log, aside: false };
            let of_log = judge_shelf(store, helper, shelf, Asking::Server).await?;
            helped.taken += of_log.taken;
            helped.left += of_log.left;
        }
    }
    Ok(helped)
}

async fn judge_shelf(store: &dyn Store, helper: Helper, shelf: Shelf, asking: Asking) -> Stored<Helped> {
    let scope = logs_of(store, helper.organisation).await?;
    let (mut helped, mut after) = (Helped::default(), None);
    loop {
        let kept = store.shelf(shelf, after, AGAIN_MAX_ROWS).await?;
        let Some(last) = kept.last() else { return Ok(helped) };
        after = Some(last.authored.change.dot);
        helped.left += kept.len() as u64;
        let open = kept.into_iter().filter(|kept| asking.reopens(kept.verdict));
        let mut replicas: BTreeMap<ReplicaId, Vec<Authored>> = BTreeMap::new();
        for kept in open {
            replicas.entry(kept.authored.change.dot.replica).or_default().push(kept.authored);
        }
        for (replica, changes) in replicas {
            let asked = changes.len() as u64;
            let pushed = store.judge(asking, helper.push(replica, &scope, changes)).await?;
            let taken = asked - (pushed.refusals.len() as u64).min(asked);
            helped.taken += taken;
            helped.left -= taken;
        }
    }
}
