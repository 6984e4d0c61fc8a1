//! What a PIN comes to, by the browser's own PBKDF2.

use samvaro_core::digest::Digest;
use samvaro_core::pin::Pin;
use uuid::Uuid;

use super::platform;

/// What is kept of a new PIN; nothing where the browser cannot do the sum.
pub async fn new_pin(digits: &str) -> Option<Pin> {
    let salt = Digest::of(&[Uuid::new_v4().as_bytes(), Uuid::new_v4().as_bytes()]);
    let hash = hash(digits, salt, Pin::ROUNDS).await?;
    Some(Pin { salt, rounds: Pin::ROUNDS, hash })
}

/// What digits come to; nothing where the browser cannot do the sum.
pub async fn hash(digits: &str, salt: Digest, rounds: u32) -> Option<Digest> {
    let hash = platform::derive(digits, &salt.to_string(), rounds).await.ok()?;
    Digest::from_hex(&hash.as_string()?)
}
