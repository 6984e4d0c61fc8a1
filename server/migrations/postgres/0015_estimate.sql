-- Whether the number of a row is an estimate: 1 or 0. The rows that there are hold it in the tally that
-- they show.
alter table attendance add column estimate bigint not null default 0;

update attendance set estimate = 1
where counted = 1 and (coalesce(shown, tally)::json ->> 'a')::bigint > 0;
