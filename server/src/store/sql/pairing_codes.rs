//! Codes that pair a tablet with a place, once.

use samvaro_core::id::{Millis, OrganisationId, PlaceId};
use samvaro_core::pairing::PairingCode;
use sqlx::Row as _;
use uuid::Uuid;

use super::column;
use super::database::Row;
use super::devices;
use super::shared::Shared;
use crate::store::access::{CodeGone, Device, LivePairingCode, NewDevice, PairingCodeId};
use crate::store::{StoreError, Stored};

/// Adds a code for a place of the organisation.
pub(super) async fn add(
    shared: &Shared,
    organisation: OrganisationId,
    place: PlaceId,
    code_hash: &str,
    expires_at: Millis,
) -> Stored<PairingCodeId> {
    let id = PairingCodeId(Uuid::new_v4());
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let added = sqlx::query(
        "insert into pairing_code (organisation, id, place, code_hash, wrong_tries, expires_at) \
         select organisation, $1, id, $2, 0, $3 from place where organisation = $4 and id = $5",
    )
    .bind(id.0.as_bytes().as_slice())
    .bind(code_hash)
    .bind(expires_at)
    .bind(organisation.0.as_bytes().as_slice())
    .bind(place.0.as_bytes().as_slice())
    .execute(&mut *transaction)
    .await?;
    if added.rows_affected() == 0 {
        return Err(StoreError::Missing);
    }
    shared.commit(transaction).await?;
    Ok(id)
}

/// Codes that can still be used.
pub(super) async fn live(shared: &Shared, now: Millis) -> Stored<Vec<LivePairingCode>> {
    let rows = sqlx::query(
        "select id, organisation, place, code_hash, wrong_tries, expires_at from pairing_code \
         where used_at is null and wrong_tries < $1 and expires_at > $2 order by expires_at, id",
    )
    .bind(i64::from(PairingCode::MAX_TRIES))
    .bind(now)
    .fetch_all(&shared.readers)
    .await?;
    let read = |row: &Row| {
        Ok(LivePairingCode {
            id: PairingCodeId(column::uuid(row, 0)?),
            organisation: OrganisationId(column::uuid(row, 1)?),
            place: PlaceId(column::uuid(row, 2)?),
            code_hash: row.try_get(3)?,
            wrong_tries: column::count(row, 4)?,
            expires_at: row.try_get(5)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Counts a wrong try.
pub(super) async fn count_wrong_try(shared: &Shared, code: PairingCodeId) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query("update pairing_code set wrong_tries = wrong_tries + 1 where id = $1")
        .bind(code.0.as_bytes().as_slice())
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}

/// Uses a code and pairs the device, both or neither.
pub(super) async fn spend(
    shared: &Shared,
    code: PairingCodeId,
    now: Millis,
    device: NewDevice,
) -> Stored<Result<Device, CodeGone>> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let spent = sqlx::query(
        "update pairing_code set used_at = $2 \
         where id = $1 and used_at is null and wrong_tries < $3 and expires_at > $2 \
         returning organisation, place",
    )
    .bind(code.0.as_bytes().as_slice())
    .bind(now)
    .bind(i64::from(PairingCode::MAX_TRIES))
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(row) = spent else { return Ok(Err(CodeGone)) };
    let (organisation, place) = (OrganisationId(column::uuid(&row, 0)?), PlaceId(column::uuid(&row, 1)?));
    let device = devices::add(&mut transaction, organisation, place, device, now).await?;
    shared.commit(transaction).await?;
    Ok(Ok(device))
}
