//! Passwords and other short secrets: Argon2id, never kept as they are.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use samvaro_core::api::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many hashes are worked out at once. Each takes 19 MiB and some 20 ms.
const HASHES_AT_ONCE: usize = 2;

static TURNS: Semaphore = Semaphore::const_new(HASHES_AT_ONCE);

/// Stands in when there is no account, so that the answer takes as long.
static NOBODYS_HASH: LazyLock<String> = LazyLock::new(|| hash_now("nobody's password").unwrap_or_default());

/// The hash could not be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashFailed;

/// Why a password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    /// Below [`PASSWORD_MIN_CHARS`].
    TooShort,
    /// Above [`PASSWORD_MAX_CHARS`].
    TooLong,
    /// Too few different characters, or the account's own address.
    Guessable,
}

/// Different characters that a password must have at least.
const DIFFERENT_CHARS_MIN: usize = 5;

/// Words that are tried first on this product, and never enough by themselves.
const CONTEXT_WORDS: [&str; 6] = ["samvaro", "lösenord", "password", "kommun", "qwerty", "1234567890"];

/// Whether a password is good enough. No rules of composition: length is what counts.
pub fn check(password: &str, email: &str) -> Result<(), WeakPassword> {
    match password.chars().count() {
        n if n < PASSWORD_MIN_CHARS => return Err(WeakPassword::TooShort),
        n if n > PASSWORD_MAX_CHARS => return Err(WeakPassword::TooLong),
        _ => {}
    }
    let lower = password.to_lowercase();
    let mut rest = lower.replace(&email.to_lowercase(), "");
    let words = CONTEXT_WORDS.into_iter().chain(email.split(['@', '.']).filter(|word| word.len() >= 4));
    words.for_each(|word| rest = rest.replace(&word.to_lowercase(), ""));
    let different: std::collections::BTreeSet<char> = rest.chars().collect();
    (different.len() >= DIFFERENT_CHARS_MIN).then_some(()).ok_or(WeakPassword::Guessable)
}

/// The Argon2id hash of a secret, as a PHC string.
///
/// # Errors
/// When the system gives no randomness.
pub async fn hash(secret: String) -> Result<String, HashFailed> {
    let _turn = TURNS.acquire().await.map_err(|_| HashFailed)?;
    spawn_blocking(move || hash_now(&secret)).await.map_err(|_| HashFailed)?
}

/// Whether the secret is the one that was hashed. Without a hash the answer is no, and takes as
/// long as any other.
pub async fn verify(secret: String, hash: Option<String>) -> bool {
    let Ok(_turn) = TURNS.acquire().await else { return false };
    let verified = spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS_HASH.clone());
        let matches = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(secret.as_bytes(), &hash).is_ok());
        matches && known
    });
    verified.await.unwrap_or(false)
}

fn hash_now(secret: &str) -> Result<String, HashFailed> {
    let hash = Argon2::default().hash_password(secret.as_bytes()).map_err(|_| HashFailed)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_recognised() {
        let hash = hash("korvstroganoff på tisdag".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("korvstroganoff på tisdag".to_owned(), Some(hash.clone())).await);
        assert!(!verify("korvstroganoff på onsdag".to_owned(), Some(hash)).await);
        assert!(!verify("nobody's password".to_owned(), None).await);
    }

    #[test]
    fn short_repeated_and_borrowed_passwords_are_refused() {
        let email = "greta.holm@kommunen.example";
        assert_eq!(check("kort", email), Err(WeakPassword::TooShort));
        assert_eq!(check(&"å".repeat(129), email), Err(WeakPassword::TooLong));
        assert_eq!(check("aaaaaaaaaaaaaaaa", email), Err(WeakPassword::Guessable));
        assert_eq!(check("samvaro-samvaro!", email), Err(WeakPassword::Guessable));
        assert_eq!(check("greta.holm@kommunen.example", email), Err(WeakPassword::Guessable));
        assert_eq!(check("tre blå koppar kaffe", email), Ok(()));
    }
}
