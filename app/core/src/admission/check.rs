//! Whether one change may enter its log.

use jiff::civil::Date;

use crate::admission::Facts;
use crate::change::{Authored, Body, Erase};
use crate::field::{Fields, OrganisationField, PlaceField, Put, SlotField};
use crate::handover;
use crate::pin::Pin;
use crate::protocol::{Reason, Verdict};
use crate::sign_up::SignUp;
use crate::staff;
use crate::tally::{Count, Delta, Undo};
use crate::target::OccurrenceKey;
use crate::text::Name;

/// Counts are about dates from this year on.
pub const COUNT_FIRST_YEAR: i16 = 1990;
/// Counts are about dates up to this year.
pub const COUNT_LAST_YEAR: i16 = 2200;
/// The longest free text beside a change, in characters.
pub const PERSONAL_TEXT_MAX_CHARS: usize = 2_000;

/// The change's body, or why it is refused.
pub fn check(authored: &Authored, facts: &Facts) -> Result<Body, Verdict> {
    let change = &authored.change;
    if facts.revoked {
        return Err(Verdict::Quarantined(Reason::Revoked));
    }
    let signs_up = authored.carries_name() || change.signs_up();
    if signs_up && !facts.names_decided {
        return Err(Verdict::Rejected(Reason::NamesNotDecided));
    }
    if !facts.scope.contains(&change.log) {
        return Err(Verdict::Rejected(Reason::Forbidden));
    }
    if !change.body.fits() || check_text(authored, PERSONAL_TEXT_MAX_CHARS).is_err() || !name_fits(authored) {
        return Err(Verdict::Rejected(Reason::BeyondLimits));
    }
    if !authored.seal_holds() {
        return Err(Verdict::Rejected(Reason::BrokenSeal));
    }
    let body = change.body.read().map_err(|_| Verdict::Quarantined(Reason::Undecodable))?;
    if !belongs(&body, facts.shared == Some(change.log)) {
        return Err(Verdict::Rejected(Reason::Forbidden));
    }
    match &body {
        Body::Count(count) => check_count(count),
        Body::Undo(undo) => check_undo(authored, undo, facts),
        Body::Put(put) => check_put(put),
        Body::Skip(_) => Ok(()),
        Body::Erase(erase) => check_erase(erase),
        Body::Staff(_) => check_text(authored, staff::NAME_MAX_CHARS),
        Body::Note(_) if change.sealed.is_none() => Err(Reason::BrokenSeal),
        Body::Note(_) => check_text(authored, handover::NOTE_MAX_CHARS),
        Body::Responsible(put) => date_fits(put.task.date()).then_some(()).ok_or(Reason::BeyondLimits),
        Body::Shift(_) | Body::Settle(_) => Ok(()),
        Body::SignUp(it) => check_sign_up(it),
        Body::Withdraw(it) => check_listed(it.target, 0),
        Body::Came(it) => check_listed(it.target, it.persons),
    }
    .map_err(Verdict::Rejected)?;
    Ok(body)
}

/// Whether the log is of the kind that holds such changes: a place's, or what places share.
fn belongs(body: &Body, shared: bool) -> bool {
    match body {
        Body::Put(put) => put.fields.is_shared() == shared,
        Body::Erase(_) | Body::Skip(_) => true,
        _ => !shared,
    }
}

fn check_text(authored: &Authored, max_chars: usize) -> Result<(), Reason> {
    let text = authored.personal.as_ref().and_then(|personal| personal.fields.text.as_ref());
    text.is_none_or(|text| text.chars().count() <= max_chars).then_some(()).ok_or(Reason::BeyondLimits)
}

/// A visitor's name stands beside a sign-up and nowhere else.
fn name_fits(authored: &Authored) -> bool {
    let name = authored.personal.as_ref().and_then(|personal| personal.fields.name.as_deref());
    name.is_none_or(|name| authored.change.signs_up() && Name::parse(name).is_ok())
}

fn check_listed(target: OccurrenceKey, persons: u32) -> Result<(), Reason> {
    let fits = persons <= SignUp::MAX_PERSONS && date_fits(target.date);
    fits.then_some(()).ok_or(Reason::BeyondLimits)
}

fn check_sign_up(sign_up: &SignUp) -> Result<(), Reason> {
    if sign_up.persons == 0 {
        return Err(Reason::BeyondLimits);
    }
    check_listed(sign_up.target, sign_up.persons)
}

fn check_count(count: &Count) -> Result<(), Reason> {
    let stated_fits = count.stated.is_none_or(|stated| stated.total <= Delta::MAX_PERSONS.unsigned_abs());
    let fits = count.delta.within_limits() && stated_fits && date_fits(count.target.date());
    fits.then_some(()).ok_or(Reason::BeyondLimits)
}

fn check_undo(authored: &Authored, undo: &Undo, facts: &Facts) -> Result<(), Reason> {
    let names = |(log, count): &&(_, Count)| *log == authored.change.log && undo.mirrors(count);
    facts.undone.get(&undo.undone).filter(names).map(|_| ()).ok_or(Reason::UnknownUndone)
}

fn check_put(put: &Put) -> Result<(), Reason> {
    if put.fields.is_empty() || put.fields.len() > Fields::MAX_FIELDS {
        return Err(Reason::BeyondLimits);
    }
    match &put.fields {
        Fields::Slot(_, fields) if fields.iter().any(no_schedule) => Err(Reason::ScheduleRefused),
        Fields::Organisation(fields) if !fields.iter().all(OrganisationField::within_limits) => {
            Err(Reason::BeyondLimits)
        }
        Fields::Place(fields) if fields.iter().any(slow_pin) => Err(Reason::BeyondLimits),
        _ => Ok(()),
    }
}

fn no_schedule(field: &SlotField) -> bool {
    matches!(field, SlotField::Schedule(schedule) if schedule.check().is_err())
}

fn slow_pin(field: &PlaceField) -> bool {
    matches!(field, PlaceField::Pin(Some(pin)) if pin.rounds > Pin::MAX_ROUNDS)
}

fn check_erase(erase: &Erase) -> Result<(), Reason> {
    let fits = (1..=Erase::MAX_SEALS).contains(&erase.sealed.len());
    fits.then_some(()).ok_or(Reason::BeyondLimits)
}

fn date_fits(date: Date) -> bool {
    (COUNT_FIRST_YEAR..=COUNT_LAST_YEAR).contains(&date.year())
}
