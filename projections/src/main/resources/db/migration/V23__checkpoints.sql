-- The log that the ledger is to others: what was signed of it, and the tiles of its tree.
create schema checkpoints;

create table checkpoints.log (
    the_only boolean primary key default true check (the_only),
    -- The log's name in every checkpoint.
    origin   text    not null,
    -- How many leaves the tiles hold.
    tiled    bigint  not null check (tiled >= 0)
);
comment on table checkpoints.log is 'The log that this ledger is; no row before its first checkpoint.';

create table checkpoints.checkpoint (
    size      bigint      primary key check (size >= 0),
    signed_at timestamptz not null,
    -- The signed note as it was signed, without cosignatures.
    note      text        not null
);
comment on table checkpoints.checkpoint is 'Every checkpoint that was signed, one for a size. Never updated, never deleted.';

create table checkpoints.cosignature (
    size bigint not null references checkpoints.checkpoint (size),
    -- The witness by its verifier key, and its signature line.
    witness text not null,
    line    text not null,
    primary key (size, witness)
);
comment on table checkpoints.cosignature is 'What witnesses signed. Never updated, never deleted.';

create table checkpoints.verifier_key (
    key   text   primary key,
    -- The first checkpoint that it signed.
    since bigint not null
);
comment on table checkpoints.verifier_key is 'The verifier key of every key that ever signed a checkpoint.';

create table checkpoints.tile (
    level smallint not null check (level between 0 and 7),
    nth   bigint   not null check (nth >= 0),
    -- 32 bytes for each of 1 to 256 nodes. A partial tile only grows, so that its beginning is every earlier one.
    hashes bytea   not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
    primary key (level, nth)
);
alter table checkpoints.tile alter column hashes set storage external;
comment on table checkpoints.tile is 'The tree''s hashes by tiles. They can be made from the facts again.';

create table checkpoints.finding (
    id         bigint      generated always as identity primary key,
    found_at   timestamptz not null,
    trouble    text        not null,
    size       bigint      not null,
    settled_at timestamptz
);
comment on table checkpoints.finding is 'What verification found to be wrong. While one is not settled, nothing is signed.';

create table checkpoints.verification (
    id       bigint      generated always as identity primary key,
    begun_at timestamptz not null,
    -- How far it goes, how many chunks of 65,536 facts are done, and the frontier over their roots.
    size     bigint      not null,
    chunks   bigint      not null,
    frontier bytea       not null,
    ended_at timestamptz
);
comment on table checkpoints.verification is 'How far each verification of the whole ledger has come.';

create function checkpoints.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was signed is never changed: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on checkpoints.checkpoint
    for each statement execute function checkpoints.refuse_change();
create trigger append_only before update or delete or truncate on checkpoints.cosignature
    for each statement execute function checkpoints.refuse_change();
create trigger append_only before update or delete or truncate on checkpoints.verifier_key
    for each statement execute function checkpoints.refuse_change();

grant usage on schema checkpoints to ledger_service;
grant select, insert on all tables in schema checkpoints to ledger_service;
grant update (tiled) on checkpoints.log to ledger_service;
grant update (hashes) on checkpoints.tile to ledger_service;
grant update (chunks, frontier, ended_at) on checkpoints.verification to ledger_service;
