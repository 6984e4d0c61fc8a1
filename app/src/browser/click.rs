//! What a person hears or feels when a press has counted, if this tablet is to say so. Both are off
//! until somebody switches them on, and neither is shared with other tablets.

use std::cell::Cell;

use leptos::prelude::window;

use super::platform;

/// How a press answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A soft click.
    Sound,
    /// A short shake.
    Shake,
}

thread_local! {
    /// What is switched on, once it has been read: sound, shake.
    static ON: Cell<Option<[bool; 2]>> = const { Cell::new(None) };
}

impl Answer {
    /// Its place in local storage.
    fn key(self) -> &'static str {
        match self {
            Self::Sound => "samvaro-sound",
            Self::Shake => "samvaro-shake",
        }
    }

    /// Whether it is switched on.
    pub fn is_on(self) -> bool {
        let storage = window().local_storage().ok().flatten();
        storage.is_some_and(|storage| matches!(storage.get_item(self.key()), Ok(Some(_))))
    }

    /// Switches it on or off, and gives a taste of it.
    pub fn switch(self, on: bool) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = if on { storage.set_item(self.key(), "on") } else { storage.remove_item(self.key()) };
        }
        ON.set(None);
        if on {
            self.play();
        }
    }

    fn play(self) {
        match self {
            Self::Sound => platform::click_sound(),
            Self::Shake => platform::vibrate(),
        }
    }
}

/// Says that a press has counted, as far as it is wanted.
pub fn play() {
    let [sound, shake] = ON.get().unwrap_or_else(|| [Answer::Sound, Answer::Shake].map(Answer::is_on));
    ON.set(Some([sound, shake]));
    if sound {
        Answer::Sound.play();
    }
    if shake {
        Answer::Shake.play();
    }
}
