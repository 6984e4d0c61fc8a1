-- Changes that entered a log under another number than their first: where each was first written.
-- A log takes the same change once, under whatever number it comes.
create table origin (
    organisation blob not null,
    replica blob not null,
    seq integer not null,
    digest blob not null,
    constraint origin_pk primary key (organisation, replica, seq, digest)
) strict, without rowid;

-- Changes that came although their log has them under another number: their numbers are used up.
create table elsewhere (
    organisation blob not null,
    replica blob not null,
    seq integer not null,
    change text not null,
    constraint elsewhere_pk primary key (organisation, replica, seq)
) strict, without rowid;
