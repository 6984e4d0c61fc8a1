//! Coordinators' accounts, their one-time links and sessions.

use samvaro_core::id::{Millis, OrganisationId};
use sqlx::Row as _;
use uuid::Uuid;

use super::column;
use super::database::{Connection, Row};
use super::shared::Shared;
use crate::store::access::{Account, AccountId, Session, TokenHash};
use crate::store::{StoreError, Stored};

/// Email addresses that differ in letter case or outer spaces are one.
fn plain(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Adds an account, or takes the one with this email, with a one-time link.
pub(super) async fn add(
    shared: &Shared,
    organisation: OrganisationId,
    email: &str,
    link_hash: &TokenHash,
    expires_at: Millis,
) -> Stored<AccountId> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let known = sqlx::query("select id, organisation from account where email = $1")
        .bind(plain(email))
        .fetch_optional(&mut *transaction)
        .await?;
    let account = match known {
        Some(row) if column::uuid(&row, 1)? == organisation.0 => AccountId(column::uuid(&row, 0)?),
        Some(_) => return Err(StoreError::Taken),
        None => insert(&mut transaction, organisation, email).await?,
    };
    sqlx::query(
        "insert into sign_in_link (organisation, account, token_hash, expires_at) values ($1, $2, $3, $4)",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(account.0.as_bytes().as_slice())
    .bind(link_hash.as_slice())
    .bind(expires_at)
    .execute(&mut *transaction)
    .await?;
    shared.commit(transaction).await?;
    Ok(account)
}

async fn insert(connection: &mut Connection, organisation: OrganisationId, email: &str) -> Stored<AccountId> {
    let account = AccountId(Uuid::new_v4());
    sqlx::query("insert into account (organisation, id, email) values ($1, $2, $3)")
        .bind(organisation.0.as_bytes().as_slice())
        .bind(account.0.as_bytes().as_slice())
        .bind(plain(email))
        .execute(connection)
        .await?;
    Ok(account)
}

const ACCOUNT_COLUMNS: &str = "a.id, a.organisation, a.email, a.password_hash";

fn account(row: &Row) -> Stored<Account> {
    Ok(Account {
        id: AccountId(column::uuid(row, 0)?),
        organisation: OrganisationId(column::uuid(row, 1)?),
        email: row.try_get(2)?,
        password_hash: row.try_get(3)?,
    })
}

/// Uses a one-time link.
pub(super) async fn by_link(shared: &Shared, link_hash: &TokenHash, now: Millis) -> Stored<Option<Account>> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let used = sqlx::query(
        "update sign_in_link set used_at = $2 \
         where token_hash = $1 and used_at is null and expires_at > $2 returning account",
    )
    .bind(link_hash.as_slice())
    .bind(now)
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(used) = used else { return Ok(None) };
    let text = format!("select {ACCOUNT_COLUMNS} from account a where a.id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(used.try_get::<&[u8], _>(0)?)
        .fetch_one(&mut *transaction)
        .await?;
    let account = account(&row)?;
    shared.commit(transaction).await?;
    Ok(Some(account))
}

/// The account with this email.
pub(super) async fn by_email(shared: &Shared, email: &str) -> Stored<Option<Account>> {
    let text = format!("select {ACCOUNT_COLUMNS} from account a where a.email = $1");
    let row =
        sqlx::query(sqlx::AssertSqlSafe(text)).bind(plain(email)).fetch_optional(&shared.readers).await?;
    row.as_ref().map(account).transpose()
}

/// Sets the password and ends all sessions.
pub(super) async fn set_password(shared: &Shared, account: AccountId, password_hash: &str) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let set = sqlx::query("update account set password_hash = $2 where id = $1")
        .bind(account.0.as_bytes().as_slice())
        .bind(password_hash)
        .execute(&mut *transaction)
        .await?;
    if set.rows_affected() == 0 {
        return Err(StoreError::Missing);
    }
    sqlx::query("delete from session where account = $1")
        .bind(account.0.as_bytes().as_slice())
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}

/// Signs in.
pub(super) async fn add_session(
    shared: &Shared,
    account: AccountId,
    token_hash: &TokenHash,
    expires_at: Millis,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let added = sqlx::query(
        "insert into session (organisation, account, token_hash, expires_at) \
         select organisation, id, $2, $3 from account where id = $1",
    )
    .bind(account.0.as_bytes().as_slice())
    .bind(token_hash.as_slice())
    .bind(expires_at)
    .execute(&mut *transaction)
    .await?;
    if added.rows_affected() == 0 {
        return Err(StoreError::Missing);
    }
    shared.commit(transaction).await
}

/// The session that a token belongs to.
pub(super) async fn session(shared: &Shared, token_hash: &TokenHash, now: Millis) -> Stored<Option<Session>> {
    let row = sqlx::query(
        "select s.account, s.organisation, a.email, s.expires_at from session s \
         join account a on a.organisation = s.organisation and a.id = s.account \
         where s.token_hash = $1 and s.expires_at > $2",
    )
    .bind(token_hash.as_slice())
    .bind(now)
    .fetch_optional(&shared.readers)
    .await?;
    let read = |row: Row| {
        Ok(Session {
            account: AccountId(column::uuid(&row, 0)?),
            organisation: OrganisationId(column::uuid(&row, 1)?),
            email: row.try_get(2)?,
            expires_at: row.try_get(3)?,
        })
    };
    row.map(read).transpose()
}

/// Lets a session go on.
pub(super) async fn extend_session(
    shared: &Shared,
    token_hash: &TokenHash,
    expires_at: Millis,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query("update session set expires_at = $2 where token_hash = $1")
        .bind(token_hash.as_slice())
        .bind(expires_at)
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}

/// Signs out.
pub(super) async fn remove_session(shared: &Shared, token_hash: &TokenHash) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query("delete from session where token_hash = $1")
        .bind(token_hash.as_slice())
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}
