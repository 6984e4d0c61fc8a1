//! What the settings say, in English.

use jiff::civil::Date;
use samvaro_core::field::{CategoryKind, KEEP_MAX_DAYS, KEEP_MIN_DAYS};

use crate::english;
use crate::settings::section::Section;
use crate::settings::setting::{Kind, Setting, Wrong, YES};

pub mod categories;
pub mod closures;
pub mod sign_ups;

pub const HEADING: &str = "Settings";
pub const SHARED_HEADING: &str = "Shared settings";
pub const SHARED_LEAD: &str = "This holds at all places. The tablets fetch it by themselves.";
pub const LEAD: &str = "Most of it is seen by everyone on the place’s page.";
pub const SECTIONS: &str = "What can be set";
pub const ALL: &str = "All settings";
pub const CHANGE: &str = "Change";
pub const NOTHING: &str = "Nothing is filled in.";
pub const SAVE: &str = "Save";
pub const SAVING: &str = "Saving…";
pub const TRY_AGAIN: &str = "Try again";
#[cfg(feature = "editor")]
pub const SAVED: &str = "Saved on the tablet.";
#[cfg(not(feature = "editor"))]
pub const SAVED: &str = "Saved.";
pub const KEPT: &str = "You have written something that is not saved.";
pub const THROW_AWAY: &str = "Discard what I wrote";
pub const FETCHING: &str = "Fetching the settings…";
pub const NOT_FETCHED: &str = "The settings cannot be fetched";
pub const NOT_FETCHED_ADVICE: &str = "We cannot reach the network. Try again in a while.";
pub const NOT_SAVED: &str = "It could not be saved.";
pub const OFFLINE_ADVICE: &str = "We cannot reach the network. What you wrote is still here. Try again.";
pub const REFUSED_ADVICE: &str = "The server did not accept it. What you wrote is still here.";
pub const CHECK: &str = "Look at this first:";

pub const TWO_VERSIONS: &str = "Two people have changed the same thing";
pub const TWO_VERSIONS_HELP: &str = "Choose which one applies.";
pub const STANDS: &str = "Applies now";
pub const OTHER: &str = "The other change";
pub const KEEP: &str = "Choose this";

pub fn changed_at(date: &str, time: &str) -> String {
    format!("Changed {date} {time}")
}

pub fn change(section: Section) -> String {
    format!("{CHANGE}: {}", heading(section))
}

pub fn heading(section: Section) -> &'static str {
    match section {
        Section::Find => "Find us",
        Section::Hours => "Opening hours",
        Section::Access => "Accessibility",
        Section::Counting => "How we count here",
        Section::SharedCounting => "How we count",
        Section::RedDays => "Public holidays and eves",
        Section::Closed => "Closed",
        Section::Screen => "Screen at the door",
        Section::Categories => "What we count",
        Section::SignUps => "Sign-up by name",
        Section::Keeping => "How long it is kept",
    }
}

pub fn help(section: Section) -> &'static str {
    match section {
        Section::Find => "Shown on the place’s page and in the calendar.",
        Section::Hours => "Shown at the top of the place’s page.",
        Section::Access => "Anyone with a walker, or who hears poorly, reads this first.",
        Section::Counting => {
            "The staff read the rule when they count. Empty: the same rule as at all places."
        }
        Section::SharedCounting => {
            "The staff read the rule when they count. A place may have one of its own."
        }
        Section::RedDays => "What repeats is not held on those days. The programme shows it as closed.",
        Section::Closed => {
            "Summer, Christmas or a planning day. What repeats is not held, and people see why."
        }
        Section::Screen => {
            "A screen in the entrance can show today’s programme. It has no buttons and no names."
        }
        Section::Categories => {
            "The total is always counted. Here you choose what else is counted. None of it is names."
        }
        Section::SignUps => {
            "Without a decision there is nowhere to write names. With one, people can sign up."
        }
        Section::Keeping => "Then it is removed, everywhere. What has been counted is kept.",
    }
}

