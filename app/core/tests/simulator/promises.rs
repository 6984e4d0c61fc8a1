//! What must hold when a history has come to rest.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::{Authored, Body};
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId, Seq};
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::target::Target;

use crate::action::What;
use crate::people;
use crate::promise::promise;
use crate::world::{Issued, World, short};

/// Every promise.
pub fn check(world: &World) {
    nothing_is_lost_or_doubled(world);
    only_what_is_wrong_is_refused(world);
    every_tap_is_counted_once(world);
    all_sides_are_equal(world);
    no_hole_is_silent(world);
    verdicts_are_told(world);
    places_stay_apart(world);
    the_revoked_are_kept_apart(world);
    what_was_erased_stays_erased(world);
}

fn nothing_is_lost_or_doubled(world: &World) {
    let mut accepted: BTreeMap<Millis, u32> = BTreeMap::new();
    for authored in world.server.accepted() {
        *accepted.entry(authored.change.at).or_default() += 1;
    }
    let mut refused: BTreeMap<Millis, u32> = BTreeMap::new();
    for authored in world.server.refused.values() {
        *refused.entry(authored.authored.change.at).or_default() += 1;
    }
    let on_devices = kept_on_devices(world);
    for (at, issued) in &world.issued {
        let times = |map: &BTreeMap<Millis, u32>| map.get(at).copied().unwrap_or(0);
        let (taken, kept) = (times(&accepted), times(&refused));
        let told =
            || format!("{} {}", short(issued.authored.change.dot), issued.authored.change.body.as_str());
        promise(taken <= 1, "nothing is doubled", told);
        promise(world.disaster || taken + kept <= 1, "nothing is taken and refused", told);
        let safe = taken + kept > 0 || on_devices.contains(at) || world.lost.contains(at);
        promise(safe, "nothing is lost", told);
    }
}

/// What devices show their people as refused, or still hold because they may not sync any more.
fn kept_on_devices(world: &World) -> BTreeSet<Millis> {
    let mut kept = BTreeSet::new();
    for device in &world.devices {
        kept.extend(device.main.refused.values().map(|refused| refused.authored.change.at));
        if world.server.access[device.owner].is_revoked() {
            kept.extend(device.holds().map(|authored| authored.change.at));
        }
    }
    kept
}

fn only_what_is_wrong_is_refused(world: &World) {
    for refused in world.server.refused.values() {
        let Some(issued) = world.issued.get(&refused.authored.change.at) else { continue };
        let wrong = match (issued.what, refused.verdict) {
            (What::Unknown | What::Newer, verdict) => verdict == Verdict::Quarantined(Reason::Undecodable),
            (What::Beyond, verdict) => verdict == Verdict::Rejected(Reason::BeyondLimits),
            (What::Foreign, verdict) => verdict == Verdict::Rejected(Reason::Forbidden),
            // It takes back what was refused or lost, or a twin's.
            (What::Undo(_), verdict) => verdict == Verdict::Rejected(Reason::UnknownUndone),
            _ => false,
        };
        let late = matches!(refused.verdict, Verdict::Quarantined(Reason::Revoked | Reason::AfterSkip));
        promise(wrong || (late && world.disaster), "only what is wrong is refused", || {
            told(issued, refused.verdict)
        });
    }
}

fn told(issued: &Issued, verdict: Verdict) -> String {
    format!("{} {:?} was answered {verdict:?}", short(issued.authored.change.dot), issued.what)
}

fn every_tap_is_counted_once(world: &World) {
    for log in world.server.logs() {
        let mut expected: BTreeMap<Target, i64> = BTreeMap::new();
        let mut undone = BTreeSet::new();
        for entry in world.server.entries(log) {
            let Some(issued) = world.issued.get(&entry.change().at) else { continue };
            match entry.change().body.read() {
                Ok(Body::Undo(undo)) if undone.insert(undo.undone) => {
                    *expected.entry(undo.target).or_default() -= i64::from(undo.delta.total);
                }
                Ok(Body::Count(_)) if matches!(issued.what, What::Undo(_)) => {
                    *expected.entry(issued.target).or_default() += 1;
                }
                _ => *expected.entry(issued.target).or_default() += people::persons(issued.what),
            }
        }
        let state = world.server.state(log);
        for (target, total) in expected {
            let counted = state.tally(target).total;
            promise(counted == total, "every tap is counted once", || {
                format!("{target}: {counted} instead of {total}")
            });
        }
    }
}

