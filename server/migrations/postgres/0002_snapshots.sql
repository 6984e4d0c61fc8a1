-- States of logs at a position, in pages, for readers that have nothing of the log yet; deleted and
-- rebuilt at will. `replaced_at` is when a newer one was made: whoever was given the older one may
-- fetch its pages for a while.
create table snapshot (
    log bytea not null,
    position bigint not null,
    chain bytea not null,
    format bigint not null,
    snapshot text not null,
    replaced_at bigint,
    constraint snapshot_pk primary key (log, position)
);

-- The pages, by the sum over their bytes; a page may belong to several snapshots of its log.
create table page (
    log bytea not null,
    hash bytea not null,
    content text not null,
    constraint page_pk primary key (log, hash)
);
