create table parked (
  number      bigint           generated always as identity unique,
  id          text collate "C" not null primary key,
  source      text             not null,
  correlation text collate "C" not null,
  event       text             not null,
  command     json             not null,
  code        text             not null,
  reason      text             not null,
  parked_at   timestamptz      not null,
  settled     text             check (settled in ('released', 'dismissed')),
  settled_by  text,
  settled_at  timestamptz,
  constraint settled_by_somebody check ((settled is null) = (settled_by is null) and (settled is null) = (settled_at is null))
);
create index parked_open on parked (number) where settled is null;
comment on table parked is 'Commands that the rules refused although nobody was there to be told. Settling keeps the row as evidence.';

create table refusals (
  number      bigint           generated always as identity unique,
  id          text collate "C" not null primary key,
  type        text             not null,
  stream      text             not null,
  correlation text collate "C" not null,
  actor       json             not null,
  code        text             not null,
  reason      text             not null,
  at          timestamptz      not null
);
create index refusals_correlation on refusals (correlation, number);
comment on table refusals is 'What people asked for and the rules refused, with the reason that was given to them.';
