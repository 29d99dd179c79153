create sequence engines;
comment on sequence engines is
  'One number per process. The process holds the session advisory lock (engine_class(), number) as proof of life.';

create table subscriptions (
  subscription text collate "C" not null,
  partition    int              not null,
  position     bigint           not null,
  token        bigint           not null default 0,
  owner        bigint,
  renewed_at   timestamptz      not null default clock_timestamp(),
  constraint subscriptions_pk primary key (subscription, partition),
  constraint positions_are_not_negative check (position >= 0),
  constraint partitions_start_at_0 check (partition >= 0)
) with (fillfactor = 50);
comment on table subscriptions is
  'How far each partition of a subscription has come, and which process may move it. position never goes backward; '
  'token grows with every change of owner, and whoever writes with an older token is refused.';

create table subscription_engines (
  subscription text collate "C" not null,
  engine       bigint           not null,
  asked_at     timestamptz      not null,
  constraint subscription_engines_pk primary key (subscription, engine)
) with (fillfactor = 50);
comment on table subscription_engines is 'Which processes asked for a subscription lately: the fair share is counted over them.';