pub fn label(setting: Setting) -> &'static str {
    match setting {
        Setting::Address => "Address",
        Setting::Directions => "The way in",
        Setting::Phone => "Telephone",
        Setting::PhoneHours => "When you answer",
        Setting::Hours => "Open",
        Setting::StepFree => "In without stairs",
        Setting::HearingLoop => "Hearing loop",
        Setting::CountingRule | Setting::SharedCountingRule => "Who is counted",
        Setting::DropInRule | Setting::SharedDropInRule => "Drop-in",
        Setting::RedDays => "Closed on public holidays",
        Setting::Eves => "Closed on eves",
        Setting::Screen => "Show today’s programme on a screen",
        Setting::SignUpNamesDays => "Names of those signed up",
        Setting::StaffLinkDays => "Who on the staff did what",
        Setting::HandoverDays => "Notes for the next shift",
    }
}

pub fn hint(setting: Setting) -> &'static str {
    match setting {
        Setting::Address => "Street, number and town.",
        Setting::Directions => "For example: Entrance from the courtyard, ring the bell.",
        Setting::Phone => "The way you write it.",
        Setting::PhoneHours => "For example: Weekdays 9–12.",
        Setting::Hours => "For example: Monday to Friday 9–16.",
        Setting::StepFree => "For example: Yes, a button opens the door.",
        Setting::HearingLoop => "For example: Yes, in the large room.",
        Setting::CountingRule | Setting::SharedCountingRule => {
            "For example: Everyone is counted once at each activity."
        }
        Setting::DropInRule | Setting::SharedDropInRule => {
            "For example: At most once in the morning and once in the afternoon."
        }
        Setting::RedDays => "Ordinary Sundays are not public holidays here.",
        Setting::Eves => "Easter Eve, Midsummer Eve, Christmas Eve, New Year’s Eve and a few more.",
        Setting::Screen => "The button is then under The tablet, on the tablet that will show it.",
        Setting::SignUpNamesDays => "Days after the occasion. Then the names become a number.",
        Setting::StaffLinkDays => "Days after the change.",
        Setting::HandoverDays => "Days after the note was written.",
    }
}

pub fn summary(setting: Setting, words: &str) -> String {
    let value = match setting.kind() {
        Kind::Yes => if words == YES { "yes" } else { "no" }.to_owned(),
        Kind::Days if words == "1" => "1 day".to_owned(),
        Kind::Days => format!("{words} days"),
        Kind::Line | Kind::Text => words.to_owned(),
    };
    format!("{}: {value}", label(setting))
}

pub fn shared_rule(rule: &str) -> String {
    format!("The rule at all places: {rule}")
}

pub fn wrong(wrong: Wrong) -> String {
    match wrong {
        Wrong::Missing => "Write something here.".to_owned(),
        Wrong::TooLong(max_chars) => {
            format!("There is room for {max_chars} characters. Shorten the text.")
        }
        Wrong::Unprintable => "The text has characters that cannot be shown. Type it by hand.".to_owned(),
        Wrong::NotDays => format!("Enter a number of days, {KEEP_MIN_DAYS} to {KEEP_MAX_DAYS}."),
        Wrong::NotADate => "Choose a date.".to_owned(),
        Wrong::EndsBefore => "The last day comes before the first. Change one of them.".to_owned(),
        Wrong::HasBeen => "That day has already been. Choose a later one.".to_owned(),
        Wrong::Full => categories::FULL.to_owned(),
    }
}

pub fn rests(count: usize) -> String {
    match count {
        0 => "No occasions are affected then.".to_owned(),
        1 => "One occasion is not held.".to_owned(),
        _ => format!("{} occasions are not held.", english::capitalised(&english::count_word(count))),
    }
}

pub fn rest_soon(count: usize) -> String {
    match count {
        0 => "In the next six months no occasions are affected.".to_owned(),
        1 => "In the next six months one occasion is not held.".to_owned(),
        _ => format!("In the next six months {} occasions are not held.", english::count_word(count)),
    }
}

pub fn next_days(days: &[(&str, Date)]) -> String {
    let day = |(name, date): &(&str, Date)| format!("{name} {}", english::day_and_month(*date));
    let days: Vec<String> = days.iter().map(day).collect();
    format!("Coming up: {}.", english::list_of(&days))
}

pub fn kind(kind: CategoryKind) -> &'static str {
    match kind {
        CategoryKind::Split => "Split of the total",
        CategoryKind::Mark => "Mark",
        CategoryKind::External => "External visitors",
    }
}
