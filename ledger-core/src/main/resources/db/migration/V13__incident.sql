-- Questions about incidents that somebody gave a name, and the reports that were made of them: what a regulator was told stays as it was.
create schema incident;

create table incident.incident (
    name text primary key,
    saved_at timestamptz not null,
    -- As it was sent, so that it reads the same for ever.
    question json not null
);

create table incident.report (
    incident text not null references incident.incident (name),
    number integer not null check (number > 0),
    reported_at timestamptz not null,
    ledger_size bigint not null,
    root text not null,
    -- The very bytes that were answered.
    report json not null,
    primary key (incident, number)
);

create function incident.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'an incident and its reports are never changed';
end
$$;

create trigger incident_is_never_changed before update or delete on incident.incident
    for each row execute function incident.refuse();
create trigger incidents_are_never_removed before truncate on incident.incident
    for each statement execute function incident.refuse();
create trigger report_is_never_changed before update or delete on incident.report
    for each row execute function incident.refuse();
create trigger reports_are_never_removed before truncate on incident.report
    for each statement execute function incident.refuse();

grant usage on schema incident to ledger_service;
grant select, insert on incident.incident, incident.report to ledger_service;
