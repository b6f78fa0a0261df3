-- What a census reads beside verdicts. Every row bears its fact's place and its two times; what a retraction takes back stays and is
-- named in standing.retraction.
create schema %1$s;

create table %1$s.disclosed (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    notice      text        not null collate "C",
    version     text        not null collate "C",
    language    text        not null collate "C",
    purpose     text        not null collate "C"
);
comment on table %1$s.disclosed is 'Purposes that a published notice discloses, one row each.';

create table %1$s.served (
    place       bigint      not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    notice      text        not null collate "C",
    version     text        not null collate "C",
    language    text        not null collate "C",
    person      uuid        not null
);
comment on table %1$s.served is 'Who was served which notice.';
