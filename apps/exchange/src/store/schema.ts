/** In the same server as the installation, and in nothing else of it. */
export const SCHEMA = 'exchange';

export const TABLES = `
create table if not exists feed_cursor (
  name text primary key,
  last_event text
);
insert into feed_cursor (name) values ('lots') on conflict do nothing;
comment on table feed_cursor is 
  'The last event of the feed whose effects are here: both move in one transaction.';

create table if not exists set_aside (
  id bigint generated always as identity primary key,
  subject text not null,
  event jsonb not null,
  said text not null
);
create index if not exists set_aside_by_subject on set_aside (subject, id);
comment on table set_aside is
  'Events that could not be worked through, and those of the same subject after them, in their order.';

create table if not exists lots (
  id text primary key,
  entry text not null,
  round integer not null,
  stage text not null,
  lot jsonb not null,
  unique (entry, round)
);
create index if not exists lots_by_stage on lots (stage);

create table if not exists notice_numbers (
  lot text primary key,
  year integer not null,
  number integer not null,
  unique (year, number)
);

create table if not exists bidders (
  uscc text primary key,
  name text not null,
  defaulted boolean not null default false
);

create table if not exists reports (
  id bigint generated always as identity primary key,
  key text not null unique,
  lot text not null,
  report jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'answered', 'refused')),
  not_before date,
  retry_at timestamptz not null default clock_timestamp(),
  tries integer not null default 0,
  status integer,
  answer text
);
create index if not exists reports_waiting on reports (id) where state = 'waiting';

create table if not exists witnessed (
  origin text primary key,
  note text not null
);
comment on table witnessed is 'The last head of a log that the exchange signed as its witness.';

create table if not exists settings (
  name text primary key,
  value jsonb not null
);
`;
