alter table %1$s.used add primary key (place);
create index on %1$s.used (advertiser, audience, place) where advertiser is not null;
create index on %1$s.used (occurred_at);
analyze %1$s.used;
