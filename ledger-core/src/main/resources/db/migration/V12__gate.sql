-- Runs of the gate, by which advertisers' lists are matched. What they used stands in the ledger; this is what they were meant to be
-- and what they were told at their end.
create schema gate;

create table gate.run (
    id uuid primary key,
    begun_at timestamptz not null,
    -- Purpose, channel, profile, programme, advertiser, audience, list: what a run with this id is, for ever.
    terms jsonb not null
);

create table gate.receipt (
    run uuid not null references gate.run (id),
    number integer not null check (number > 0),
    ended_at timestamptz not null,
    receipt jsonb not null,
    primary key (run, number)
);

create function gate.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'a run and its receipts are never changed';
end
$$;

create trigger run_is_never_changed before update or delete on gate.run
    for each row execute function gate.refuse();
create trigger runs_are_never_removed before truncate on gate.run
    for each statement execute function gate.refuse();
create trigger receipt_is_never_changed before update or delete on gate.receipt
    for each row execute function gate.refuse();
create trigger receipts_are_never_removed before truncate on gate.receipt
    for each statement execute function gate.refuse();

grant usage on schema gate to ledger_service;
grant select, insert on gate.run, gate.receipt to ledger_service;
