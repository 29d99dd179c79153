create table outlines (
  collection text collate "C" not null,
  number     integer          not null,
  bounds     box              not null,
  value      text             not null,
  constraint outlines_pk primary key (collection, number)
);
create index outlines_bounds on outlines using gist (bounds);
comment on table outlines is 'Features of planning layers, which the log names by the digest of all of a collection: never changed, and a collection without a fact is an import that did not end.';
