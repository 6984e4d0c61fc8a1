//! The words of the coordinator's pages, in English.

use samvaro_core::api::PASSWORD_MIN_CHARS;
use samvaro_core::attendance::{Figures, Heading};
use samvaro_core::schedule::IsoWeek;

use crate::coordinator::period::PeriodKind;
use crate::english;

#[cfg(feature = "coordinator")]
pub mod help;

pub const BRAND: &str = "Samvaro";
pub const TITLE: &str = "Coordination – Samvaro";
pub const SKIP: &str = "Skip to the content";
pub const OPENING: &str = "Opening the coordination…";

pub const SIGN_IN: &str = "Sign in";
pub const SIGNING_IN: &str = "Signing in…";
pub const SIGN_OUT: &str = "Sign out";
pub const FOR_COORDINATORS: &str = "For you who coordinate the meeting places.";
pub const EMAIL: &str = "Email";
pub const PASSWORD: &str = "Password";
pub const NO_ACCOUNT: &str = "No account, or forgotten the password? Ask for a new link.";
pub const CHOOSE_PASSWORD: &str = "Choose a password";
pub const SAVE_PASSWORD: &str = "Save the password";
pub const SAVING_PASSWORD: &str = "Saving…";
pub const WORK_KEPT_OUT: &str = "We cannot reach the network. Try again in a while.";

pub const NOT_REACHED: &str = "We cannot reach the network";
pub const NOT_REACHED_ADVICE: &str =
    "The figures are on the server and are not saved here. Try again when you have a network.";
pub const FAILED: &str = "The figures cannot be shown just now";
pub const TRY_AGAIN: &str = "Try again";
pub const FETCHING: &str = "Fetching the figures…";

pub const PRINT: &str = "Print";
pub const WEEK: &str = "Week";
pub const PLACE: &str = "Place";
pub const ACTIVITY: &str = "Activity";
pub const VISITS: &str = "Visits";
pub const TWELVE_WEEKS: &str = "Twelve weeks, own scale";
pub const AGAINST_LAST_YEAR: &str = "Vs last year";
pub const COUNTED: &str = "Counted";
pub const ALL_PLACES: &str = "All places";
pub const TOGETHER: &str = "Sum";
pub const NONE: &str = "–";
pub const NOT_FETCHED: &str = "Not fetched.";
pub const NO_PLACES: &str = "There are no places here yet. Put in a programme first.";
pub const NO_SUCH_PLACE: &str = "That place does not exist";

pub const SHARED_SETTINGS: &str = "Shared settings";
pub const PLACE_SETTINGS: &str = "The place’s settings";

pub const NEEDS_YOU: &str = "Needs you";
pub const NOTHING_NEEDS_YOU: &str = "Nothing just now. All places are counting.";

pub const EXPLAINED: &str = "Visits are everyone counted at the places’ own activities, without names. \
    Associations’ activities and drop-in are counted separately, and volunteers are never counted as visits. \
    Counted: how many of the week’s occasions have been counted. Last year is the same weekdays, 52 weeks \
    earlier, and is compared only when the whole time is there and at least 80% is counted both times. \
    A gap in the line: closed or not fully counted.";
pub const PLACE_EXPLAINED: &str = "Each box is the visits of one week. “2 of 3” means that three occasions \
    were held and two have been counted. “About”: the number is an estimate. A dash: nothing was held. Own activities, associations’ activities and \
    drop-in are never added together, and volunteers are counted separately.";

pub const VOLUNTEERS: &str = "Volunteers and hosts";
pub const NO_FIGURES: &str = "Nothing is counted here in those weeks.";

pub fn password_rule() -> String {
    format!("At least {PASSWORD_MIN_CHARS} characters. A few words in a row work well.")
}

pub fn title(page: &str) -> String {
    format!("{page} – {TITLE}")
}

pub fn visits_at_places(count: usize) -> String {
    let places = if count == 1 { "place" } else { "places" };
    format!("Visits at {} {places}", english::count_word(count))
}

pub fn period(kind: PeriodKind, month: &str) -> String {
    match kind {
        PeriodKind::Week => "This week, so far".to_owned(),
        PeriodKind::Month => format!("{}, so far", english::capitalised(month)),
        PeriodKind::Tertial { number, over: false } => format!("{}, so far", tertial(number)),
        PeriodKind::Tertial { number, over: true } => format!("{}, complete", tertial(number)),
        PeriodKind::Year => "This year, so far".to_owned(),
    }
}

