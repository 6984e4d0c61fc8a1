-- Refused changes are found by the log they were meant for, and keep what a person made of them:
-- `taken` when they have entered their log after all, `aside` when somebody has put them by. Nobody
-- in `settled_by` means the tablet itself, the server or a command.
alter table refused add column log bytea not null default '';
alter table refused add column settled_how text
    constraint refused_settled_how check (settled_how in ('taken', 'aside'));
alter table refused add column settled_at bigint;
alter table refused add column settled_by bytea;

update refused set log = decode(replace(change::json ->> 'log', '-', ''), 'hex');

create index refused_waiting on refused (organisation, log, replica, seq)
    where settled_how is null or settled_how = 'aside';

-- The highest number that came from a saved file with a hole before it; 0 if there was none.
alter table replica add column ahead_seq bigint not null default 0;
