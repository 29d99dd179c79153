create or replace function append_lock() returns bigint
language sql immutable parallel safe return 7221001;
comment on function append_lock is 'Key of the one lock around every append: commit order is position order because of it.';

create or replace function chain(p_before bytea, p_version int, p_stream text, p_content bytea, p_recorded_at timestamptz)
returns bytea language sql immutable parallel safe
return sha256(coalesce(p_before, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea)
  || int8send(p_version::bigint) || convert_to(p_stream, 'UTF8') || p_content
  || int8send((extract(epoch from p_recorded_at) * 1000)::bigint));
comment on function chain(bytea, int, text, bytea, timestamptz) is
  'The hash of an event from the hash of the one before it in its stream. Events that version 0.1.0 appended have a hash '
  'without the last part, the milliseconds since 1970 of recorded_at; the log goes over to this rule once.';

create or replace function recording_time(p_last timestamptz) returns timestamptz language plpgsql volatile as $$
declare
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_behind_max interval := make_interval(secs => coalesce(current_setting('rushi.clock_behind_seconds_max', true), '60')::int);
begin
  if p_last > v_now + v_behind_max then
    raise exception 'The clock of the database says %, but the log has an event of %.', v_now, p_last using errcode = 'RU001';
  end if;
  return greatest(v_now, p_last);
end $$;
comment on function recording_time is
  'When an event is recorded: now, or the time of the last event where the clock is a little behind it, so that the time '
  'of the log never runs backwards. A clock that is behind by more than rushi.clock_behind_seconds_max stops the append '
  '(RU001): what it would write had dates before what it follows from.';

create or replace function original_position(p_stream text, p_expected int, p_current int, p_type text[], p_command text[])
returns bigint language sql stable as $$
  select max(e.position)
  from unnest(p_type, p_command) with ordinality u(type, command, n)
  join events e on e.stream = p_stream and e.version = p_expected + u.n and e.type = u.type and e.command = u.command
  where p_current >= p_expected + cardinality(p_type)
  having count(*) = cardinality(p_type)
$$;
comment on function original_position is
  'Where an append already stands: the same types and command ids at the same versions, all of them. Null otherwise.';
