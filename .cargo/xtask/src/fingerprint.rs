//! Content hashes: in file names, and to know whether work is still to be done.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Enough of the hash to tell builds apart in a file name.
const NAME_CHARS: usize = 12;

/// The SHA-256 of some bytes, in hexadecimal, as `sha256sum` prints it.
pub fn of(bytes: &[u8]) -> String {
    hexadecimal(Sha256::digest(bytes).as_slice())
}

/// One hash over several parts, each bound to its length so that they cannot run together.
pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hexadecimal(hasher.finalize().as_slice())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `boot.js` with these bytes becomes `boot.0123456789ab.js`.
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = &of(bytes)[..NAME_CHARS];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// Whether the stamp holds this fingerprint and the result is still there.
pub fn holds(stamp: &Path, fingerprint: &str, results: &[&Path]) -> bool {
    fs::read_to_string(stamp).is_ok_and(|held| held == fingerprint)
        && results.iter().all(|result| result.exists())
}

/// Remembers what went in. Written last, when the results are complete.
pub fn remember(stamp: &Path, fingerprint: &str) -> Result<()> {
    fs::write(stamp, fingerprint).with_context(|| format!("could not write {}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        let name = hashed_name("boot.js", b"start()");
        assert!(name.starts_with("boot.") && name.ends_with(".js"));
        assert_eq!(name.len(), "boot..js".len() + NAME_CHARS);
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(of_parts([&b"ab"[..], b"c"]), of_parts([&b"a"[..], b"bc"]));
    }
}
