create or replace function fence(p_subscription text, p_partition int, p_token bigint, p_position bigint, p_known bigint) returns boolean
language plpgsql set search_path from current as $$
begin
  update subscriptions set position = greatest(position, p_position)
  where subscription = p_subscription and partition = p_partition and token = p_token and position >= p_known;
  return found;
end $$;
comment on function fence(text, int, bigint, bigint, bigint) is
  'Moves a checkpoint, never backward, and says whether the token is still the newest and the checkpoint not behind what '
  'the writer knows: a crash may take back commits that did not wait for the disk. Locks the row until the commit, '
  'so what else the transaction writes is fenced too.';

create or replace function fence(
  p_subscription text, p_partition int, p_token bigint, p_position bigint, p_known bigint,
  p_stream text, p_version int, p_digest bytea)
returns boolean language plpgsql set search_path from current as $$
begin
  update subscriptions set position = greatest(position, p_position),
    stands_at = case when p_digest is null or p_position < position then stands_at else p_position end,
    stream = case when p_digest is null or p_position < position then stream else p_stream end,
    version = case when p_digest is null or p_position < position then version else p_version end,
    digest = case when p_digest is null or p_position < position then digest else p_digest end
  where subscription = p_subscription and partition = p_partition and token = p_token and position >= p_known;
  return found;
end $$;
comment on function fence(text, int, bigint, bigint, bigint, text, int, bytea) is
  'The same, and keeps the event that the checkpoint stands on then, where it is given.';

create or replace function give_back(p_subscription text, p_engine bigint, p_keep int) returns void
language sql set search_path from current as $$
  update subscriptions s set owner = null, token = token + 1
  where s.subscription = p_subscription and s.owner = p_engine and s.partition in (
    select o.partition from subscriptions o where o.subscription = p_subscription and o.owner = p_engine
    order by o.partition offset p_keep)
$$;
comment on function give_back is 'Frees what a process holds beyond p_keep partitions.';

create or replace function acquire_leases(p_subscription text, p_engine bigint, p_partitions int, p_from bigint, p_lease interval)
returns table (partition int, token bigint, "position" bigint)
language plpgsql set search_path from current as $$
#variable_conflict use_column
declare v_now timestamptz; v_known int; v_start bigint; v_engines int; v_share int; v_held int;
begin
  perform pg_advisory_xact_lock(hashtextextended(current_schema() || '/lease/' || p_subscription, 0));
  v_now := clock_timestamp();
  insert into subscription_engines values (p_subscription, p_engine, v_now)
  on conflict (subscription, engine) do update set asked_at = v_now;

  select count(*), min(s.position) into v_known, v_start from subscriptions s where s.subscription = p_subscription;
  if v_known <> p_partitions then
    -- Another split sends events to other partitions, so all start where the slowest one was; doing again is harmless.
    if exists (select from subscriptions s where s.subscription = p_subscription and s.owner <> p_engine
               and s.renewed_at > v_now - p_lease and engine_alive(s.owner)) then
      return;
    end if;
    delete from subscriptions s where s.subscription = p_subscription and s.partition >= p_partitions;
    update subscriptions s set position = v_start, owner = null, token = token + 1 where s.subscription = p_subscription;
    insert into subscriptions (subscription, partition, position)
    select p_subscription, n, coalesce(v_start, p_from) from generate_series(0, p_partitions - 1) n on conflict do nothing;
  end if;

  delete from subscription_engines e
  where e.subscription = p_subscription and e.engine <> p_engine and (e.asked_at < v_now - p_lease or not engine_alive(e.engine));
  select count(*) into v_engines from subscription_engines e where e.subscription = p_subscription;
  v_share := ceil(p_partitions::numeric / v_engines);

  perform give_back(p_subscription, p_engine, v_share);
  update subscriptions s set renewed_at = v_now where s.subscription = p_subscription and s.owner = p_engine;
  get diagnostics v_held = row_count;
  update subscriptions s set owner = p_engine, token = token + 1, renewed_at = v_now
  where s.subscription = p_subscription and s.partition in (
    select f.partition from subscriptions f
    where f.subscription = p_subscription and f.owner is distinct from p_engine
      and (f.owner is null or f.renewed_at < v_now - p_lease or not engine_alive(f.owner))
    order by f.partition limit greatest(v_share - v_held, 0));
  if found then
    -- A crash that took this back would give the same token to the next holder as well.
    perform set_config('synchronous_commit', 'on', true);
  end if;

  return query select s.partition, s.token, s.position from subscriptions s
    where s.subscription = p_subscription and s.owner = p_engine order by s.partition;
end $$;
comment on function acquire_leases is
  'Renews what a process holds, takes its fair share of what is free and gives back the rest. Free is: never held, given '
  'back, not renewed for p_lease, or held by a process whose session is gone. The clock is the database''s.';

create or replace function release_leases(p_subscription text, p_engine bigint) returns void
language plpgsql set search_path from current as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(current_schema() || '/lease/' || p_subscription, 0));
  perform give_back(p_subscription, p_engine, 0);
  delete from subscription_engines where subscription = p_subscription and engine = p_engine;
end $$;
comment on function release_leases is 'Gives back every lease of a subscription and stops counting the process among those that want one.';
