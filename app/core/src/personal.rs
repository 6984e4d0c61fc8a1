//! Personal fields: they stand beside a change, outside the chained bytes, so that erasing them
//! leaves the chain whole.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::id::StaffId;

/// What a change says about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Who on the staff made the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Free text that could hold a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A visitor's name, beside a sign-up alone; admitted only while the organisation's decision
    /// stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// All of it, salt and fields, as cipher text under a key of one device: how names are kept in
    /// that device's store, and never on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<String>,
}

/// Random bytes that keep a short text from being guessed out of its commitment.
pub type Salt = [u8; SALT_BYTES];

/// Length of a salt, in bytes.
pub const SALT_BYTES: usize = 16;

/// Personal fields with the salt of their commitment. Erasing removes both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// Random; from the caller.
    pub salt: Salt,
    /// The fields.
    pub fields: Fields,
}

impl Personal {
    /// What a device keeps of fields that it has locked.
    pub fn locked(cipher_text: String) -> Self {
        let fields = Fields { locked: Some(cipher_text), ..Fields::default() };
        Self { salt: [0; SALT_BYTES], fields }
    }

    /// The commitment that stands in the chained bytes.
    pub fn seal(&self) -> Digest {
        let staff = self.fields.staff.map(|staff| *staff.0.as_bytes());
        let mut parts: Vec<&[u8]> = vec![
            &self.salt,
            staff.as_ref().map_or(&[], |bytes| bytes),
            self.fields.text.as_deref().unwrap_or_default().as_bytes(),
        ];
        // Seals that were made before there were names stay what they are.
        parts.extend(self.fields.name.as_deref().map(str::as_bytes));
        Digest::of(&parts)
    }
}
