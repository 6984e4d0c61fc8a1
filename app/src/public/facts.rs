//! What else one should know about an occurrence, in plain sentences.

use samvaro_core::occurrence::{MovedFrom, Occurrence, State};

use crate::swedish;
use crate::swedish::public as text;

/// The lines under an occurrence's name. A cancelled one says why, and nothing else.
pub fn lines(occurrence: &Occurrence) -> Vec<String> {
    if let State::Cancelled { reason } = &occurrence.state {
        let reason = reason.as_ref().map(|reason| sentence(reason.as_str()));
        return vec![reason.unwrap_or_else(|| text::CANCELLED_THIS_TIME.to_owned())];
    }
    let lines = [
        moved_from(occurrence),
        occurrence.time.start.is_none().then(|| text::ASK_FOR_TIME.to_owned()),
        facts(occurrence),
        sign_up(occurrence),
    ];
    lines.into_iter().flatten().collect()
}

/// What they say themselves, room, price, entry and the like as one line:
/// "Kom när du vill. Stora rummet. 20 kr. Insläpp tidigast 13.15."
fn facts(occurrence: &Occurrence) -> Option<String> {
    let facts = [
        occurrence.note.as_ref().map(|note| sentence(note.as_str())),
        occurrence.room.as_ref().map(|room| sentence(room.as_str())),
        occurrence.price_kr.map(price),
        occurrence.earliest_entry.map(|entry| text::earliest_entry(&swedish::time(entry))),
        occurrence.host.as_ref().map(|host| sentence(&text::hosted_by(host.as_str()))),
        occurrence
            .language
            .as_ref()
            .map(|language| sentence(&text::spoken(&uncapitalised(language.as_str())))),
        occurrence.bring.as_ref().map(|bring| sentence(&text::bring(bring.as_str()))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(" "))
}

/// How one signs up, if one must: "Bara för anmälda. Sista dag: fredag."
fn sign_up(occurrence: &Occurrence) -> Option<String> {
    let by = occurrence.sign_up_by.as_ref().map(|by| last_day(by.as_str()));
    match (occurrence.needs_sign_up, by) {
        (true, Some(by)) => Some(format!("{} {by}", text::ONLY_SIGNED_UP)),
        (true, None) => Some(text::ONLY_SIGNED_UP.to_owned()),
        (false, _) => None,
    }
}

/// Some write the day, others a whole sentence with a capital first.
fn last_day(words: &str) -> String {
    let is_sentence = words.starts_with(char::is_uppercase);
    if is_sentence { sentence(words) } else { sentence(&text::last_day(words)) }
}

/// Where a moved occurrence was before, as far as it differs: "Flyttat från tis 13 maj 10.00."
pub fn moved_from(occurrence: &Occurrence) -> Option<String> {
    let from = occurrence.moved_from.as_ref()?;
    let where_or_when = earlier_time(occurrence, from)
        .or_else(|| from.room.as_ref().map(|room| uncapitalised(room.as_str())))?;
    Some(text::moved_from(&where_or_when))
}

fn earlier_time(occurrence: &Occurrence, from: &MovedFrom) -> Option<String> {
    let other_day = from.date != occurrence.date;
    let other_start = from.start.filter(|start| other_day || Some(*start) != occurrence.time.start);
    match (other_day, other_start.map(swedish::time)) {
        (true, Some(start)) => Some(format!("{} {start}", swedish::short_date(from.date))),
        (true, None) => Some(swedish::short_date(from.date)),
        (false, start) => start,
    }
}

/// When a moved occurrence is now: "ons 14 maj 10.00".
pub fn new_time(occurrence: &Occurrence) -> String {
    let date = swedish::short_date(occurrence.date);
    match occurrence.time.start {
        Some(start) => format!("{date} {}", swedish::time(start)),
        None => date,
    }
}

/// A line as a whole sentence: people end theirs with a full stop, or do not.
pub fn sentence(line: &str) -> String {
    let ended = line.ends_with(['.', '!', '?', '…']);
    format!("{}{}", swedish::capitalised(line), if ended { "" } else { "." })
}

fn price(kronor: u32) -> String {
    match kronor {
        0 => text::FREE.to_owned(),
        kronor => text::price(&swedish::number(kronor.into())),
    }
}

fn uncapitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{date, time};
    use samvaro_core::text::{Line, Name};

    use super::*;
    use crate::public::sample::occurrence;

    #[test]
    fn facts_are_short_sentences_in_a_steady_order() {
        let mut bingo = occurrence("2025-05-14", "13:30", "15:30", "Bingo");
        assert_eq!(facts(&bingo), None);
        bingo.earliest_entry = Some(time(13, 15, 0, 0));
        bingo.price_kr = Some(20);
        bingo.room = Some(Name::parse("stora rummet").unwrap());
        bingo.language = Some(Name::parse("Finska").unwrap());
        assert_eq!(facts(&bingo).unwrap(), "Stora rummet. 20\u{a0}kr. Insläpp tidigast 13.15. På finska.");
        bingo.price_kr = Some(0);
        assert!(facts(&bingo).unwrap().contains("Gratis."));
    }

    #[test]
    fn a_cancelled_occurrence_says_why_and_nothing_else() {
        let mut cafe = occurrence("2025-05-14", "10:00", "", "Öppet café");
        cafe.price_kr = Some(20);
        cafe.state = State::Cancelled { reason: Some(Line::parse("vattnet är avstängt").unwrap()) };
        assert_eq!(lines(&cafe), ["Vattnet är avstängt."]);
        cafe.state = State::Cancelled { reason: None };
        assert_eq!(lines(&cafe), ["Det blir inget den här gången."]);
    }

    #[test]
    fn sign_up_names_the_last_day_if_it_is_known() {
        let mut lunch = occurrence("2025-05-15", "12:30", "", "Lunch");
        assert_eq!(sign_up(&lunch), None);
        lunch.needs_sign_up = true;
        assert_eq!(sign_up(&lunch).unwrap(), "Bara för anmälda.");
        lunch.sign_up_by = Some(Line::parse("tisdag 13 maj").unwrap());
        assert_eq!(sign_up(&lunch).unwrap(), "Bara för anmälda. Sista dag: tisdag 13 maj.");
        lunch.sign_up_by = Some(Line::parse("Senast dagen före klockan 12.").unwrap());
        assert_eq!(sign_up(&lunch).unwrap(), "Bara för anmälda. Senast dagen före klockan 12.");
    }

    #[test]
    fn a_move_says_only_what_changed() {
        let mut gym = occurrence("2025-05-14", "10:00", "10:45", "Sittgympa");
        let from = |day, start, room: Option<&str>| MovedFrom {
            date: date(2025, 5, day),
            start,
            room: room.map(|room| Name::parse(room).unwrap()),
        };
        assert_eq!(moved_from(&gym), None);
        gym.moved_from = Some(from(13, Some(time(10, 0, 0, 0)), None));
        assert_eq!(moved_from(&gym).unwrap(), "Flyttat från tis 13 maj 10.00.");
        gym.moved_from = Some(from(14, Some(time(9, 0, 0, 0)), None));
        assert_eq!(moved_from(&gym).unwrap(), "Flyttat från 9.00.");
        gym.moved_from = Some(from(14, Some(time(10, 0, 0, 0)), Some("Stora rummet")));
        assert_eq!(moved_from(&gym).unwrap(), "Flyttat från stora rummet.");
    }
}
