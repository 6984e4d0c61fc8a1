//! Names of visitors on a tablet: locked wherever they are stored, clear on the way to the server
//! and on the screen alone.
//!
//! The replica and its stores hold locked fields only, so nothing that writes to the device needs to
//! know of names. A name that cannot be locked is not kept, and one that cannot be unlocked any
//! more is as good as erased.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::untrack;
use samvaro_core::change::{Authored, Body};
use samvaro_core::digest::Digest;
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::protocol::{Slice, SyncReply, SyncRequest};
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

use super::tablet;

#[wasm_bindgen(module = "/src/browser/names.js")]
extern "C" {
    /// Turns a text into cipher text.
    #[wasm_bindgen(catch)]
    async fn lock_text(text: &str) -> Result<JsValue, JsValue>;

    /// Turns cipher text back; undefined when its key has gone.
    async fn unlock_text(locked: &str) -> JsValue;

    /// Throws the key away, unless another tab uses it.
    async fn throw_key_away();
}

thread_local! {
    /// The names that have been unlocked, by their seals.
    static CLEAR: RefCell<BTreeMap<Digest, String>> = RefCell::default();
    /// Those that are being unlocked, or cannot be.
    static TRIED: RefCell<BTreeSet<Digest>> = RefCell::default();
    /// How many names are between the person and the store.
    static ON_THE_WAY: Cell<usize> = const { Cell::new(0) };
}

/// The name under a seal, once it is unlocked; readers are told then. None when it is erased.
pub fn name_of(sealed: Digest) -> Option<String> {
    let locked = tablet::view(|state| state.personal.get(&sealed).cloned()).flatten();
    let clear = CLEAR.with_borrow(|clear| clear.get(&sealed).cloned());
    let Some(Fields { locked: Some(locked), .. }) = locked else {
        if tablet::is_storing(sealed) {
            return clear;
        }
        CLEAR.with_borrow_mut(|clear| clear.remove(&sealed));
        return None;
    };
    if clear.is_none() && TRIED.with_borrow_mut(|tried| tried.insert(sealed)) {
        spawn_local(async move {
            if let Some(name) = unlocked(&locked).await.and_then(|personal| personal.fields.name) {
                CLEAR.with_borrow_mut(|clear| clear.insert(sealed, name));
                TRIED.with_borrow_mut(|tried| tried.remove(&sealed));
                tablet::bump();
            }
        });
    }
    clear
}

/// Takes in a change that says a visitor's name, which is locked before anything is stored.
/// `told` is called when the disk has it, and with a no if this browser cannot keep a name safely;
/// nothing is stored then.
pub fn author(body: Body, name: String, told: impl FnOnce(bool) + 'static) {
    let fields = Fields { name: Some(name.clone()), ..Fields::default() };
    let mut personal = Personal { salt: *Uuid::new_v4().as_bytes(), fields };
    let sealed = personal.seal();
    ON_THE_WAY.set(ON_THE_WAY.get() + 1);
    spawn_local(async move {
        if lock(&mut personal).await {
            CLEAR.with_borrow_mut(|clear| clear.insert(sealed, name));
            tablet::author_sealed(body, sealed, personal);
            tablet::when_stored(Box::new(move || told(true)));
        } else {
            told(false);
        }
        ON_THE_WAY.set(ON_THE_WAY.get() - 1);
    });
}

/// Makes a request say the names that its changes carry.
pub async fn unlock_request(request: &mut SyncRequest) {
    for personal in request.push.personal_mut() {
        unlock(personal).await;
    }
    request.push.drop_locked();
}

/// Locks the names of an answer, before anything of it is stored.
pub async fn lock_reply(reply: &mut SyncReply) {
    for (_, slice) in &mut reply.slices {
        match slice {
            Slice::Entries(entries) => {
                for personal in entries.pack.personal_mut() {
                    lock(personal).await;
                }
            }
            Slice::Snapshot(snapshot) => {
                for (_, personal) in &mut snapshot.personal {
                    lock(personal).await;
                }
            }
            Slice::Diverged | Slice::Forbidden => {}
        }
    }
}

/// Unlocks the names of changes for a file that a person asked for.
pub async fn unlock_all(changes: impl IntoIterator<Item = &mut Authored>) {
    for authored in changes {
        if let Some(personal) = &mut authored.personal {
            unlock(personal).await;
            if personal.fields.locked.is_some() {
                authored.personal = None;
            }
        }
    }
}

/// Throws the key away if the tablet holds no name any more, so that nothing can be read of what
/// the browser has not yet written over.
pub fn throw_key_away_if_unused() {
    if ON_THE_WAY.get() == 0 && !untrack(tablet::holds_names) {
        CLEAR.with_borrow_mut(BTreeMap::clear);
        TRIED.with_borrow_mut(BTreeSet::clear);
        spawn_local(throw_key_away());
    }
}

/// Locks fields that say a name; others stay as they are. Says whether no clear name is left in them
/// that ought to be kept: one that cannot be locked is let go of.
async fn lock(personal: &mut Personal) -> bool {
    if personal.fields.name.is_none() {
        return true;
    }
    let text = serde_json::to_string(personal).unwrap_or_default();
    let locked = lock_text(&text).await.ok().and_then(|locked| locked.as_string());
    let safe = locked.is_some();
    *personal = Personal::locked(locked.unwrap_or_default());
    safe
}

async fn unlock(personal: &mut Personal) {
    if let Some(locked) = &personal.fields.locked
        && let Some(clear) = unlocked(locked).await
    {
        *personal = clear;
    }
}

async fn unlocked(locked: &str) -> Option<Personal> {
    samvaro_core::json::read(&unlock_text(locked).await.as_string()?).ok()
}
