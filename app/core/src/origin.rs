//! Where a change was first written, if it has been written anew under another number.
//!
//! A replica that finds a twin, or is given another identity, writes anew what was not confirmed;
//! a copy of it, a saved file, a restored server may hold the same change under its first number,
//! or under a third. The origin says that all of these are one, and a log takes it once.
//!
//! It stands at the beginning of the body, in which every released version passes over fields that
//! it does not know, and so it is chained like all the rest.

use serde::{Deserialize, Serialize};

use crate::change::{BodyBytes, Change};
use crate::digest::Digest;
use crate::id::{Dot, ReplicaId, Seq};

/// The change as it was first written. Its number alone would not do: a twin may have used it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Who wrote it.
    #[serde(rename = "r")]
    pub replica: ReplicaId,
    /// Under which number.
    #[serde(rename = "s")]
    pub seq: Seq,
    /// The sum over its bytes then.
    #[serde(rename = "d")]
    pub digest: Digest,
}

impl Origin {
    /// The number under which it was first written.
    pub fn dot(&self) -> Dot {
        Dot { replica: self.replica, seq: self.seq }
    }
}

/// How an origin begins in a body.
const NAME: &str = "\"origin\":";

impl BodyBytes {
    /// What an origin adds to a body at most, in bytes.
    pub const ORIGIN_MAX_BYTES: usize = 192;

    /// What the body says of where it was first written.
    pub fn origin(&self) -> Option<Origin> {
        let inner = &self.as_str()[self.inner()?..];
        let object = inner.strip_prefix(NAME)?;
        crate::json::read(&object[..=object.find('}')?]).ok()
    }

    /// The same body with its origin; untouched if it has one, or no place for one.
    pub(crate) fn with_origin(self, origin: Origin) -> Self {
        let (Some(inner), None) = (self.inner(), self.origin()) else { return self };
        let Ok(object) = serde_json::to_string(&origin) else { return self };
        let (before, after) = self.as_str().split_at(inner);
        let comma = if after.trim_start().starts_with('}') { "" } else { "," };
        Self::from_json([before, NAME, &object, comma, after].concat()).unwrap_or(self)
    }

    /// Whether it is no longer than a body may be.
    pub fn fits(&self) -> bool {
        let origin = if self.origin().is_some() { Self::ORIGIN_MAX_BYTES } else { 0 };
        self.as_str().len() <= Self::MAX_BYTES + origin
    }

    /// Where the fields of a body begin: it is one object, named after its kind, in another.
    fn inner(&self) -> Option<usize> {
        let text = self.as_str();
        let named = text.find(':')? + 1;
        let object = text[named..].trim_start();
        object.starts_with('{').then(|| text.len() - object.len() + 1)
    }
}

impl Change {
    /// Where it was first written: elsewhere, or here.
    pub fn origin(&self) -> Origin {
        let Dot { replica, seq } = self.dot;
        self.body.origin().unwrap_or_else(|| Origin { replica, seq, digest: self.digest() })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use uuid::Uuid;

    use super::*;
    use crate::change::Body;

    fn origin() -> Origin {
        Origin { replica: ReplicaId(Uuid::from_u128(7)), seq: 5, digest: Digest([9; Digest::BYTES]) }
    }

    fn body(text: &str) -> BodyBytes {
        BodyBytes::from_json(text.to_owned()).unwrap()
    }

    #[test]
    fn any_body_of_ours_carries_an_origin_and_means_the_same() {
        let tap = r#"{"count":{"t":"drop-in/2026-11-21/forenoon","d":{"n":1}}}"#;
        for text in [tap, r#"{"skip":{"from":3}}"#, &tap.replace(':', " : "), r#"{"a_later_kind":{}}"#] {
            let with = body(text).with_origin(origin());
            assert_eq!(with.origin(), Some(origin()), "{text}");
            assert_eq!(with.read().ok(), body(text).read().ok());
            assert!(with.as_str().len() - text.len() <= BodyBytes::ORIGIN_MAX_BYTES);
            let other = Origin { seq: 6, ..origin() };
            assert_eq!(with.clone().with_origin(other), with, "the first one stays");
        }
    }

    #[test]
    fn what_has_no_place_for_an_origin_stays_as_it_is() {
        for text in ["{}", "7", r#""x:{""#, r#"{"a:{":1}"#, "[{\"a\":1}]"] {
            let with = body(text).with_origin(origin());
            assert!(with.as_str() == text || with.origin().is_some(), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(with.as_str()).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_text_that_looks_like_an_origin_is_none() {
        let said = r#"{"put":{"o":{"place":[{"phone":"\"origin\":{\"r\":1}"}]},"b":1}}"#;
        assert_eq!(body(said).origin(), None);
        assert!(matches!(body(said).read(), Ok(Body::Put(_))));
    }
}
