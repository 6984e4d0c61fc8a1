-- Whether the number of a row is an estimate: 1 or 0. The rows that there are hold it in the tally that
-- they show.
alter table attendance add column estimate integer not null default 0;

update attendance set estimate = 1 where counted = 1 and coalesce(shown, tally) ->> '$.a' > 0;

-- Covers the report, which then never reads the tallies.
drop index attendance_by_day;

create index attendance_by_day on attendance
    (organisation, day, place, activity, monday, held, counted, visits, volunteers, estimate);
