alter table %1$s.entry add primary key (subject, place);
