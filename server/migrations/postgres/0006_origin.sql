-- Changes that entered a log under another number than their first: where each was first written.
-- A log takes the same change once, under whatever number it comes.
create table origin (
    organisation bytea not null,
    replica bytea not null,
    seq bigint not null,
    digest bytea not null,
    constraint origin_pk primary key (organisation, replica, seq, digest)
);

-- Changes that came although their log has them under another number: their numbers are used up.
create table elsewhere (
    organisation bytea not null,
    replica bytea not null,
    seq bigint not null,
    change text not null,
    constraint elsewhere_pk primary key (organisation, replica, seq)
);
