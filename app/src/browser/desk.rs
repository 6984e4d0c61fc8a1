//! A programme at a coordinator's desk: read as it stands, and written with what was seen.

use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::change::Body;
use samvaro_core::desk::{ChangesAnswer, ChangesRequest, DeskDocument, Standing};
use uuid::Uuid;

use super::fetch::{NoAnswer, fetch_json, post_json};
use crate::pen::{Unsaved, Whose};

const DESK: &str = "/api/v1/desk";
const CHANGES: &str = "/api/v1/changes";

/// Told when something is saved, or why not.
pub type Done = Box<dyn FnOnce(Result<(), Unsaved>)>;

/// The programmes of one page.
#[derive(Clone, Copy)]
pub struct Desk {
    path: StoredValue<String>,
    read: RwSignal<Option<Result<DeskDocument, NoAnswer>>>,
    /// The latest request until it is answered: tried again, it is the same one.
    unanswered: StoredValue<Option<ChangesRequest>>,
}

impl Desk {
    /// Reads what places share and, if one is named, a place.
    pub fn open(place: Option<&str>) -> Self {
        let path = place.map_or_else(|| DESK.to_owned(), |slug| [DESK, "/", slug].concat());
        let desk = Self {
            path: StoredValue::new(path),
            read: RwSignal::new(None),
            unanswered: StoredValue::new(None),
        };
        spawn_local(desk.load());
        desk
    }

    /// Reads anew.
    pub async fn load(self) {
        let Some(path) = self.path.try_get_value() else { return };
        let answer = fetch_json::<DeskDocument>(&path).await;
        self.read.try_set(Some(answer));
    }

    /// Reads anew behind what is shown, which stays if there is no answer.
    async fn look_again(self) {
        let Some(path) = self.path.try_get_value() else { return };
        if let Ok(document) = fetch_json(&path).await {
            self.read.try_set(Some(Ok(document)));
        }
    }

    /// Why nothing can be shown; whoever reads it is told when it changes.
    pub fn failed(self) -> Option<NoAnswer> {
        self.read.with(|read| read.as_ref()?.as_ref().err().cloned())
    }

    /// Looks at a log as it was last read; nothing before that.
    pub fn look<T>(self, whose: Whose, look: impl FnOnce(&Standing) -> T) -> Option<T> {
        self.read.try_with(|read| {
            let document = read.as_ref()?.as_ref().ok()?;
            let standing = match whose {
                Whose::Place => document.place.as_ref()?,
                Whose::Shared => &document.organisation,
            };
            Some(look(standing))
        })?
    }

    /// Writes, reads anew what stands, and says so. The same bodies once more are the same request
    /// until one of them was answered.
    pub fn write(self, whose: Whose, bodies: Vec<Body>, done: Done) {
        let log = untrack(|| self.look(whose, |standing| standing.log));
        let Some(log) = log else { return done(Err(Unsaved::Offline)) };
        let same = |request: &ChangesRequest| request.log == log && request.bodies == bodies;
        let before = self.unanswered.with_value(|request| request.clone().filter(same));
        let request = before.unwrap_or_else(|| ChangesRequest { log, request: Uuid::now_v7(), bodies });
        self.unanswered.set_value(Some(request.clone()));
        spawn_local(async move {
            match post_json::<ChangesAnswer>(CHANGES, &request).await {
                Ok(answer) => {
                    self.unanswered.try_set_value(None);
                    self.look_again().await;
                    done(if answer.refusals.is_empty() { Ok(()) } else { Err(Unsaved::Refused) });
                }
                Err(NoAnswer::Offline) => done(Err(Unsaved::Offline)),
                Err(NoAnswer::Problem(problem)) => {
                    done(Err(Unsaved::Said(say!(coordinator::problem)(&problem.kind, problem.title))))
                }
            }
        });
    }
}
