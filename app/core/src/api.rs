//! What browser and server say to each other beside the sync: pairing and sign-in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{LogId, Millis, OrganisationId, PlaceId};
use crate::text::{Name, Slug};

/// Asks for a pairing: `POST /api/v1/pair`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairRequest {
    /// The code as it was typed.
    pub code: String,
}

/// A tablet's pairing; the token itself travels in an HttpOnly cookie:
/// answer of `POST /api/v1/pair` and of `GET /api/v1/device`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    /// The device.
    pub device: Uuid,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What the organisation is called.
    pub organisation_name: Name,
    /// The place it counts for.
    pub place: PlaceId,
    /// The place's log.
    pub log: LogId,
    /// The log of what the organisation's places share, which the tablet reads; a tablet that was
    /// paired before there was one asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<LogId>,
    /// The place's part of the address.
    pub slug: Slug,
    /// What the place is called.
    pub name: Name,
}

impl Pairing {
    /// The logs that the tablet reads: its place's, and what the places share.
    pub fn logs(&self) -> impl Iterator<Item = LogId> {
        [self.log].into_iter().chain(self.shared)
    }
}

/// Whether a tablet is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// It reads and writes.
    Active,
    /// It reads nothing; what it sends is kept apart.
    Suspended,
    /// It was taken away, and forgets everything when it hears of it.
    Revoked,
}

/// A tablet as coordinators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLine {
    /// The device.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// What the place is called that it counts for.
    pub place: String,
    /// Whether it is trusted.
    pub trust: Trust,
    /// When it was paired.
    pub paired_at: Millis,
    /// When it was last heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen_at: Option<Millis>,
    /// The place's part of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// What it last told of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<DeviceReport>,
}

/// What a tablet tells of itself: `POST /api/v1/device/report`. Nothing about anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceReport {
    /// The build that it runs.
    pub build: String,
    /// When the oldest of its changes was made that the server has not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_unsent: Option<Millis>,
    /// How it stood at its last check; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Ready>,
}

impl DeviceReport {
    /// The longest name of a build, in bytes.
    pub const BUILD_MAX_BYTES: usize = 64;
}

/// A tablet's check of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// When.
    pub at: Millis,
    /// What is not as it should be; ready for use when there is nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<ReadyStep>,
}

/// One step of a tablet's check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadyStep {
    /// What is written can be read back.
    Store,
    /// Everything has arrived, and the server has answered.
    Contact,
    /// The browser keeps the storage for good.
    Persisted,
    /// The clock is right.
    Clock,
    /// The app opens without a network.
    Offline,
    /// The network was gone, and came back by itself.
    Network,
    /// The screen can stay awake.
    Awake,
}

impl ReadyStep {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Store, Self::Contact, Self::Persisted, Self::Clock, Self::Offline, Self::Network, Self::Awake];
}

/// An organisation's tablets: answer of `GET /api/v1/devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceList {
    /// In order of place.
    pub devices: Vec<DeviceLine>,
}

/// Uses a one-time link: `POST /api/v1/session/link`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    /// The token from the link's fragment.
    pub token: String,
}

/// Signs in: `POST /api/v1/session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRequest {
    /// The account's e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Chooses a password, signed in: `POST /api/v1/session/password`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRequest {
    /// The new password, [`PASSWORD_MIN_CHARS`] to [`PASSWORD_MAX_CHARS`] characters.
    pub password: String,
}

/// The shortest password, in characters.
pub const PASSWORD_MIN_CHARS: usize = 12;
/// The longest password, in characters.
pub const PASSWORD_MAX_CHARS: usize = 128;

/// Who is signed in: answer of `GET /api/v1/session` and of the three requests above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The account's e-mail address.
    pub email: String,
    /// The organisation.
    pub organisation_name: Name,
    /// Whether a password must be chosen before anything is shown.
    pub needs_password: bool,
}

/// An error answer: `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind, a relative address: `/problem/unpaired`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One safe sentence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
}
