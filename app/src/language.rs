//! Which language the screens speak: Swedish, unless somebody has chosen English on this device.
//!
//! All words of a language stand in one place, `swedish` or `english`, in files of the same names with
//! the same items. The public pages are rendered by the server and speak Swedish.

use std::cell::Cell;

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Svenska.
    #[default]
    Swedish,
    /// English.
    English,
}

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Swedish) };
}

impl Language {
    /// What is spoken. It stays as it is while a page is open.
    pub fn now() -> Self {
        LANGUAGE.get()
    }

    /// Speaks it from now on; to be called before anything is shown.
    pub fn speak(self) {
        LANGUAGE.set(self);
    }

    /// As in `<html lang>` (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// The language of a tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        [Self::Swedish, Self::English].into_iter().find(|language| language.tag() == tag)
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }
}

/// What is said, in the language that is spoken: `say!(staff::count::NUMBER)` is a text and
/// `say!(staff::refused)(3)` calls a function. A text that a language lacks does not compile.
macro_rules! say {
    ($($said:ident)::+) => {
        match $crate::language::Language::now() {
            $crate::language::Language::Swedish => $crate::swedish::$($said)::+,
            $crate::language::Language::English => $crate::english::$($said)::+,
        }
    };
}

/// What the public will read of it, which is Swedish in whatever language it is chosen.
#[cfg(any(feature = "tablet", test))]
macro_rules! say_publicly {
    ($($said:ident)::+) => {
        $crate::swedish::$($said)::+
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_says_it_in_its_own_words() {
        assert_eq!(say!(staff::CANCEL), "Avbryt");
        Language::English.speak();
        assert_eq!(
            (say!(staff::CANCEL), say!(staff::refused)(1)),
            ("Go back", "1 change needs help.".to_owned())
        );
        assert_eq!(say_publicly!(staff::CANCEL), "Avbryt");
        Language::Swedish.speak();
    }

    #[test]
    fn a_tag_names_its_language() {
        for language in [Language::Swedish, Language::English] {
            assert_eq!(Language::of_tag(language.tag()), Some(language));
            assert_eq!(language.other().other(), language);
        }
        assert_eq!(Language::of_tag("fi"), None);
    }
}
