-- The directory of persons: who is behind a surrogate, as long as the person's key lives.
create schema identity;

-- Which secrets the directory was begun with. With others no person would be found again: each would be made anew beside
-- the old one, the erased among them.
create table identity.installation (
    one boolean primary key default true check (one),
    fingerprint bytea not null check (octet_length(fingerprint) = 32)
);

create table identity.person (
    -- Drawn at random (UUID version 4): a time-ordered one would tell who came when, in facts that outlive the person.
    -- What its index loses in locality, that of lookup, a hash, loses too.
    surrogate uuid primary key,
    -- Made for a value whose holder nobody knows.
    unknown boolean not null,
    -- Keyed hash, under the installation's directory secret, of 'person|' and the platform's id, or of
    -- 'unknown|<channel>|<profile>|' and the 32 bytes of the value's SHA-256.
    lookup bytea unique check (octet_length(lookup) = 32),
    -- The wrapping key's epoch; after the erasure the last one, with which the last backup of the key ends.
    epoch integer not null check (epoch > 0),
    -- The data key under that wrapping key, bound to the surrogate's 16 bytes.
    wrapped_key bytea,
    -- The platform's id under the data key.
    reference bytea,
    -- The erasure's place in the ledger.
    erased_place bigint check (erased_place > 0),

    constraint erased_with_its_place check ((wrapped_key is null) = (erased_place is not null)),
    -- An erased account holder keeps the lookup as a tombstone; of a value no keyed hash may stay.
    constraint found_by_lookup check ((lookup is null) = (unknown and erased_place is not null)),
    constraint platform_id_lives_with_the_key check ((reference is null) = (unknown or erased_place is not null))
);

create function identity.refuse() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'Rows of %.% are never removed, and changed only by erasing or by wrapping anew.',
        tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger person_is_never_removed before delete on identity.person
    for each row execute function identity.refuse();
create trigger persons_are_never_removed before truncate on identity.person
    for each statement execute function identity.refuse();
create trigger installation_never_changes before update or delete on identity.installation
    for each row execute function identity.refuse();
create trigger installation_is_never_removed before truncate on identity.installation
    for each statement execute function identity.refuse();

-- The two changes that a living person may see; the checks above say the rest of what an erased one looks like.
create trigger person_is_only_erased_or_wrapped_anew before update on identity.person
    for each row
    when (not coalesce(
        old.wrapped_key is not null
        and new.surrogate = old.surrogate
        and new.unknown = old.unknown
        and case
            when new.wrapped_key is null
                then new.epoch = old.epoch and (new.unknown or new.lookup = old.lookup)
            else new.epoch > old.epoch
                and new.wrapped_key <> old.wrapped_key
                and new.lookup = old.lookup
                and new.reference is not distinct from old.reference
        end, false))
    execute function identity.refuse();

-- The service makes persons, erases them and wraps their keys anew.
grant usage on schema identity to ledger_service;
grant select, insert on all tables in schema identity to ledger_service;
grant update (lookup, epoch, wrapped_key, reference, erased_place) on identity.person to ledger_service;
