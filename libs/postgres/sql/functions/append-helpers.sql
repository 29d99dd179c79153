create or replace function append_lock() returns bigint
language sql immutable parallel safe return 7221001;
comment on function append_lock is 'Key of the one lock around every append: commit order is position order because of it.';

create or replace function chain(p_before bytea, p_version int, p_stream text, p_content bytea) returns bytea
language sql immutable parallel safe
return sha256(coalesce(p_before, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea)
  || int8send(p_version::bigint) || convert_to(p_stream, 'UTF8') || p_content);
comment on function chain is 'The hash of an event from the hash of the one before it in its stream.';

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
