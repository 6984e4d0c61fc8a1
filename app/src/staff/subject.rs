//! What is being counted, in words.

use samvaro_core::occurrence::Occurrence;
use samvaro_core::schedule::Window;
use samvaro_core::target::{OccurrenceKey, Target};

use super::counting::Counted;
use crate::browser::tablet;

/// What is being counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its identity and its day.
    pub counted: Counted,
    /// What it is called.
    pub name: String,
    /// When it is, and where.
    pub when: String,
}

impl Subject {
    /// What it is, and on which day.
    pub fn named_day(&self) -> String {
        format!("{}, {}", self.name, say!(long_date)(self.counted.held_on))
    }

    /// What the tablet knows of a target.
    pub fn of(target: Target) -> Self {
        match target {
            Target::DropIn(date, part) => Self {
                counted: Counted { target, held_on: date },
                name: say!(staff::day::DROP_IN_NAME).to_owned(),
                when: format!(
                    "{}, {}. {}",
                    say!(capitalised)(&say!(long_date)(date)),
                    say!(staff::day::half)(part),
                    say!(staff::day::half_rule)(part)
                ),
            },
            Target::Occurrence(key) => {
                Self::of_occurrence(key, tablet::view(|state| find(state, key)).flatten())
            }
        }
    }

    fn of_occurrence(key: OccurrenceKey, found: Option<Occurrence>) -> Self {
        let target = Target::Occurrence(key);
        let Some(occurrence) = found else {
            return Self {
                counted: Counted { target, held_on: key.date },
                name: say!(staff::count::UNKNOWN).to_owned(),
                when: say!(capitalised)(&say!(long_date)(key.date)),
            };
        };
        let date = say!(capitalised)(&say!(long_date)(occurrence.date));
        let span = say!(time_span)(occurrence.time).map_or_else(String::new, |span| format!(", {span}"));
        Self {
            counted: Counted { target, held_on: occurrence.date },
            name: occurrence.name.to_string(),
            when: format!("{date}{span}"),
        }
    }
}

/// An occurrence as the tablet knows it, on whatever day it is.
pub fn find(state: &samvaro_core::fold::LogState, key: OccurrenceKey) -> Option<Occurrence> {
    let date = state.programme.moved_to(key).unwrap_or(key.date);
    let on_that_day = state.programme.occurrences(Window::day(date));
    on_that_day.into_iter().find(|occurrence| occurrence.key == key).or_else(|| state.programme.outside(key))
}
