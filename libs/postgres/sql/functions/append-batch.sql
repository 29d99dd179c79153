create or replace function append_batch(
  p_stream text[], p_expected int[], p_count int[],
  p_append int[], p_index int[], p_type text[], p_data json[], p_meta json[], p_command text[], p_correlation text[], p_content bytea[])
returns table (status smallint[], version int[], "position" bigint[], recorded_at timestamptz)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  v_current int[]; v_hash bytea[]; v_status smallint[]; v_base bigint[]; v_hashes bytea[];
  v_head bigint; v_next bigint; v_original bigint; v_last timestamptz; v_now timestamptz; a int;
begin
  perform pg_advisory_xact_lock(append_lock());
  -- A new statement takes a new snapshot, so it sees what the lock's last holder committed.
  select e.position, e.recorded_at into v_head, v_last from events e order by e.position desc limit 1;
  v_head := coalesce(v_head, 0);
  v_next := v_head;
  select array_agg(coalesce(l.version, -1) order by s.n), array_agg(l.hash order by s.n) into v_current, v_hash
  from unnest(p_stream) with ordinality s(stream, n)
  left join lateral (select e.version, e.hash from events e where e.stream = s.stream order by e.version desc limit 1) l on true;

  for i in 1 .. cardinality(p_stream) loop
    if v_current[i] = p_expected[i] then
      v_status[i] := 0;
      v_base[i] := v_next;
      v_next := v_next + p_count[i];
    else
      v_original := original_position(
        p_stream[i], p_expected[i], v_current[i],
        (select array_agg(u.t order by u.n) from unnest(p_append, p_index, p_type) u(a, n, t) where u.a = i),
        (select array_agg(u.c order by u.n) from unnest(p_append, p_index, p_command) u(a, n, c) where u.a = i));
      v_status[i] := case when v_original is null then 1 else 2 end;
      v_base[i] := coalesce(v_original, 0);
    end if;
  end loop;

  if v_next > v_head then
    v_now := recording_time(v_last);
    -- Whole from the start: an array that begins at its first assignment, above 1, comes out of unnest moved up.
    v_hashes := array_fill(null::bytea, array[cardinality(p_append)]);
    for k in 1 .. cardinality(p_append) loop
      a := p_append[k];
      if v_status[a] = 0 then
        v_hash[a] := chain(v_hash[a], v_current[a] + p_index[k], p_stream[a], p_content[k], v_now);
        v_hashes[k] := v_hash[a];
      end if;
    end loop;
    insert into events (position, stream, version, type, data, meta, command, correlation, recorded_at, hash)
    select v_base[u.a] + u.n, p_stream[u.a], v_current[u.a] + u.n, u.t, u.d, u.m, u.c, u.r, v_now, u.h
    from unnest(p_append, p_index, p_type, p_data, p_meta, p_command, p_correlation, v_hashes) u(a, n, t, d, m, c, r, h)
    where v_status[u.a] = 0;
    perform pg_notify(current_schema() || '_events', v_next::text);
  end if;

  for i in 1 .. cardinality(p_stream) loop
    if v_status[i] = 0 then
      v_current[i] := v_current[i] + p_count[i];
      v_base[i] := v_base[i] + p_count[i];
    elsif v_status[i] = 2 then
      v_current[i] := p_expected[i] + p_count[i];
    end if;
  end loop;
  return query select v_status, v_current, v_base, v_now;
end $$;

comment on function append_batch is
  'Appends to several different streams in one transaction. Per append: status 0 appended, 1 the stream is at another '
  'version, 2 the same events were already there; the version and position of its last event (with 1, the version that '
  'the stream is at). Callers own one entry of p_stream, p_expected, p_count per append and one entry per event of the rest.';
