-- The map of streams: what each checkpoint commits to beside the tree. All of it can be computed from the facts again.
create schema completeness;

-- The tiles of the map at the size of `completeness.state`.
create table completeness.tile (
    path bytea primary key,
    tile bytea not null
) with (fillfactor = 80);
alter table completeness.tile alter column tile set storage plain;
comment on table completeness.tile is 'Four levels of the map each, by the way to them from the root (seal.TilePath, seal.MapTile).';

-- What tiles were at `former_size`, of those that are others since; null where there was none. Whoever wants a proof under the
-- newest checkpoint finds it while the next one is in the making.
create table completeness.former (
    path bytea primary key,
    tile bytea
);
alter table completeness.former alter column tile set storage plain;

create table completeness.state (
    the_only    boolean primary key default true check (the_only),
    size        bigint  not null,
    deepest     integer not null,
    former_size bigint  not null
);
insert into completeness.state (size, deepest, former_size) values (0, 0, 0);
comment on table completeness.state is 'The ledger size that the map is of; whoever holds its row lock may move it.';

grant usage on schema completeness to ledger_service;
grant select, insert, update on completeness.tile to ledger_service;
grant select, insert, delete on completeness.former to ledger_service;
grant select, update on completeness.state to ledger_service;
