//! Compresses what is served, once, as hard as it goes.
//!
//! Results are kept by the hash of their source, so a kept result can never belong to other
//! bytes: a `.br` left beside a changed file would be served in its place.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fingerprint;

const BROTLI_WINDOW_BITS: u32 = 22;
const BUFFER_BYTES: usize = 64 * 1024;

/// Below this the headers outweigh the gain.
const WORTH_IT_BYTES: usize = 512;

/// Formats that are not compressed already.
const COMPRESSIBLE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As small as it gets; what people download.
    Best,
    /// As soon as it gets; what a developer tries out.
    Quick,
}

impl Effort {
    pub fn of(quick: bool) -> Self {
        if quick { Self::Quick } else { Self::Best }
    }

    /// Results of different efforts are kept apart.
    pub fn cache(self) -> &'static str {
        match self {
            Self::Best => "compressed",
            Self::Quick => "compressed-quickly",
        }
    }

    fn brotli_quality(self) -> u32 {
        match self {
            Self::Best => 11,
            Self::Quick => 2,
        }
    }

    fn gzip(self) -> Compression {
        match self {
            Self::Best => Compression::best(),
            Self::Quick => Compression::fast(),
        }
    }
}

/// Both forms of one file.
pub struct Compressed {
    pub brotli: Vec<u8>,
    pub gzip: Vec<u8>,
}

/// Compresses, or takes what an earlier build kept; `None` where it would not help.
pub fn compressed(cache: &Path, name: &str, bytes: &[u8], effort: Effort) -> Result<Option<Compressed>> {
    if !is_compressible(name) || bytes.len() < WORTH_IT_BYTES {
        return Ok(None);
    }
    fs::create_dir_all(cache)?;
    let hash = fingerprint::of(bytes);
    Ok(Some(Compressed {
        brotli: kept(&cache.join(format!("{hash}.br")), || brotli(bytes, effort))?,
        gzip: kept(&cache.join(format!("{hash}.gz")), || gzip(bytes, effort))?,
    }))
}

fn is_compressible(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSIBLE.contains(&extension))
}

/// A half-written result must not be taken for a whole one: written aside, then renamed.
fn kept(path: &Path, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    if let Ok(bytes) = fs::read(path) {
        return Ok(bytes);
    }
    let bytes = make()?;
    let aside = path.with_extension("part");
    fs::write(&aside, &bytes)?;
    fs::rename(&aside, path)?;
    Ok(bytes)
}

fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = effort.brotli_quality();
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, quality, BROTLI_WINDOW_BITS);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), effort.gzip());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// Removed when dropped. Not the crate for it: its features would rebuild our dependencies.
    struct EmptyFolder(std::path::PathBuf);

    impl EmptyFolder {
        fn new(name: &str) -> Result<Self> {
            let folder = std::env::temp_dir().join(format!("samvaro-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder)?;
            Ok(Self(folder))
        }
    }

    impl Drop for EmptyFolder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn both_forms_give_the_bytes_back() -> Result<()> {
        let cache = EmptyFolder::new("compressed")?;
        let bytes = b"body { color: CanvasText; } ".repeat(100);
        let Some(made) = compressed(&cache.0, "a.css", &bytes, Effort::Best)? else {
            anyhow::bail!("css is compressible");
        };
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::Decompressor::new(&made.brotli[..], 4096).read_to_end(&mut from_brotli)?;
        flate2::read::GzDecoder::new(&made.gzip[..]).read_to_end(&mut from_gzip)?;
        assert_eq!(from_brotli, bytes);
        assert_eq!(from_gzip, bytes);
        Ok(())
    }

    #[test]
    fn a_font_is_left_as_it_is() -> Result<()> {
        let cache = EmptyFolder::new("left")?;
        assert!(compressed(&cache.0, "a.woff2", &[0; 4096], Effort::Best)?.is_none());
        Ok(())
    }
}
