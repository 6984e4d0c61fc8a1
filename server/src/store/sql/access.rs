//! The part of the store that knows who may do what; each group of methods has its own file.

use async_trait::async_trait;
use samvaro_core::id::{Millis, OrganisationId, PlaceId};

use super::{SqlStore, accounts, devices, pairing_codes};
use crate::store::Stored;
use crate::store::access::{
    Access, Account, AccountId, CodeGone, Device, DeviceId, DeviceState, LivePairingCode, NewDevice,
    PairingCodeId, Session, TokenHash,
};

#[async_trait]
impl Access for SqlStore {
    async fn add_pairing_code(
        &self,
        organisation: OrganisationId,
        place: PlaceId,
        code_hash: &str,
        expires_at: Millis,
    ) -> Stored<PairingCodeId> {
        pairing_codes::add(&self.shared, organisation, place, code_hash, expires_at).await
    }

    async fn live_pairing_codes(&self, now: Millis) -> Stored<Vec<LivePairingCode>> {
        pairing_codes::live(&self.shared, now).await
    }

    async fn count_wrong_try(&self, code: PairingCodeId) -> Stored<()> {
        pairing_codes::count_wrong_try(&self.shared, code).await
    }

    async fn use_pairing_code(
        &self,
        code: PairingCodeId,
        now: Millis,
        device: NewDevice,
    ) -> Stored<Result<Device, CodeGone>> {
        pairing_codes::spend(&self.shared, code, now, device).await
    }

    async fn device_by_token(&self, token_hash: &TokenHash) -> Stored<Option<Device>> {
        devices::by_token(&self.shared, token_hash).await
    }

    async fn rotate_device_token(&self, device: DeviceId, token_hash: &TokenHash, now: Millis) -> Stored<()> {
        devices::rotate_token(&self.shared, device, token_hash, now).await
    }

    async fn confirm_device_token(&self, device: DeviceId, token_hash: &TokenHash) -> Stored<()> {
        devices::confirm_token(&self.shared, device, token_hash).await
    }

    async fn touch_device(&self, device: DeviceId, now: Millis, skew_ms: Option<i64>) -> Stored<()> {
        devices::touch(&self.shared, device, now, skew_ms).await
    }

    async fn keep_device_report(&self, device: DeviceId, report: &str, now: Millis) -> Stored<()> {
        devices::keep_report(&self.shared, device, report, now).await
    }

    async fn device_reports(&self, organisation: OrganisationId) -> Stored<Vec<(DeviceId, String)>> {
        devices::reports(&self.shared, organisation).await
    }

    async fn set_device_state(&self, device: DeviceId, state: DeviceState) -> Stored<()> {
        devices::set_state(&self.shared, device, state).await
    }

    async fn devices(&self, organisation: OrganisationId) -> Stored<Vec<Device>> {
        devices::of_organisation(&self.shared, organisation).await
    }

    async fn add_account(
        &self,
        organisation: OrganisationId,
        email: &str,
        link_hash: &TokenHash,
        expires_at: Millis,
    ) -> Stored<AccountId> {
        accounts::add(&self.shared, organisation, email, link_hash, expires_at).await
    }

    async fn account_by_link(&self, link_hash: &TokenHash, now: Millis) -> Stored<Option<Account>> {
        accounts::by_link(&self.shared, link_hash, now).await
    }

    async fn account_by_email(&self, email: &str) -> Stored<Option<Account>> {
        accounts::by_email(&self.shared, email).await
    }

    async fn set_password(&self, account: AccountId, password_hash: &str) -> Stored<()> {
        accounts::set_password(&self.shared, account, password_hash).await
    }

    async fn add_session(
        &self,
        account: AccountId,
        token_hash: &TokenHash,
        expires_at: Millis,
    ) -> Stored<()> {
        accounts::add_session(&self.shared, account, token_hash, expires_at).await
    }

    async fn session_by_token(&self, token_hash: &TokenHash, now: Millis) -> Stored<Option<Session>> {
        accounts::session(&self.shared, token_hash, now).await
    }

    async fn extend_session(&self, token_hash: &TokenHash, expires_at: Millis) -> Stored<()> {
        accounts::extend_session(&self.shared, token_hash, expires_at).await
    }

    async fn remove_session(&self, token_hash: &TokenHash) -> Stored<()> {
        accounts::remove_session(&self.shared, token_hash).await
    }
}
