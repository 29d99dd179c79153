create or replace function apply_deadlines(
  p_subscription text, p_partition int, p_token bigint, p_position bigint, p_known bigint,
  p_stream text, p_version int, p_digest bytea, p_clear text[],
  p_id text[], p_due_at timestamptz[], p_command json[], p_correlation text[], p_causation text[], p_policy text[])
returns boolean language plpgsql set search_path from current as $$
declare v_gone text;
begin
  if not fence(p_subscription, p_partition, p_token, p_position, p_known, p_stream, p_version, p_digest) then
    return false;
  end if;
  -- One by one, each by its key: see save_documents.
  foreach v_gone in array p_clear loop
    delete from deadlines d where d.id = v_gone;
  end loop;
  insert into deadlines (id, due_at, command, correlation, causation, policy)
  select * from unnest(p_id, p_due_at, p_command, p_correlation, p_causation, p_policy)
  on conflict (id) do update set due_at = excluded.due_at, command = excluded.command, correlation = excluded.correlation,
    causation = excluded.causation, policy = excluded.policy;
  return true;
end $$;
comment on function apply_deadlines(
  text, int, bigint, bigint, bigint, text, int, bytea, text[], text[], timestamptz[], json[], text[], text[], text[]) is
  'Ends and sets deadlines (in this order) and moves the checkpoint, all or nothing; false when the lease was lost.';
