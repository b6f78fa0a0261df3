-- What permit reads, one row a fact. Every table bears the fact's place and its two times; what a retraction takes back stays
-- and is named in `retraction`. Source: the law, sections 2 to 6.
create schema %1$s;

create table %1$s.collection (
    place           bigint      not null,
    occurred_at     timestamptz not null,
    known_at        timestamptz not null,
    collection      uuid        not null,
    contact_point   uuid        not null,
    person          uuid        not null,
    unknown         boolean     not null,
    channel         text        not null collate "C",
    surface         text        not null collate "C",
    supplied_by     text        not null collate "C",
    jurisdiction    text        not null collate "C",
    notice          text        collate "C",
    notice_version  text        collate "C",
    notice_language text        collate "C",
    tags            uuid[]      not null
);
comment on table %1$s.collection is 'Each act of obtaining a contact point.';

create table %1$s.assignment (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    collection  uuid        not null,
    purpose     text        not null collate "C",
    basis       text        collate "C"
);
comment on table %1$s.assignment is 'Purposes assigned; where basis is null, revoked.';

create table %1$s.consent (
    place         bigint      not null,
    occurred_at   timestamptz not null,
    known_at      timestamptz not null,
    person        uuid        not null,
    contact_point uuid,
    tags          uuid[]      not null,
    purpose       text        not null collate "C",
    status        text        not null collate "C",
    positive      boolean     not null,
    expires_at    timestamptz
);
comment on table %1$s.consent is 'Words of persons; where contact_point is null, about everything they have.';

create table %1$s.removal (
    place         bigint      not null,
    occurred_at   timestamptz not null,
    known_at      timestamptz not null,
    contact_point uuid        not null,
    collection    uuid,
    reason        text        not null collate "C"
);
comment on table %1$s.removal is 'Contact points removed; where collection is null, with every collection at or before.';

create table %1$s.erasure (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    person      uuid        not null
);
comment on table %1$s.erasure is 'Persons erased. No retraction takes one back.';

create table %1$s.sentinel (
    place         bigint      not null,
    occurred_at   timestamptz not null,
    known_at      timestamptz not null,
    contact_point uuid        not null
);
comment on table %1$s.sentinel is 'Contact points that nobody may ever use.';

-- With its key from the start: several statements fill it, and may find the same.
create table %1$s.suppressed (
    contact_point uuid   not null,
    collected     bigint not null,
    erased        bigint not null,
    key           bytea  not null,
    primary key (collected, erased, key)
);
comment on table %1$s.suppressed is 'Collections (their place) whose value an erasure (its place) had suppressed, by which suppression key.';

create table %1$s.lifted (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    person      uuid        not null,
    key         bytea
);
comment on table %1$s.lifted is 'Suppressions that the person lifted; where key is null, of every value.';

create table %1$s.policy (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    version     text        not null collate "C",
    combine     text        not null collate "C",
    rules       jsonb       not null
);
comment on table %1$s.policy is 'Policies adopted.';

create table %1$s.purpose (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    purpose     text        not null collate "C",
    sentence    text        not null
);
comment on table %1$s.purpose is 'Purposes defined.';

create table %1$s.retraction (
    place    bigint      not null,
    known_at timestamptz not null,
    target   bigint      not null
);
comment on table %1$s.retraction is 'Facts (their place) that were taken back.';

-- The latest word as known today, in time: what people with SQL ask for first.
create table %1$s.assignment_period (
    collection uuid      not null,
    purpose    text      not null collate "C",
    valid      tstzrange not null,
    basis      text      collate "C"
);
comment on table %1$s.assignment_period is 'The latest word on exactly this purpose of a collection, as known today; where basis is null, revoked.';

create table %1$s.consent_period (
    person     uuid        not null,
    scope      uuid        not null,
    purpose    text        not null collate "C",
    valid      tstzrange   not null,
    status     text        not null collate "C",
    expires_at timestamptz
);
comment on table %1$s.consent_period is 'The latest word on exactly this purpose, as known today; scope is the contact point, or the person for everything they have.';
