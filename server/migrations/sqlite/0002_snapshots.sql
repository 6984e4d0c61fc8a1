-- States of logs at a position, in pages, for readers that have nothing of the log yet; deleted and
-- rebuilt at will. `replaced_at` is when a newer one was made: whoever was given the older one may
-- fetch its pages for a while.
create table snapshot (
    log blob not null,
    position integer not null,
    chain blob not null,
    format integer not null,
    snapshot text not null,
    replaced_at integer,
    constraint snapshot_pk primary key (log, position)
) strict, without rowid;

-- The pages, by the sum over their bytes; a page may belong to several snapshots of its log.
create table page (
    log blob not null,
    hash blob not null,
    content text not null,
    constraint page_pk primary key (log, hash)
) strict, without rowid;
