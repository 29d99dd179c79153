create or replace function save_documents(
  p_subscription text, p_partition int, p_token bigint, p_position bigint, p_known bigint,
  p_stream text, p_version int, p_digest bytea, p_model text, p_generation int,
  p_id text[], p_body json[], p_keys jsonb[], p_sort text[])
returns boolean language plpgsql set search_path from current as $$
declare v_gone text;
begin
  if not fence(p_subscription, p_partition, p_token, p_position, p_known, p_stream, p_version, p_digest) then
    return false;
  end if;
  -- One by one, each by the whole key: few are deleted, and a join would go through all documents for every page as
  -- long as the table has no statistics, which is the first minute of its life and longer in a connection that knows a plan.
  for v_gone in select u.id from unnest(p_id, p_body) u(id, body) where u.body is null loop
    delete from documents d where d.model = p_model and d.generation = p_generation and d.id = v_gone;
  end loop;
  insert into documents (model, generation, id, body, keys, sort)
  select p_model, p_generation, u.id, u.body, u.keys, u.sort
  from unnest(p_id, p_body, p_keys, p_sort) u(id, body, keys, sort) where u.body is not null
  on conflict (model, generation, id) do update set body = excluded.body, keys = excluded.keys, sort = excluded.sort;
  return true;
end $$;
comment on function save_documents(
  text, int, bigint, bigint, bigint, text, int, bytea, text, int, text[], json[], jsonb[], text[]) is
  'Writes a page of documents (a null body deletes) and moves the checkpoint, both or neither; false when the lease was lost.';
