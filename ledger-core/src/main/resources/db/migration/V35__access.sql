-- Who may ask: keys for programs, known by keyed hashes alone, and who reported under which name.
create schema access;

create table access.key (
    -- The keyed hash, under the installation's directory secret, of the key.
    hash bytea primary key check (octet_length(hash) = 32),
    -- Who holds it, for the record of who asked.
    holder text not null check (length(holder) between 1 and 200),
    role text not null,
    -- What it is confined to; null where to nothing.
    programmes text[],
    jurisdictions text[],
    -- The person who asks with it, for the role of a person.
    person uuid,
    drawn_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    check ((person is not null) = (role = 'person')),
    check (programmes is null or cardinality(programmes) > 0),
    check (jurisdictions is null or cardinality(jurisdictions) > 0)
);

-- Nobody takes back what was reported under a name that they reported under themselves.
create table access.reporter (
    source text not null collate "C",
    reporter text not null collate "C",
    primary key (source, reporter)
);

create function access.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what is known of keys and reporters is never changed';
end
$$;

create trigger key_only_ends before update on access.key
    for each row
    when (not coalesce(
        old.ended_at is null and new.ended_at is not null
        and new.hash = old.hash and new.holder = old.holder and new.role = old.role
        and new.programmes is not distinct from old.programmes
        and new.jurisdictions is not distinct from old.jurisdictions
        and new.person is not distinct from old.person
        and new.drawn_at = old.drawn_at and new.expires_at = old.expires_at, false))
    execute function access.refuse();
create trigger key_is_never_removed before delete on access.key
    for each row execute function access.refuse();
create trigger keys_are_never_removed before truncate on access.key
    for each statement execute function access.refuse();
create trigger reporter_is_never_changed before update or delete on access.reporter
    for each row execute function access.refuse();
create trigger reporters_are_never_removed before truncate on access.reporter
    for each statement execute function access.refuse();

grant usage on schema access to ledger_service;
grant select, insert on access.key, access.reporter to ledger_service;
grant update (ended_at) on access.key to ledger_service;
