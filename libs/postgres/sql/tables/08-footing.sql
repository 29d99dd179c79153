-- What a checkpoint stands on: the event at its position. A release that does not know these columns moves only the position.
alter table subscriptions
  add column stands_at bigint,
  add column stream    text collate "C",
  add column version   int,
  add column digest    bytea,
  add constraint footing_is_whole check (
    (stands_at is null) = (stream is null) and (stream is null) = (version is null) and (version is null) = (digest is null));
comment on column subscriptions.stands_at is
  'The position that stream, version and digest (SHA-256 over the event) speak of; they say nothing while it is not position.';
