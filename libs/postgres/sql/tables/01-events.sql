create table events (
  position    bigint           not null,
  stream      text collate "C" not null,
  version     int              not null,
  type        text collate "C" not null,
  data        json             not null,
  meta        json             not null,
  command     text collate "C" not null,
  correlation text collate "C" not null,
  recorded_at timestamptz      not null default date_trunc('milliseconds', clock_timestamp()),
  hash        bytea            not null,
  constraint events_position    primary key (position),
  constraint events_stream      unique (stream, version),
  constraint positions_start_at_1 check (position > 0),
  constraint versions_start_at_0  check (version >= 0),
  constraint names_are_not_empty  check (stream <> '' and type <> ''),
  constraint hash_is_sha256       check (length(hash) = 32)
);

create index events_correlation on events (correlation, position);

-- Rows are only ever inserted, so vacuum has to come early for the index-only reads and the freeze, not for dead rows.
alter table events set (
  autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05, toast_tuple_target = 4080);

comment on table events is
  'The log: facts in the order in which they were committed. A row is written once and never changed, not even by the '
  'owner. Only append_one and append_batch write it; they hold one lock from reading the last position to the commit, '
  'so positions have no gaps and become visible in their order. The id of an event is <stream>@<version>.';
comment on column events.version is 'Place in the stream, from 0, without gaps.';
comment on column events.data is 'json and not jsonb: the bytes are what the chain of hashes covers.';
comment on column events.meta is 'Who, why, when, by which rules: the whole metadata as it was given.';
comment on column events.command is 'meta->>command; with type it tells a repeated append from a conflicting one.';
comment on column events.correlation is 'meta->>correlation; a timeline goes by it.';
comment on column events.recorded_at is 'When the store took it. For people: order is the position.';
comment on column events.hash is
  'sha256(hash of the stream''s event before, 32 zero bytes at version 0 || version as int8 || stream || content), where '
  'content is sha256 over type, data and meta, each after its length in bytes as int4.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The log is never changed: % on % is refused.', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger events_never_change before update or delete or truncate on events
  for each statement execute function refuse_change();
-- "always": also a session in replica mode, where triggers sleep, is refused.
alter table events enable always trigger events_never_change;
