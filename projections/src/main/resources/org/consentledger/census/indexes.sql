alter table %1$s.disclosed add primary key (place, purpose);
alter table %1$s.served add primary key (place);
