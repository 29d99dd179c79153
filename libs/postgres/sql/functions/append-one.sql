-- append_batch for a single append: fewer arrays, so the lock is held for a shorter time when nobody else writes.
create or replace function append_one(
  p_stream text, p_expected int, p_type text[], p_data json[], p_meta json[], p_command text[], p_correlation text[], p_content bytea[])
returns table (status smallint[], version int[], "position" bigint[], recorded_at timestamptz)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  v_current int; v_hash bytea; v_hashes bytea[]; v_head bigint; v_original bigint;
  v_count int := cardinality(p_type);
  v_last timestamptz; v_now timestamptz;
begin
  perform pg_advisory_xact_lock(append_lock());
  select e.version, e.hash into v_current, v_hash from events e where e.stream = p_stream order by e.version desc limit 1;
  v_current := coalesce(v_current, -1);

  if v_current <> p_expected then
    v_original := original_position(p_stream, p_expected, v_current, p_type, p_command);
    if v_original is null then
      return query select array[1::smallint], array[v_current], array[0::bigint], null::timestamptz;
    else
      return query select array[2::smallint], array[p_expected + v_count], array[v_original], null::timestamptz;
    end if;
    return;
  end if;

  select e.position, e.recorded_at into v_head, v_last from events e order by e.position desc limit 1;
  v_head := coalesce(v_head, 0);
  v_now := recording_time(v_last);
  for i in 1 .. v_count loop
    v_hash := chain(v_hash, v_current + i, p_stream, p_content[i], v_now);
    v_hashes[i] := v_hash;
  end loop;
  if v_count = 1 then
    insert into events (position, stream, version, type, data, meta, command, correlation, recorded_at, hash)
    values (v_head + 1, p_stream, v_current + 1, p_type[1], p_data[1], p_meta[1], p_command[1], p_correlation[1], v_now, v_hash);
  else
    insert into events (position, stream, version, type, data, meta, command, correlation, recorded_at, hash)
    select v_head + n, p_stream, v_current + n, t, d, m, c, r, v_now, h
    from unnest(p_type, p_data, p_meta, p_command, p_correlation, v_hashes) with ordinality u(t, d, m, c, r, h, n);
  end if;
  perform pg_notify(current_schema() || '_events', (v_head + v_count)::text);
  return query select array[0::smallint], array[v_current + v_count], array[v_head + v_count], v_now;
end $$;

comment on function append_one is 'Appends the events of one append; answers like append_batch, with arrays of one.';

-- Of 0.1.0, whose append functions are replaced by now.
drop function if exists chain(bytea, int, text, bytea);
