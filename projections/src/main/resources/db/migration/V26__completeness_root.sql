-- What the map's tiles have to lead to, or somebody else than the service has written them.
alter table completeness.state add root bytea not null default decode(repeat('00', 32), 'hex') check (length(root) = 32);
