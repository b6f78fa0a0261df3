-- Built once the tables are filled: sorting once is far cheaper than finding a place for each random key.
alter table %1$s.collection add primary key (place);
create index on %1$s.collection (contact_point);
create index on %1$s.collection (person);
create index on %1$s.collection (collection);
create index on %1$s.assignment (collection);
create index on %1$s.assignment (place);
create index on %1$s.consent (person);
create index on %1$s.consent (place);
create index on %1$s.removal (contact_point);
create index on %1$s.removal (collection) where collection is not null;
create index on %1$s.erasure (person);
create index on %1$s.erasure (place);
create index on %1$s.lifted (person);
create index on %1$s.sentinel (contact_point);
create index on %1$s.suppressed (contact_point);
create index on %1$s.retraction (target);
create index on %1$s.retraction (place);
alter table %1$s.assignment_period add primary key (collection, purpose, valid without overlaps);
alter table %1$s.consent_period add primary key (person, scope, purpose, valid without overlaps);
-- Before anybody asks: plans made without figures read whole tables.
analyze %1$s.collection, %1$s.assignment, %1$s.consent, %1$s.retraction, %1$s.assignment_period, %1$s.consent_period;
