//! Reading what was held and counted.

use jiff::civil::Date;
use samvaro_core::attendance::{Figures, Heading, ReportLine};
use samvaro_core::id::{ActivityId, OrganisationId, PlaceId};
use samvaro_core::schedule::IsoWeek;
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;
use sqlx::Row as _;

use super::column;
use super::database::Row;
use super::shared::Shared;
use crate::store::{AttendanceRow, Stored};

/// By place, activity and week.
pub(super) async fn lines(
    shared: &Shared,
    organisation: OrganisationId,
    from: Date,
    until: Date,
) -> Stored<Vec<ReportLine>> {
    let rows = sqlx::query(
        "select s.place, s.activity, n.name, n.heading, s.monday, s.visits, s.volunteers, s.counted, s.held, \
         s.estimates \
         from ( \
           select organisation, place, activity, monday, cast(sum(visits) as bigint) as visits, \
             cast(sum(volunteers) as bigint) as volunteers, cast(sum(counted) as bigint) as counted, \
             count(*) as held, cast(sum(estimate) as bigint) as estimates \
           from attendance \
           where organisation = $1 and day between $2 and $3 and (held = 1 or counted = 1) \
           group by organisation, place, activity, monday \
         ) s left join activity n on n.organisation = s.organisation and n.place = s.place and n.id = s.activity \
         order by s.place, s.activity, s.monday",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(from.to_string())
    .bind(until.to_string())
    .fetch_all(&shared.readers)
    .await?;
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Stored<ReportLine> {
    let activity: &[u8] = row.try_get(1)?;
    let activity = match activity.is_empty() {
        true => None,
        false => Some(ActivityId(column::uuid(row, 1)?)),
    };
    let monday = column::date(row, 4)?;
    Ok(ReportLine {
        place: PlaceId(column::uuid(row, 0)?),
        activity,
        name: row.try_get::<Option<String>, _>(2)?.unwrap_or_default(),
        heading: heading(row, 3, activity.is_none())?,
        week: IsoWeek::of(monday),
        figures: Figures {
            visits: row.try_get(5)?,
            volunteers: row.try_get(6)?,
            counted: column::count(row, 7)?,
            held: column::count(row, 8)?,
            estimates: column::count(row, 9)?,
        },
    })
}

/// The heading of an activity; one without a name (its programme is not here) is an activity.
fn heading(row: &Row, column: usize, drop_in: bool) -> Stored<Heading> {
    if drop_in {
        return Ok(Heading::DropIn);
    }
    let named = row.try_get::<Option<&str>, _>(column)?;
    named.map_or(Ok(Heading::Activity), column::json)
}

/// One row per occurrence.
pub(super) async fn rows(
    shared: &Shared,
    organisation: OrganisationId,
    from: Date,
    until: Date,
) -> Stored<Vec<AttendanceRow>> {
    let rows = sqlx::query(
        "select a.place, a.date, a.activity, a.slot, a.day, n.name, n.heading, a.counted, a.visits, \
         a.volunteers, a.late, coalesce(a.shown, a.tally), a.estimate from attendance a \
         left join activity n on n.organisation = a.organisation and n.place = a.place and n.id = a.activity \
         where a.organisation = $1 and a.day between $2 and $3 and (a.held = 1 or a.counted = 1) \
         order by a.day, a.place, coalesce(n.name, ''), a.activity, a.slot, a.date",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(from.to_string())
    .bind(until.to_string())
    .fetch_all(&shared.readers)
    .await?;
    rows.iter().map(row).collect()
}

fn row(row: &Row) -> Stored<AttendanceRow> {
    let target = column::target(row, 1)?;
    let tally: Tally = row.try_get::<Option<&str>, _>(11)?.map_or(Ok(Tally::default()), column::json)?;
    let marks = tally.marks.keys().map(|mark| (*mark, tally.mark(*mark))).collect();
    Ok(AttendanceRow {
        place: PlaceId(column::uuid(row, 0)?),
        target,
        day: column::date(row, 4)?,
        name: row.try_get::<Option<String>, _>(5)?.unwrap_or_default(),
        heading: heading(row, 6, matches!(target, Target::DropIn(..)))?,
        counted: row.try_get::<i64, _>(7)? != 0,
        estimate: row.try_get::<i64, _>(12)? != 0,
        visits: row.try_get(8)?,
        volunteers: row.try_get(9)?,
        splits: tally.splits,
        marks,
        late: row.try_get(10)?,
    })
}