fn all_sides_are_equal(world: &World) {
    let json = |state: &_| serde_json::to_string(state).expect("JSON");
    let there: BTreeMap<LogId, String> =
        world.server.logs().map(|log| (log, json(&world.server.state(log)))).collect();
    for (index, device) in world.devices.iter().enumerate() {
        if world.server.access[device.owner].is_revoked() {
            continue;
        }
        for log in &device.logs {
            let here = device.replica.confirmed(*log).map(json);
            promise(here.as_ref() == Some(&there[log]), "all sides are equal", || {
                format!("device {index}, log {log}:\n{}\n{}", here.unwrap_or_default(), there[log])
            });
        }
    }
}

/// Every number of a writer is in a log, refused, or declared lost.
fn no_hole_is_silent(world: &World) {
    let mut used: BTreeMap<ReplicaId, BTreeSet<Seq>> = BTreeMap::new();
    for Authored { change, .. } in world.server.kept() {
        let numbers = used.entry(change.dot.replica).or_default();
        numbers.extend(change.covers_from()..=change.dot.seq);
    }
    for (replica, last_seq) in world.server.replicas() {
        let mut used = used.remove(&replica).unwrap_or_default();
        used.extend(world.server.elsewhere.iter().filter(|dot| dot.replica == replica).map(|dot| dot.seq));
        let hole = (1..=last_seq).find(|seq| !used.contains(seq));
        promise(hole.is_none(), "no hole is silent", || {
            format!("of {last_seq} numbers {} is missing", short(Dot { replica, seq: hole.unwrap_or(0) }))
        });
    }
}

/// A device whose storage is whole has the verdict on each of its refused changes.
fn verdicts_are_told(world: &World) {
    for (index, device) in world.devices.iter().enumerate() {
        if device.was_torn || device.has_twin {
            continue;
        }
        let own = |dot: &&Dot| dot.replica == device.replica.id();
        for dot in world.server.refused.keys().filter(own) {
            let here = device.main.refused.get(dot).map(|refused| refused.verdict);
            // A server that was restored, or has revoked the device since, may say it otherwise.
            let same = here == world.server.verdict(*dot) || (world.disaster && here.is_some());
            promise(same, "verdicts are told", || format!("device {index} has {here:?} for {}", short(*dot)));
        }
    }
}

fn places_stay_apart(world: &World) {
    for log in world.server.logs() {
        for entry in world.server.entries(log) {
            let owner = world.server.owner(entry.change().dot.replica);
            let may = owner.is_some_and(|owner| world.server.access[owner].logs.contains(&log));
            promise(may, "places stay apart", || format!("{} in log {log}", short(entry.change().dot)));
        }
    }
    for (index, device) in world.devices.iter().enumerate() {
        let foreign = device.main.tail.iter().find(|(log, (_, entries))| {
            !device.logs.contains(log) || entries.iter().any(|entry| entry.change().log != **log)
        });
        promise(foreign.is_none(), "places stay apart", || format!("device {index} has read another log"));
    }
}

fn the_revoked_are_kept_apart(world: &World) {
    for entry in world.server.logs().flat_map(|log| world.server.entries(log)) {
        let owner = world.server.owner(entry.change().dot.replica);
        let until = owner.and_then(|owner| world.server.access[owner].revoked_at);
        let trusted = until.is_none_or(|until| entry.received_at <= until);
        promise(trusted, "the revoked are kept apart", || short(entry.change().dot));
    }
}

fn what_was_erased_stays_erased(world: &World) {
    for authored in world.server.kept().filter(|authored| authored.personal.is_some()) {
        let dot = authored.change.dot;
        let gone = authored.change.sealed.is_some_and(|sealed| world.server.ever_erased.contains(&sealed));
        promise(!gone, "what was erased stays erased", || short(dot));
    }
    for (index, device) in world.devices.iter().enumerate() {
        if world.server.access[device.owner].is_revoked() {
            continue;
        }
        let left = device.main.personal().find(|sealed| world.server.ever_erased.contains(sealed));
        promise(left.is_none(), "what was erased stays erased", || format!("device {index} has {left:?}"));
    }
}
