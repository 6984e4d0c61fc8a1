//! Short texts that people write: trimmed, never empty, never longer than their limit.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but white space.
    Empty,
    /// More characters than the limit.
    TooLong {
        /// The limit, in characters.
        max_chars: usize,
    },
    /// Control characters, or characters that turn the direction of writing.
    Unprintable,
    /// A slug holds only a–z, 0–9 and single hyphens between them.
    NotASlug,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the text is empty"),
            Self::TooLong { max_chars } => write!(f, "the text is longer than {max_chars} characters"),
            Self::Unprintable => write!(f, "the text holds characters that cannot be shown"),
            Self::NotASlug => write!(f, "a slug holds only a-z, 0-9 and single hyphens"),
        }
    }
}

impl std::error::Error for TextError {}

fn parse(text: &str, max_chars: usize) -> Result<String, TextError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > max_chars {
        return Err(TextError::TooLong { max_chars });
    }
    if text.chars().any(unprintable) {
        return Err(TextError::Unprintable);
    }
    Ok(text.to_owned())
}

/// Line breaks are allowed in texts; other controls and direction marks are not (they can make
/// a name read as another one).
fn unprintable(character: char) -> bool {
    let turns_direction = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_direction || (character.is_control() && character != '\n')
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $max:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The limit, in characters.
            pub const MAX_CHARS: usize = $max;

            /// Trims and checks.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                parse(text, Self::MAX_CHARS).map(Self)
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text!(
    /// The name of a place, an activity, a room or a host.
    Name, 80
);
text!(
    /// One line for the public: a reason, a hint, an address.
    Line, 200
);
text!(
    /// A description for the public, with line breaks.
    Description, 2000
);

/// The part of an address that names a place: `hatten` in `/plats/hatten`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The limit, in characters.
    pub const MAX_CHARS: usize = 60;

    /// Checks; does not change the text.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = parse(text, Self::MAX_CHARS)?;
        let characters = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if text.split('-').all(|part| !part.is_empty() && characters(part)) {
            Ok(Self(text))
        } else {
            Err(TextError::NotASlug)
        }
    }

    /// The slug that a Swedish name gives: `Träffpunkt Elefanten` → `traffpunkt-elefanten`.
    pub fn from_name(name: &str) -> Result<Self, TextError> {
        let plain: String = name.to_lowercase().chars().map(plain).collect();
        let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
        let mut slug = words.join("-");
        slug.truncate(Self::MAX_CHARS);
        Self::parse(slug.trim_end_matches('-'))
    }

    /// The slug itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn plain(character: char) -> char {
    match character {
        'å' | 'ä' | 'à' | 'á' | 'â' => 'a',
        'ö' | 'ø' | 'ó' | 'ô' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' => 'u',
        'a'..='z' | '0'..='9' => character,
        _ => '-',
    }
}

impl TryFrom<String> for Slug {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_never_empty() {
        assert_eq!(Name::parse("  Hatten ").map(String::from), Ok("Hatten".to_owned()));
        assert_eq!(Name::parse(" \t "), Err(TextError::Empty));
    }

    #[test]
    fn a_limit_counts_characters_and_not_bytes() {
        let long = "å".repeat(Name::MAX_CHARS);
        assert!(Name::parse(&long).is_ok());
        assert_eq!(Name::parse(&format!("{long}å")), Err(TextError::TooLong { max_chars: 80 }));
    }

    #[test]
    fn a_text_cannot_turn_the_direction_of_writing() {
        assert_eq!(Line::parse("kom \u{202e}ednammok"), Err(TextError::Unprintable));
    }

    #[test]
    fn swedish_letters_become_plain_in_a_slug() {
        assert_eq!(
            Slug::from_name("Träffpunkt Söderkyrkan!").map(String::from),
            Ok("traffpunkt-soderkyrkan".to_owned())
        );
        assert_eq!(Slug::parse("Hatten"), Err(TextError::NotASlug));
        assert_eq!(Slug::parse("a--b"), Err(TextError::NotASlug));
    }
}
