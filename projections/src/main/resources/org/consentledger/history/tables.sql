-- Which facts tell of which subject: a person, a contact point or a collection.
create schema %1$s;

create table %1$s.entry (
    subject uuid   not null,
    place   bigint not null
);
comment on table %1$s.entry is 'Places of the facts that tell of a person, a contact point or a collection.';
