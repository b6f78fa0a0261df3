-- How far each view has read the ledger. A view is a schema of its own that can be dropped and built anew from the facts.
create extension if not exists btree_gist schema public;

create schema feed;
create table feed.position (
    schema  text    collate "C" primary key,
    version integer not null,
    place   bigint  not null
);
comment on table feed.position is 'The last place that each view holds. Views in the making bear the suffix _next.';

grant usage on schema feed to ledger_service;
grant select, insert, update, delete on feed.position to ledger_service;
do $$ begin
    execute format('grant create on database %I to ledger_service', current_database());
end $$;
