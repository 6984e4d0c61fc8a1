//! Where edits go: on a tablet into its outbox, at a coordinator's desk to the server. The screens
//! that edit are the same.

use samvaro_core::change::Body;
use samvaro_core::field::{Fields, Put};
use samvaro_core::id::Position;
use samvaro_core::programme::Programme;

#[cfg(feature = "coordinator")]
use crate::browser::desk::Desk;
#[cfg(feature = "editor")]
use crate::browser::tablet;

/// Which of the two logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The place's.
    Place,
    /// What the places share.
    Shared,
}

/// Why something was not saved. What was typed stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// The server could not be reached.
    Offline,
    /// The server said why.
    Said(String),
    /// The server would not have it.
    Refused,
}

/// Where edits go.
#[derive(Clone, Copy)]
pub enum Pen {
    /// Into the tablet's outbox.
    #[cfg(feature = "editor")]
    Tablet,
    /// To the server.
    #[cfg(feature = "coordinator")]
    Desk(Desk),
}

impl Pen {
    /// Looks at a programme as its people see it; nothing until it has been read. Readers are told
    /// when it changes.
    pub fn look<T>(self, whose: Whose, look: impl FnOnce(&Programme) -> T) -> Option<T> {
        match self {
            #[cfg(feature = "editor")]
            Self::Tablet => match whose {
                Whose::Place => tablet::view(|state| look(&state.programme)),
                Whose::Shared => Some(tablet::organisation(look)),
            },
            #[cfg(feature = "coordinator")]
            Self::Desk(desk) => desk.look(whose, |standing| look(&standing.programme)),
        }
    }

    /// How far the log has been read: the base of an edit that begins now.
    pub fn seen(self, whose: Whose) -> Position {
        match self {
            #[cfg(feature = "editor")]
            Self::Tablet => match whose {
                Whose::Place => leptos::prelude::untrack(tablet::base),
                Whose::Shared => 0,
            },
            #[cfg(feature = "coordinator")]
            Self::Desk(desk) => {
                leptos::prelude::untrack(|| desk.look(whose, |standing| standing.position)).unwrap_or(0)
            }
        }
    }

    /// Writes edits by somebody who had seen the log up to `base`; says when they are saved, or why
    /// not.
    pub fn write(
        self,
        whose: Whose,
        fields: Vec<Fields>,
        base: Position,
        done: impl FnOnce(Result<(), Unsaved>) + 'static,
    ) {
        let bodies = fields.into_iter().map(|fields| Body::Put(Put { fields, base }));
        match self {
            #[cfg(feature = "editor")]
            Self::Tablet => {
                // A tablet never writes what places share.
                bodies.filter(|_| whose == Whose::Place).for_each(tablet::author);
                tablet::when_stored(Box::new(move || done(Ok(()))));
            }
            #[cfg(feature = "coordinator")]
            Self::Desk(desk) => {
                desk.write(whose, bodies.collect(), Box::new(done));
            }
        }
    }
}
