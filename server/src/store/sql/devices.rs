//! Paired tablets and their tokens.

use samvaro_core::id::{Millis, OrganisationId, PlaceId};
use sqlx::Row as _;

use super::column;
use super::database::{Connection, Row};
use super::locks;
use super::shared::Shared;
use crate::store::access::{Device, DeviceId, DeviceState, NewDevice, TokenHash};
use crate::store::{StoreError, Stored};

/// A token that is never confirmed is replaced this often at most; older ones end.
const TOKENS_MAX: i64 = 64;

/// Adds a device with its first token.
pub(super) async fn add(
    connection: &mut Connection,
    organisation: OrganisationId,
    place: PlaceId,
    device: NewDevice,
    now: Millis,
) -> Stored<Device> {
    sqlx::query(
        "insert into device (organisation, id, place, name, state, paired_at) \
         values ($1, $2, $3, $4, 'active', $5)",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(device.id.0.as_bytes().as_slice())
    .bind(place.0.as_bytes().as_slice())
    .bind(&device.name)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    add_token(connection, device.id, &device.token_hash, now).await?;
    Ok(Device {
        id: device.id,
        organisation,
        place,
        log: place.log(),
        name: device.name,
        state: DeviceState::Active,
        paired_at: now,
        last_seen_at: None,
        skew_ms: None,
        token_made_at: now,
        has_older_tokens: false,
        has_newer_token: false,
    })
}

async fn add_token(
    connection: &mut Connection,
    device: DeviceId,
    token_hash: &TokenHash,
    now: Millis,
) -> Stored<()> {
    let added = sqlx::query(
        "insert into device_token (organisation, device, number, hash, made_at) \
         select d.organisation, d.id, coalesce(max(t.number), 0) + 1, $2, $3 from device d \
         left join device_token t on t.organisation = d.organisation and t.device = d.id \
         where d.id = $1 group by d.organisation, d.id",
    )
    .bind(device.0.as_bytes().as_slice())
    .bind(token_hash.as_slice())
    .bind(now)
    .execute(connection)
    .await?;
    if added.rows_affected() == 0 { Err(StoreError::Missing) } else { Ok(()) }
}

const DEVICE_COLUMNS: &str = "d.id, d.organisation, d.place, d.name, d.state, d.paired_at, d.last_seen_at, \
    d.skew_ms, t.made_at, \
    exists (select 1 from device_token o where o.organisation = d.organisation and o.device = d.id \
      and o.number < t.number) as has_older, \
    exists (select 1 from device_token o where o.organisation = d.organisation and o.device = d.id \
      and o.number > t.number) as has_newer";

fn device(row: &Row) -> Stored<Device> {
    let place = PlaceId(column::uuid(row, 2)?);
    Ok(Device {
        id: DeviceId(column::uuid(row, 0)?),
        organisation: OrganisationId(column::uuid(row, 1)?),
        place,
        log: place.log(),
        name: row.try_get(3)?,
        state: state(row.try_get(4)?)?,
        paired_at: row.try_get(5)?,
        last_seen_at: row.try_get(6)?,
        skew_ms: row.try_get(7)?,
        token_made_at: row.try_get(8)?,
        has_older_tokens: row.try_get(9)?,
        has_newer_token: row.try_get(10)?,
    })
}

fn state(text: &str) -> Stored<DeviceState> {
    match text {
        "active" => Ok(DeviceState::Active),
        "suspended" => Ok(DeviceState::Suspended),
        "revoked" => Ok(DeviceState::Revoked),
        other => Err(StoreError::corrupt(format!("a device that is {other}"))),
    }
}

/// The device that a token belongs to.
pub(super) async fn by_token(shared: &Shared, token_hash: &TokenHash) -> Stored<Option<Device>> {
    let text = format!(
        "select {DEVICE_COLUMNS} from device_token t \
         join device d on d.organisation = t.organisation and d.id = t.device where t.hash = $1"
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(token_hash.as_slice())
        .fetch_optional(&shared.readers)
        .await?;
    row.as_ref().map(device).transpose()
}

/// All devices of an organisation, each with its newest token.
pub(super) async fn of_organisation(shared: &Shared, organisation: OrganisationId) -> Stored<Vec<Device>> {
    let text = format!(
        "select {DEVICE_COLUMNS} from device d \
         join device_token t on t.organisation = d.organisation and t.device = d.id \
         and t.number = (select max(number) from device_token n \
           where n.organisation = d.organisation and n.device = d.id) \
         where d.organisation = $1 order by d.paired_at, d.id"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(organisation.0.as_bytes().as_slice())
        .fetch_all(&shared.readers)
        .await?;
    rows.iter().map(device).collect()
}

/// Makes a newer token beside those that work.
pub(super) async fn rotate_token(
    shared: &Shared,
    device: DeviceId,
    token_hash: &TokenHash,
    now: Millis,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    locks::device(&mut transaction, device).await?;
    add_token(&mut transaction, device, token_hash, now).await?;
    // The one that the device has used last is the oldest, and stays.
    sqlx::query(
        "delete from device_token where device = $1 \
         and number > (select min(number) from device_token where device = $1) \
         and number <= (select max(number) from device_token where device = $1) - $2",
    )
    .bind(device.0.as_bytes().as_slice())
    .bind(TOKENS_MAX)
    .execute(&mut *transaction)
    .await?;
    shared.commit(transaction).await
}

/// The device has used this token: all older ones end.
pub(super) async fn confirm_token(shared: &Shared, device: DeviceId, token_hash: &TokenHash) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    locks::device(&mut transaction, device).await?;
    sqlx::query(
        "delete from device_token where device = $1 \
         and number < (select number from device_token where device = $1 and hash = $2)",
    )
    .bind(device.0.as_bytes().as_slice())
    .bind(token_hash.as_slice())
    .execute(&mut *transaction)
    .await?;
    shared.commit(transaction).await
}

/// The device was heard of.
pub(super) async fn touch(
    shared: &Shared,
    device: DeviceId,
    now: Millis,
    skew_ms: Option<i64>,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query("update device set last_seen_at = $2, skew_ms = coalesce($3, skew_ms) where id = $1")
        .bind(device.0.as_bytes().as_slice())
        .bind(now)
        .bind(skew_ms)
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}

/// Keeps what a device tells of itself.
pub(super) async fn keep_report(shared: &Shared, device: DeviceId, report: &str, now: Millis) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query(
        "insert into device_report (organisation, device, report, told_at) \
         select organisation, id, $2, $3 from device where id = $1 \
         on conflict (organisation, device) do update set report = excluded.report, told_at = excluded.told_at",
    )
    .bind(device.0.as_bytes().as_slice())
    .bind(report)
    .bind(now)
    .execute(&mut *transaction)
    .await?;
    shared.commit(transaction).await
}

/// What devices have told of themselves.
pub(super) async fn reports(
    shared: &Shared,
    organisation: OrganisationId,
) -> Stored<Vec<(DeviceId, String)>> {
    let rows = sqlx::query("select device, report from device_report where organisation = $1")
        .bind(organisation.0.as_bytes().as_slice())
        .fetch_all(&shared.readers)
        .await?;
    rows.iter().map(|row| Ok((DeviceId(column::uuid(row, 0)?), row.try_get(1)?))).collect()
}

/// Trusts a device, or no longer.
pub(super) async fn set_state(shared: &Shared, device: DeviceId, state: DeviceState) -> Stored<()> {
    let state = match state {
        DeviceState::Active => "active",
        DeviceState::Suspended => "suspended",
        DeviceState::Revoked => "revoked",
    };
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let set = sqlx::query("update device set state = $2 where id = $1")
        .bind(device.0.as_bytes().as_slice())
        .bind(state)
        .execute(&mut *transaction)
        .await?;
    if set.rows_affected() == 0 {
        return Err(StoreError::Missing);
    }
    shared.commit(transaction).await
}
