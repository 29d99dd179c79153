-- Counted by rate-limiter-flexible, which gives the columns their names and types. Lost with a crash of the server, and no loss.
create unlogged table limits (
  key    varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index limits_expiry on limits (expire);
comment on table limits is 'How often something was done by somebody lately. expire: milliseconds since 1970; a row that expired counts nothing.';

create index deadlines_correlation on deadlines (correlation);

-- Of the time when nothing here expired: a key is not asked for again after so long.
update records set expires_at = clock_timestamp() + interval '90 days'
where space in ('idempotency-requests', 'idempotency-answers') and expires_at is null;
