//! Who may do what: tablets, the codes that pair them, accounts and their sessions.
//!
//! Tokens are known here by their SHA-256 sums only, codes and passwords by their Argon2id text.

use async_trait::async_trait;
use samvaro_core::id::{LogId, Millis, OrganisationId, PlaceId};
use uuid::Uuid;

use crate::store::Stored;

/// The SHA-256 sum of a token.
pub type TokenHash = [u8; 32];

/// A paired tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub Uuid);

/// A coordinator's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub Uuid);

/// A pairing code that was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairingCodeId(pub Uuid);

/// A pairing code that can still be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePairingCode {
    /// Which code.
    pub id: PairingCodeId,
    /// Whose.
    pub organisation: OrganisationId,
    /// For which place.
    pub place: PlaceId,
    /// The Argon2id text of the code's letters.
    pub code_hash: String,
    /// How many wrong tries there have been.
    pub wrong_tries: u32,
    /// When it can no longer be used.
    pub expires_at: Millis,
}

/// A tablet that is being paired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// Its id; random, from the caller.
    pub id: DeviceId,
    /// The sum of its token.
    pub token_hash: TokenHash,
    /// What people call it.
    pub name: String,
}

/// The code was used, burnt or too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeGone;

/// Whether a tablet is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// It reads and writes.
    Active,
    /// It reads nothing; what it sends goes into quarantine.
    Suspended,
    /// It is to forget everything; what it sends goes into quarantine.
    Revoked,
}

/// A paired tablet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which one.
    pub id: DeviceId,
    /// Whose.
    pub organisation: OrganisationId,
    /// The place it counts for.
    pub place: PlaceId,
    /// The place's log.
    pub log: LogId,
    /// What people call it.
    pub name: String,
    /// Whether it is trusted.
    pub state: DeviceState,
    /// When it was paired.
    pub paired_at: Millis,
    /// When it was last heard of.
    pub last_seen_at: Option<Millis>,
    /// How far its clock was ahead then, in milliseconds.
    pub skew_ms: Option<i64>,
    /// When the token that found it (or, in a list, its newest) was made: rotate when old.
    pub token_made_at: Millis,
    /// Whether older tokens still work beside the one that found it: call
    /// [`Access::confirm_device_token`], because the new one has arrived.
    pub has_older_tokens: bool,
    /// Whether a newer token than the one that found it is on its way.
    pub has_newer_token: bool,
}

impl Device {
    /// The logs that it reads while it is trusted: its place's, and what the places share.
    pub fn reads(&self) -> [LogId; 2] {
        [self.log, self.organisation.log()]
    }
}

/// A coordinator's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which one.
    pub id: AccountId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// How they sign in; lower case.
    pub email: String,
    /// The Argon2id text of the password; `None` until they have chosen one.
    pub password_hash: Option<String>,
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub account: AccountId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// How they sign in.
    pub email: String,
    /// When it ends by itself.
    pub expires_at: Millis,
}

/// The part of the store that knows who may do what.
#[async_trait]
pub trait Access {
    /// Adds a pairing code by its Argon2id text.
    ///
    /// # Errors
    /// `Missing` when the organisation has no such place.
    async fn add_pairing_code(
        &self,
        organisation: OrganisationId,
        place: PlaceId,
        code_hash: &str,
        expires_at: Millis,
    ) -> Stored<PairingCodeId>;

    /// The codes that can still be used: neither used, nor burnt by
    /// [`PairingCode::MAX_TRIES`](samvaro_core::pairing::PairingCode::MAX_TRIES), nor too old.
    async fn live_pairing_codes(&self, now: Millis) -> Stored<Vec<LivePairingCode>>;

    /// Counts a wrong try against a code.
    async fn count_wrong_try(&self, code: PairingCodeId) -> Stored<()>;

    /// Uses a code once, and pairs the device with the code's place, in one transaction.
    async fn use_pairing_code(
        &self,
        code: PairingCodeId,
        now: Millis,
        device: NewDevice,
    ) -> Stored<Result<Device, CodeGone>>;

    /// The device that a token belongs to, in whatever state. A newer token that was made does not
    /// end an older one until the newer has been confirmed.
    async fn device_by_token(&self, token_hash: &TokenHash) -> Stored<Option<Device>>;

    /// Makes a newer token beside those that work: the answer that carries it may be lost.
    async fn rotate_device_token(&self, device: DeviceId, token_hash: &TokenHash, now: Millis) -> Stored<()>;

    /// The device has used this token: all older ones end.
    async fn confirm_device_token(&self, device: DeviceId, token_hash: &TokenHash) -> Stored<()>;

    /// The device was heard of. Not worth a flush for every request: call it at most each minute.
    async fn touch_device(&self, device: DeviceId, now: Millis, skew_ms: Option<i64>) -> Stored<()>;

    /// Keeps what a device has told of itself, in place of what it told before.
    async fn keep_device_report(&self, device: DeviceId, report: &str, now: Millis) -> Stored<()>;

    /// What the devices of an organisation have told of themselves.
    async fn device_reports(&self, organisation: OrganisationId) -> Stored<Vec<(DeviceId, String)>>;

    /// Trusts a device, or no longer.
    async fn set_device_state(&self, device: DeviceId, state: DeviceState) -> Stored<()>;

    /// All devices of an organisation, in order of pairing.
    async fn devices(&self, organisation: OrganisationId) -> Stored<Vec<Device>>;

    /// Adds an account, or takes the one that has this email in this organisation, with a one-time
    /// link to it.
    ///
    /// # Errors
    /// `Taken` when another organisation has the email.
    async fn add_account(
        &self,
        organisation: OrganisationId,
        email: &str,
        link_hash: &TokenHash,
        expires_at: Millis,
    ) -> Stored<AccountId>;

    /// Uses a one-time link; `None` when it was used or is too old.
    async fn account_by_link(&self, link_hash: &TokenHash, now: Millis) -> Stored<Option<Account>>;

    /// The account with this email, in any letter case.
    async fn account_by_email(&self, email: &str) -> Stored<Option<Account>>;

    /// Sets the Argon2id text of an account's password, and ends its sessions.
    async fn set_password(&self, account: AccountId, password_hash: &str) -> Stored<()>;

    /// Signs an account in.
    async fn add_session(&self, account: AccountId, token_hash: &TokenHash, expires_at: Millis)
    -> Stored<()>;

    /// The session that a token belongs to, unless it has ended.
    async fn session_by_token(&self, token_hash: &TokenHash, now: Millis) -> Stored<Option<Session>>;

    /// Lets a session go on until later. Nothing happens when there is no such session.
    async fn extend_session(&self, token_hash: &TokenHash, expires_at: Millis) -> Stored<()>;

    /// Signs out. Nothing happens when there is no such session.
    async fn remove_session(&self, token_hash: &TokenHash) -> Stored<()>;
}
