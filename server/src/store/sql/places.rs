//! Organisations and places.

use samvaro_core::digest::Digest;
use samvaro_core::entry::Epoch;
use samvaro_core::id::{LogId, OrganisationId, PlaceId};
use samvaro_core::text::{Name, Slug};
use sqlx::Row as _;

use super::column;
use super::database::{Connection, Row};
use super::shared::Shared;
use crate::store::{Organisation, Place, Stored};

/// The first life of a log.
const FIRST_EPOCH: Epoch = 1;

/// Adds an organisation with its log.
pub(super) async fn add_organisation(shared: &Shared, id: OrganisationId, name: &Name) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    sqlx::query("insert into organisation (id, name) values ($1, $2)")
        .bind(id.0.as_bytes().as_slice())
        .bind(name.as_str())
        .execute(&mut *transaction)
        .await?;
    add_log(&mut transaction, id, id.log()).await?;
    shared.commit(transaction).await
}

/// All organisations.
pub(super) async fn organisations(shared: &Shared) -> Stored<Vec<Organisation>> {
    let rows =
        sqlx::query("select id, name from organisation order by name, id").fetch_all(&shared.readers).await?;
    let read = |row: &Row| {
        Ok(Organisation { id: OrganisationId(column::uuid(row, 0)?), name: column::text(row.try_get(1)?)? })
    };
    rows.iter().map(read).collect()
}

/// Adds a place with its log.
pub(super) async fn add_place(
    shared: &Shared,
    organisation: OrganisationId,
    id: PlaceId,
    slug: &Slug,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    add_log(&mut transaction, organisation, id.log()).await?;
    sqlx::query("insert into place (organisation, id, slug) values ($1, $2, $3)")
        .bind(organisation.0.as_bytes().as_slice())
        .bind(id.0.as_bytes().as_slice())
        .bind(slug.as_str())
        .execute(&mut *transaction)
        .await?;
    shared.commit(transaction).await
}

async fn add_log(connection: &mut Connection, organisation: OrganisationId, log: LogId) -> Stored<()> {
    sqlx::query("insert into log (id, organisation, epoch, position, chain) values ($1, $2, $3, 0, $4)")
        .bind(log.0.as_bytes().as_slice())
        .bind(organisation.0.as_bytes().as_slice())
        .bind(i64::from(FIRST_EPOCH))
        .bind(Digest::default().0.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

/// The places of an organisation.
pub(super) async fn places(shared: &Shared, organisation: OrganisationId) -> Stored<Vec<Place>> {
    let rows = sqlx::query(
        "select id, organisation, slug, name from place where organisation = $1 \
         order by name is null, name, slug",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .fetch_all(&shared.readers)
    .await?;
    rows.iter().map(place).collect()
}

/// A place by its part of the address.
pub(super) async fn place_by_slug(shared: &Shared, slug: &Slug) -> Stored<Option<Place>> {
    let row = sqlx::query("select id, organisation, slug, name from place where slug = $1")
        .bind(slug.as_str())
        .fetch_optional(&shared.readers)
        .await?;
    row.as_ref().map(place).transpose()
}

fn place(row: &Row) -> Stored<Place> {
    Ok(Place {
        id: PlaceId(column::uuid(row, 0)?),
        organisation: OrganisationId(column::uuid(row, 1)?),
        slug: column::text(row.try_get(2)?)?,
        name: row.try_get::<Option<String>, _>(3)?.map(column::text).transpose()?,
    })
}
