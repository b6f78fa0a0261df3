-- Which profiles are installed, and since when: a contact point collected before has no match key of theirs in its fact.
create table identity.profile (
    name text primary key,
    -- The size of the ledger when it was installed.
    since bigint not null check (since >= 0),
    -- Tells the key and the normal form of a keyed profile from others, and nothing of them; null for a documented one.
    fingerprint bytea check (octet_length(fingerprint) = 32),
    installed boolean not null
);

create trigger profile_is_never_removed before delete on identity.profile
    for each row execute function identity.refuse();
create trigger profiles_are_never_removed before truncate on identity.profile
    for each statement execute function identity.refuse();

grant select, insert on identity.profile to ledger_service;
grant update (since, installed) on identity.profile to ledger_service;
