//! The code that pairs a tablet with a place, as people read and type it.

use std::fmt;

/// Eight letters without vowels and without letters that look like figures; shown `BCDF-GHJK`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PairingCode(String);

/// The text is not a pairing code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPairingCode;

impl fmt::Display for NotAPairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a pairing code is eight letters")
    }
}

impl std::error::Error for NotAPairingCode {}

impl PairingCode {
    /// The letters that occur: no vowels (no words), no 0 or O.
    pub const ALPHABET: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
    /// How many letters.
    pub const LETTERS: usize = 8;
    /// How long a code can be used, in minutes.
    pub const LIFETIME_MINUTES: u32 = 10;
    /// How many wrong tries burn a code.
    pub const MAX_TRIES: u32 = 5;

    /// Makes a code from random numbers. Each is below 20 with equal chance if the caller draws
    /// bytes below [`PairingCode::FAIR_BELOW`] only.
    pub fn from_random(bytes: [u8; Self::LETTERS]) -> Self {
        let letter = |byte: u8| char::from(Self::ALPHABET[usize::from(byte) % Self::ALPHABET.len()]);
        Self(bytes.into_iter().map(letter).collect())
    }

    /// Random bytes from this value on would favour the first letters.
    pub const FAIR_BELOW: u8 = 240;

    /// Reads what a person typed: any case, with or without spaces and hyphens.
    ///
    /// # Errors
    /// [`NotAPairingCode`] unless eight letters of the alphabet remain.
    pub fn parse(text: &str) -> Result<Self, NotAPairingCode> {
        let letters: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let fits = letters.len() == Self::LETTERS && letters.bytes().all(|b| Self::ALPHABET.contains(&b));
        fits.then_some(Self(letters)).ok_or(NotAPairingCode)
    }

    /// The eight letters without the hyphen: what is hashed.
    pub fn letters(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(Self::LETTERS / 2);
        write!(f, "{first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_however_it_is_typed() {
        let code = PairingCode::from_random([0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(code.to_string(), "BCDF-GHJK");
        assert_eq!(PairingCode::parse(" bcdf ghjk"), Ok(code));
        assert_eq!(PairingCode::parse("BCDF-GHJ0"), Err(NotAPairingCode));
        assert_eq!(PairingCode::parse("BCDF-GHJ"), Err(NotAPairingCode));
    }
}
