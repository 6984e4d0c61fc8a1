//! An occurrence's facts as whole sentences.

use samvaro_core::occurrence::Occurrence;

/// A line as a whole sentence: people end theirs with a full stop, or do not.
pub fn capitalised_sentence(line: &str) -> String {
    let ended = line.ends_with(['.', '!', '?', '…']);
    format!("{}{}", say!(capitalised)(line), if ended { "" } else { "." })
}

/// Where it was before somebody moved it.
pub fn moved_words(occurrence: &Occurrence) -> Option<String> {
    let from = occurrence.moved_from.as_ref()?;
    let other_day = (from.date != occurrence.date).then(|| say!(short_date)(from.date));
    let other_time = from.start.filter(|start| Some(*start) != occurrence.time.start).map(say!(time));
    let room = from.room.as_ref().map(|room| uncapitalised(room.as_str()));
    let before: Vec<String> = [other_day, other_time, room].into_iter().flatten().collect();
    (!before.is_empty()).then(|| say!(staff::day::moved_from)(&before.join(" ")))
}

fn uncapitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}
