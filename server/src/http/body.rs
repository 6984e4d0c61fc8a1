//! Reads bodies within their limits.

use std::io::Read;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use flate2::read::GzDecoder;
use futures::StreamExt;
use serde::de::DeserializeOwned;

use super::App;
use super::limits::{BEYOND_MAX_BYTES, SMALL_BODY_MAX_BYTES};
use super::problem::ApiError;

/// A short JSON body. Only `application/json` is taken: a form of another site cannot send it
/// without asking first.
pub struct Small<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Small<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &App) -> Result<Self, ApiError> {
        expect_type(request.headers(), "application/json")?;
        if request.headers().contains_key(CONTENT_ENCODING) {
            return Err(ApiError::WrongMediaType);
        }
        let bytes = read(request.into_body(), SMALL_BODY_MAX_BYTES).await?;
        let body = serde_json::from_slice(&bytes);
        body.map(Self).map_err(|_| ApiError::Unreadable("Begäran gick inte att läsa."))
    }
}

/// Checks the type of the body, parameters aside.
pub fn expect_type(headers: &HeaderMap, expected: &str) -> Result<(), ApiError> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bare = given.split(';').next().unwrap_or_default().trim();
    bare.eq_ignore_ascii_case(expected).then_some(()).ok_or(ApiError::WrongMediaType)
}

/// A body of at most `max_bytes`, both as it comes and after gzip.
pub async fn read_decoded(request: Request, max_bytes: usize) -> Result<Vec<u8>, ApiError> {
    let encoding = request.headers().get(CONTENT_ENCODING).cloned();
    let bytes = read(request.into_body(), max_bytes).await?;
    match encoding.as_ref().map(|encoding| encoding.as_bytes()) {
        None | Some(b"identity") => Ok(bytes),
        Some(b"gzip") => unzip(&bytes, max_bytes),
        Some(_) => Err(ApiError::WrongMediaType),
    }
}

/// Reads on a little beyond the limit, without keeping it: whoever is still sending would not
/// hear the answer.
async fn read(body: Body, max_bytes: usize) -> Result<Vec<u8>, ApiError> {
    let mut stream = body.into_data_stream();
    let (mut bytes, mut beyond) = (Vec::new(), 0);
    while let Some(part) = stream.next().await {
        let part = part.map_err(|_| ApiError::Unreadable("Begäran kom inte fram hel."))?;
        if beyond > 0 || bytes.len() + part.len() > max_bytes {
            bytes = Vec::new();
            beyond += part.len();
        } else {
            bytes.extend_from_slice(&part);
        }
        if beyond > BEYOND_MAX_BYTES {
            break;
        }
    }
    if beyond > 0 { Err(ApiError::TooLarge) } else { Ok(bytes) }
}

fn unzip(bytes: &[u8], max_bytes: usize) -> Result<Vec<u8>, ApiError> {
    let mut decoded = Vec::new();
    let mut decoder = GzDecoder::new(bytes).take(max_bytes as u64 + 1);
    decoder
        .read_to_end(&mut decoded)
        .map_err(|_| ApiError::Unreadable("Begäran gick inte att packa upp."))?;
    if decoded.len() > max_bytes { Err(ApiError::TooLarge) } else { Ok(decoded) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_small_body_that_unfolds_beyond_the_limit_is_refused() {
        let bomb = zipped(&vec![0; 10_000_000]);
        assert!(bomb.len() < 20_000);
        assert_eq!(unzip(&bomb, 1_000_000), Err(ApiError::TooLarge));
        assert_eq!(unzip(&zipped(b"samvaro"), 7), Ok(b"samvaro".to_vec()));
        assert!(matches!(unzip(b"not gzip", 100), Err(ApiError::Unreadable(_))));
    }
}
