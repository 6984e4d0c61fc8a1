//! Pairing codes as they are made and recognised.
//!
//! What is kept is the code's first two letters and the Argon2id hash of all eight. The two
//! letters say which of several live codes a try is about, so that a slip of the finger at one
//! tablet never burns the code that is being typed at another, and a try costs one hash. Six
//! secret letters (26 bits) remain if the table leaks, for the ten minutes that a code lives.

use samvaro_core::pairing::PairingCode;

use super::password::{self, HashFailed};

/// How many letters say which code is meant.
const SELECTOR_LETTERS: usize = 2;

/// Codes that one organisation may have live at a time.
pub const LIVE_CODES_MAX: usize = 5;

/// A new code.
///
/// # Errors
/// When the system gives no randomness.
pub fn draw() -> Result<PairingCode, getrandom::Error> {
    let mut letters = [0; PairingCode::LETTERS];
    for letter in &mut letters {
        *letter = fair_byte()?;
    }
    Ok(PairingCode::from_random(letters))
}

fn fair_byte() -> Result<u8, getrandom::Error> {
    let mut byte = [0];
    loop {
        getrandom::fill(&mut byte)?;
        // Ends: fifteen of sixteen bytes are below the bound.
        if byte[0] < PairingCode::FAIR_BELOW {
            return Ok(byte[0]);
        }
    }
}

/// What the store keeps of a code.
///
/// # Errors
/// When the hash cannot be worked out.
pub async fn kept(code: &PairingCode) -> Result<String, HashFailed> {
    let hash = password::hash(code.letters().to_owned()).await?;
    Ok(format!("{}{hash}", selector(code)))
}

/// Whether a try is about this kept code, right or wrong.
pub fn is_about(kept: &str, code: &PairingCode) -> bool {
    kept.starts_with(selector(code))
}

/// Whether a try is right.
pub async fn matches(kept: &str, code: &PairingCode) -> bool {
    let hash = kept.get(SELECTOR_LETTERS..).map(str::to_owned);
    password::verify(code.letters().to_owned(), hash).await
}

fn selector(code: &PairingCode) -> &str {
    &code.letters()[..SELECTOR_LETTERS]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn a_slip_is_about_the_code_that_begins_alike() {
        let code = PairingCode::parse("BCDF-GHJK").unwrap();
        let kept = kept(&code).await.unwrap();
        assert!(!kept.contains("BCDF"));
        assert!(matches(&kept, &code).await);
        let slip = PairingCode::parse("BCDF-GHJL").unwrap();
        assert!(is_about(&kept, &slip) && !matches(&kept, &slip).await);
        assert!(!is_about(&kept, &PairingCode::parse("LMNP-QRST").unwrap()));
    }

    #[test]
    fn two_codes_in_a_row_differ() {
        assert_ne!(draw().unwrap(), draw().unwrap());
    }
}
