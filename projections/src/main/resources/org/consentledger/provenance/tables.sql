-- What each use was of and for. Every row bears its fact's place and its two times; what a retraction takes back stays and is named in
-- standing.retraction.
create schema %1$s;

create table %1$s.used (
    place         bigint      not null,
    occurred_at   timestamptz not null,
    known_at      timestamptz not null,
    contact_point uuid,
    person        uuid,
    unknown       boolean,
    purpose       text        not null collate "C",
    programme     text        not null collate "C",
    advertiser    text        collate "C",
    audience      text        collate "C",
    recipients    integer     not null
);
comment on table %1$s.used is 'Uses; person where the use names one, recipients how many it names.';
