create table records (
  space      text collate "C" not null,
  key        text collate "C" not null,
  value      json             not null,
  expires_at timestamptz,
  constraint records_pk primary key (space, key)
);
create index records_expiry on records (expires_at) where expires_at is not null;
comment on table records is 'Small keyed values that are not facts: accounts, sessions, idempotency keys. An expired row is as good as absent.';
