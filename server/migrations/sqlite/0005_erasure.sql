-- The seals of the changes whose personal fields were erased: a seal follows its change to other
-- numbers. `erasure` holds the changes that earlier versions erased by number; both are kept for
-- ever, and nothing that they name comes back.
create table erased_seal (
    organisation blob not null,
    sealed blob not null,
    erased_at integer not null,
    constraint erased_seal_pk primary key (organisation, sealed)
) strict, without rowid;

create index change_of_seal on change (sealed) where sealed is not null;