/// A third of a year by its months: English has no word for it.
fn tertial(number: i8) -> &'static str {
    match number {
        1 => "Jan–Apr",
        2 => "May–Aug",
        _ => "Sep–Dec",
    }
}

pub fn change_in_words(change: &str) -> String {
    let more = change.strip_prefix('+').map(|more| format!("{more} more than last year"));
    let fewer = || change.strip_prefix('\u{2212}').map(|fewer| format!("{fewer} fewer than last year"));
    more.or_else(fewer).unwrap_or_else(|| "As many as last year".to_owned())
}

pub fn counted_in_words(figures: Figures) -> String {
    match figures.held {
        0 => "Nothing has been held".to_owned(),
        _ if figures.estimates > 0 => {
            format!("{} counted, {}", counted(figures), estimates(figures.estimates))
        }
        _ => format!("{} counted", counted(figures)),
    }
}

pub fn estimates(count: u32) -> String {
    let estimates = if count == 1 { "estimate" } else { "estimates" };
    format!("{} {estimates}", english::number(count.into()))
}

pub fn counted(figures: Figures) -> String {
    format!("{} of {}", english::number(figures.counted.into()), english::number(figures.held.into()))
}

pub fn besides(associations: i64, drop_in: i64) -> Option<String> {
    let parts = [(associations, "with associations"), (drop_in, "drop-in")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(visits, _)| *visits > 0)
        .map(|(visits, name)| format!("{} {name}", english::number(*visits)))
        .collect();
    (!parts.is_empty()).then(|| format!("Also {}", english::list_of(&parts)))
}

pub fn heading(heading: Heading) -> &'static str {
    match heading {
        Heading::Activity => "Own activities",
        Heading::Association => "Associations’ activities",
        Heading::DropIn => "Drop-in, outside activities",
    }
}

pub const DROP_IN: &str = "Drop-in";

pub fn week_number(week: IsoWeek) -> String {
    format!("Week {}", week.week())
}

pub fn week_short(week: IsoWeek) -> String {
    format!("wk {}", week.week())
}

pub fn week_before(week: IsoWeek) -> String {
    format!("The week before, {}", week_short(week))
}

pub fn week_after(week: IsoWeek) -> String {
    format!("The week after, {}", week_short(week))
}

pub fn table_caption(week: IsoWeek) -> String {
    format!("Visits by place, week {}", week.week())
}

pub fn is_silent(place: &str) -> String {
    format!("{place} is silent.")
}

pub fn silent_since(week: Option<IsoWeek>) -> String {
    match week {
        Some(week) => format!("Nothing counted since week {}.", week.week()),
        None => "Nothing counted yet.".to_owned(),
    }
}

pub fn number_of(place: &str) -> String {
    format!("Show the number of {place}")
}

pub fn weeks_shown(count: usize, last: IsoWeek) -> String {
    let weeks = if count == 1 { "week" } else { "weeks" };
    let count = english::capitalised(&english::count_word(count));
    format!("{count} {weeks} up to and including week {}", last.week())
}

pub fn problem(kind: &str, title: String) -> String {
    let known = match kind.trim_start_matches("/problem/") {
        "signed-out" => "You are not signed in.",
        "needs-password" => "Choose a password first.",
        "needs-second-factor" => "Signing in with a password alone is turned off on this server.",
        "wrong-link" => "The link has been used, or it has expired.",
        "wrong-sign-in" => "The email address or the password is wrong.",
        "weak-password" => "The password is too short, too long or too easy to guess. Four words are good.",
        "not-found" => "There is nothing at this address.",
        "too-large" => "What you sent is too large.",
        "too-often" => "Too many tries. Wait a moment.",
        "busy" | "timed-out" => "The server is busy. Try again soon.",
        "full" => "The server has run out of space. What has been counted is safe.",
        "used-request" => "This has been sent before with other contents. Load the page again.",
        "internal" => "Something went wrong on the server.",
        // What is wrong with a file, or a newer server's words.
        _ => return format!("The server says: {title}"),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_in_words() {
        assert_eq!(change_in_words("+2%"), "2% more than last year");
        assert_eq!(change_in_words("\u{2212}11%"), "11% fewer than last year");
        assert_eq!(change_in_words("0%"), "As many as last year");
    }

    #[test]
    fn other_headings_are_named_only_when_someone_came() {
        assert_eq!(besides(0, 0), None);
        assert_eq!(besides(40, 31).as_deref(), Some("Also 40 with associations and 31 drop-in"));
        assert_eq!(besides(0, 31).as_deref(), Some("Also 31 drop-in"));
    }
}
