-- Everything the server keeps. Ids are 16 bytes, sums are 32 bytes, times are milliseconds since
-- 1970, dates are text such as 2026-11-21. Every primary key starts with the organisation or with
-- a log that belongs to one.

create table organisation (
    id blob not null constraint organisation_pk primary key,
    name text not null
) strict, without rowid;

-- The end of each log. The next position comes from here, in the transaction that inserts.
create table log (
    id blob not null constraint log_pk primary key,
    organisation blob not null constraint log_of_organisation references organisation (id),
    epoch integer not null,
    position integer not null,
    chain blob not null
) strict, without rowid;

-- `held_until` is the day up to which `attendance` says what was held.
create table place (
    organisation blob not null constraint place_of_organisation references organisation (id),
    id blob not null constraint place_has_log references log (id),
    slug text not null constraint place_slug_unique unique,
    name text,
    held_until text,
    constraint place_pk primary key (organisation, id),
    constraint place_id_unique unique (id)
) strict, without rowid;

-- The changes that the logs took, in order. `programme` marks those that the programme is folded
-- from, so that it need not read past the counts.
create table change (
    log blob not null,
    position integer not null,
    replica blob not null,
    seq integer not null,
    at integer not null,
    received_at integer not null,
    chain blob not null,
    sealed blob,
    programme integer not null,
    body text not null,
    constraint change_pk primary key (log, position),
    constraint change_dot_unique unique (replica, seq, log)
) strict, without rowid;

create index change_of_programme on change (log, position) where programme = 1;

-- Personal fields stand apart from the chained bytes, so that erasing deletes rows.
create table change_personal (
    log blob not null,
    position integer not null,
    salt blob not null,
    fields text not null,
    constraint change_personal_pk primary key (log, position),
    constraint change_personal_of_change foreign key (log, position) references change (log, position)
) strict, without rowid;

-- Changes that no log took, with their bytes, for a person to see.
create table refused (
    organisation blob not null,
    replica blob not null,
    seq integer not null,
    received_at integer not null,
    verdict text not null,
    change text not null,
    constraint refused_pk primary key (organisation, replica, seq)
) strict, without rowid;

create index refused_by_time on refused (organisation, received_at);

create table refused_personal (
    organisation blob not null,
    replica blob not null,
    seq integer not null,
    salt blob not null,
    fields text not null,
    constraint refused_personal_pk primary key (organisation, replica, seq),
    constraint refused_personal_of_refused foreign key (organisation, replica, seq)
        references refused (organisation, replica, seq)
) strict, without rowid;

-- Changes whose personal fields were erased: they must not come back with a repeated push or a
-- restored backup.
create table erasure (
    organisation blob not null,
    replica blob not null,
    seq integer not null,
    erased_at integer not null,
    constraint erasure_pk primary key (organisation, replica, seq)
) strict, without rowid;

-- Writers. `owner` is the credential that the id is bound to: device, account or server.
create table replica (
    organisation blob not null constraint replica_of_organisation references organisation (id),
    id blob not null,
    owner_kind text not null constraint replica_owner_kind check (owner_kind in ('device', 'account', 'server')),
    owner blob,
    last_seq integer not null,
    first_seen integer not null,
    last_seen integer not null,
    skew_ms integer,
    constraint replica_pk primary key (organisation, id)
) strict, without rowid;

-- Programmes as they stood at a position; deleted and rebuilt at will.
create table checkpoint (
    log blob not null constraint checkpoint_pk primary key,
    position integer not null,
    format integer not null,
    programme text not null
) strict, without rowid;

-- What the activities are called and under which heading they are counted; from the programmes.
create table activity (
    organisation blob not null,
    place blob not null,
    id blob not null,
    name text not null,
    heading text not null,
    constraint activity_pk primary key (organisation, place, id)
) strict, without rowid;

-- One row per occurrence (or half a day of drop-in) that was held or counted; from the logs.
-- Drop-in has an empty activity, and `forenoon` or `afternoon` as its slot. `date` is the original
-- date, `day` the one on which it was, `monday` that of its ISO week. `counted` is whether a count stands.
create table attendance (
    organisation blob not null,
    place blob not null,
    date text not null,
    activity blob not null,
    slot blob not null,
    day text not null,
    monday text not null,
    held integer not null,
    counted integer not null,
    visits integer not null,
    volunteers integer not null,
    late integer not null,
    tally text,
    constraint attendance_pk primary key (organisation, place, date, activity, slot)
) strict, without rowid;

-- Covers the report, which then never reads the tallies.
create index attendance_by_day on attendance
    (organisation, day, place, activity, monday, held, counted, visits, volunteers);

create index attendance_held on attendance (organisation, place, day) where held = 1;

-- Access.

create table device (
    organisation blob not null constraint device_of_organisation references organisation (id),
    id blob not null,
    place blob not null constraint device_of_place references place (id),
    name text not null,
    state text not null constraint device_state check (state in ('active', 'suspended', 'revoked')),
    paired_at integer not null,
    last_seen_at integer,
    skew_ms integer,
    constraint device_pk primary key (organisation, id),
    constraint device_id_unique unique (id)
) strict, without rowid;

-- The tokens of a device, counted up: a newer one ends the older ones when it is first used.
create table device_token (
    organisation blob not null,
    device blob not null constraint device_token_of_device references device (id),
    number integer not null,
    hash blob not null constraint device_token_hash_unique unique,
    made_at integer not null,
    constraint device_token_pk primary key (organisation, device, number)
) strict, without rowid;

create table pairing_code (
    organisation blob not null,
    id blob not null,
    place blob not null constraint pairing_code_of_place references place (id),
    code_hash text not null,
    wrong_tries integer not null,
    expires_at integer not null,
    used_at integer,
    constraint pairing_code_pk primary key (organisation, id),
    constraint pairing_code_id_unique unique (id)
) strict, without rowid;

create table account (
    organisation blob not null constraint account_of_organisation references organisation (id),
    id blob not null,
    email text not null constraint account_email_unique unique,
    password_hash text,
    constraint account_pk primary key (organisation, id),
    constraint account_id_unique unique (id)
) strict, without rowid;

create table session (
    organisation blob not null,
    account blob not null constraint session_of_account references account (id),
    token_hash blob not null constraint session_token_unique unique,
    expires_at integer not null,
    constraint session_pk primary key (organisation, account, token_hash)
) strict, without rowid;

create table sign_in_link (
    organisation blob not null,
    account blob not null constraint sign_in_link_of_account references account (id),
    token_hash blob not null constraint sign_in_link_token_unique unique,
    expires_at integer not null,
    used_at integer,
    constraint sign_in_link_pk primary key (organisation, account, token_hash)
) strict, without rowid;
