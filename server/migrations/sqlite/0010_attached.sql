-- Where counts from outside the programme come into a row, or leave it for another: what the row then
-- shows, in place of its own tally. Its sums are those of `shown`.
alter table attendance add column shown text;

create index attendance_shown on attendance (organisation, place) where shown is not null;
