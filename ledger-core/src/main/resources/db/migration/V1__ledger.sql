-- The ledger: one gapless sequence of facts, the tree over them, and what the appender has to look up under its lock.
create schema ledger;

-- The facts, in commit order. `entry` is the sealed entry, whose RFC 6962 leaf hash is `leaf`; everything the law
-- reads stands inside it. Uses have no stream.
create table ledger.fact (
    place    bigint  primary key check (place > 0),
    fact_id  uuid    not null,
    source   text    not null collate "C",
    stream   uuid,
    sequence integer,
    content  bytea   not null check (length(content) = 32),
    leaf     bytea   not null check (length(leaf) = 32),
    entry    bytea   not null check (length(entry) <= 65535),
    check ((stream is null) = (sequence is null))
);
-- The id comes first: ids ordered by time then arrive at one end of the index.
create unique index fact_identity on ledger.fact (fact_id, source);
create unique index fact_stream on ledger.fact (stream, sequence) where stream is not null;
comment on table ledger.fact is 'Every fact, at its place. Never updated, never deleted.';

-- The tree head after every group of facts that was committed together.
create table ledger.tree_head (
    size        bigint      primary key,
    group_id    uuid        not null,
    recorded_at timestamptz not null,
    root        bytea       not null check (length(root) = 32),
    frontier    bytea       not null
);
comment on table ledger.tree_head is 'Size and RFC 6962 root after every committed group. Never updated, never deleted.';

-- The one row whose lock orders all appenders.
create table ledger.head (
    the_only    boolean     primary key default true check (the_only),
    size        bigint      not null,
    recorded_at timestamptz not null,
    frontier    bytea       not null
);
insert into ledger.head (size, recorded_at, frontier) values (0, '1970-01-01T00:00:00Z', '');
comment on table ledger.head is 'The newest tree head; whoever holds its row lock may append.';

-- What follows is looked up by the appender. It can be derived from the facts again.
create table ledger.collection (
    place         bigint  primary key,
    collection    uuid    not null,
    contact_point uuid    not null,
    person        uuid    not null,
    unknown       boolean not null,
    told          boolean not null default true
);
create index collection_id on ledger.collection (collection);
create index collection_contact_point on ledger.collection (contact_point);
create index collection_person on ledger.collection (person);
comment on table ledger.collection is 'Who holds each collection; told is false once its fact was retracted.';

create table ledger.purpose (path text collate "C" primary key);
comment on table ledger.purpose is 'Purposes defined.';

create table ledger.version (name text collate "C" primary key, revision integer not null, content bytea not null);
comment on table ledger.version is 'The fact that gave each version of a policy or notice its content for ever.';

create table ledger.suppression (key bytea not null check (length(key) = 32), place bigint not null, primary key (key, place));
comment on table ledger.suppression is 'Suppression keys, with the erasure that asked for them.';

create table ledger.text (hash bytea primary key check (length(hash) = 32), text text not null);
comment on table ledger.text is 'Texts too long for a fact, such as notices, by the SHA-256 of their UTF-8 bytes.';

-- The database itself refuses to change history.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on ledger.fact
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.tree_head
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.text
    for each statement execute function ledger.refuse_change();

-- The service's own role may add to the ledger and read it. Logins are granted this role; see docs/operating.md.
do $$ begin
    if not exists (select from pg_roles where rolname = 'ledger_service') then
        create role ledger_service nologin;
    end if;
end $$;
grant usage on schema ledger to ledger_service;
grant select, insert on all tables in schema ledger to ledger_service;
grant update on ledger.head to ledger_service;
grant update (told) on ledger.collection to ledger_service;
