-- Everything the server keeps. Ids are 16 bytes, sums are 32 bytes, times are milliseconds since
-- 1970, dates are text such as 2026-11-21, yes and no are 1 and 0, as in SQLite: the same program
-- reads both. Every primary key starts with the organisation or with a log that belongs to one.
-- What is sorted or compared is sorted by bytes, whatever the language of the database.

create table organisation (
    id bytea not null constraint organisation_pk primary key,
    name text collate "C" not null
);

-- The end of each log. The next position comes from here, in the transaction that inserts and that
-- holds the row's lock until its commit: a sequence would give out positions that become visible
-- later than higher ones, and a reader would pass over them. Rows that every push rewrites leave
-- room on their page, so that no index has to follow.
create table log (
    id bytea not null constraint log_pk primary key,
    organisation bytea not null constraint log_of_organisation references organisation (id),
    epoch bigint not null,
    position bigint not null,
    chain bytea not null
) with (fillfactor = 50);

-- `held_until` is the day up to which `attendance` says what was held.
create table place (
    organisation bytea not null constraint place_of_organisation references organisation (id),
    id bytea not null constraint place_has_log references log (id),
    slug text collate "C" not null constraint place_slug_unique unique,
    name text collate "C",
    held_until text,
    constraint place_pk primary key (organisation, id),
    constraint place_id_unique unique (id)
);

-- The changes that the logs took, in order. `programme` marks those that the programme is folded
-- from, so that it need not read past the counts.
create table change (
    log bytea not null,
    position bigint not null,
    replica bytea not null,
    seq bigint not null,
    at bigint not null,
    received_at bigint not null,
    chain bytea not null,
    sealed bytea,
    programme bigint not null,
    body text not null,
    constraint change_pk primary key (log, position),
    constraint change_dot_unique unique (replica, seq, log)
);

create index change_of_programme on change (log, position) where programme = 1;

-- Personal fields stand apart from the chained bytes, so that erasing deletes rows.
create table change_personal (
    log bytea not null,
    position bigint not null,
    salt bytea not null,
    fields text not null,
    constraint change_personal_pk primary key (log, position),
    constraint change_personal_of_change foreign key (log, position) references change (log, position)
);

-- Changes that no log took, with their bytes, for a person to see.
create table refused (
    organisation bytea not null,
    replica bytea not null,
    seq bigint not null,
    received_at bigint not null,
    verdict text not null,
    change text not null,
    constraint refused_pk primary key (organisation, replica, seq)
);

create index refused_by_time on refused (organisation, received_at);

create table refused_personal (
    organisation bytea not null,
    replica bytea not null,
    seq bigint not null,
    salt bytea not null,
    fields text not null,
    constraint refused_personal_pk primary key (organisation, replica, seq),
    constraint refused_personal_of_refused foreign key (organisation, replica, seq)
        references refused (organisation, replica, seq)
);

-- Changes whose personal fields were erased: they must not come back with a repeated push or a
-- restored backup.
create table erasure (
    organisation bytea not null,
    replica bytea not null,
    seq bigint not null,
    erased_at bigint not null,
    constraint erasure_pk primary key (organisation, replica, seq)
);

-- Writers. `owner` is the credential that the id is bound to: device, account or server.
create table replica (
    organisation bytea not null constraint replica_of_organisation references organisation (id),
    id bytea not null,
    owner_kind text not null constraint replica_owner_kind check (owner_kind in ('device', 'account', 'server')),
    owner bytea,
    last_seq bigint not null,
    first_seen bigint not null,
    last_seen bigint not null,
    skew_ms bigint,
    constraint replica_pk primary key (organisation, id)
) with (fillfactor = 70);

-- Programmes as they stood at a position; deleted and rebuilt at will.
create table checkpoint (
    log bytea not null constraint checkpoint_pk primary key,
    position bigint not null,
    format bigint not null,
    programme text not null
);

-- What the activities are called and under which heading they are counted; from the programmes.
create table activity (
    organisation bytea not null,
    place bytea not null,
    id bytea not null,
    name text collate "C" not null,
    heading text not null,
    constraint activity_pk primary key (organisation, place, id)
);

-- One row per occurrence (or half a day of drop-in) that was held or counted; from the logs.
-- Drop-in has an empty activity, and `forenoon` or `afternoon` as its slot. `date` is the original
-- date, `day` the one on which it was, `monday` that of its ISO week. `counted` is whether a count stands.
create table attendance (
    organisation bytea not null,
    place bytea not null,
    date text collate "C" not null,
    activity bytea not null,
    slot bytea not null,
    day text collate "C" not null,
    monday text collate "C" not null,
    held bigint not null,
    counted bigint not null,
    visits bigint not null,
    volunteers bigint not null,
    late bigint not null,
    tally text,
    constraint attendance_pk primary key (organisation, place, date, activity, slot)
) with (fillfactor = 80);

-- Holds no figures: with them, every count would have to rewrite the index, too.
create index attendance_by_day on attendance (organisation, day, place);

create index attendance_held on attendance (organisation, place, day) where held = 1;

-- Access.

create table device (
    organisation bytea not null constraint device_of_organisation references organisation (id),
    id bytea not null,
    place bytea not null constraint device_of_place references place (id),
    name text not null,
    state text not null constraint device_state check (state in ('active', 'suspended', 'revoked')),
    paired_at bigint not null,
    last_seen_at bigint,
    skew_ms bigint,
    constraint device_pk primary key (organisation, id),
    constraint device_id_unique unique (id)
);

-- The tokens of a device, counted up: a newer one ends the older ones when it is first used.
create table device_token (
    organisation bytea not null,
    device bytea not null constraint device_token_of_device references device (id),
    number bigint not null,
    hash bytea not null constraint device_token_hash_unique unique,
    made_at bigint not null,
    constraint device_token_pk primary key (organisation, device, number)
);

create table pairing_code (
    organisation bytea not null,
    id bytea not null,
    place bytea not null constraint pairing_code_of_place references place (id),
    code_hash text not null,
    wrong_tries bigint not null,
    expires_at bigint not null,
    used_at bigint,
    constraint pairing_code_pk primary key (organisation, id),
    constraint pairing_code_id_unique unique (id)
);

create table account (
    organisation bytea not null constraint account_of_organisation references organisation (id),
    id bytea not null,
    email text collate "C" not null constraint account_email_unique unique,
    password_hash text,
    constraint account_pk primary key (organisation, id),
    constraint account_id_unique unique (id)
);

create table session (
    organisation bytea not null,
    account bytea not null constraint session_of_account references account (id),
    token_hash bytea not null constraint session_token_unique unique,
    expires_at bigint not null,
    constraint session_pk primary key (organisation, account, token_hash)
);

create table sign_in_link (
    organisation bytea not null,
    account bytea not null constraint sign_in_link_of_account references account (id),
    token_hash bytea not null constraint sign_in_link_token_unique unique,
    expires_at bigint not null,
    used_at bigint,
    constraint sign_in_link_pk primary key (organisation, account, token_hash)
);
