create or replace function engine_class() returns int
language sql stable set search_path from current return hashtext(current_schema() || '/engine');
comment on function engine_class is 'First key of the advisory locks by which processes prove that they live.';

create or replace function engine_alive(p_engine bigint) returns boolean
language plpgsql set search_path from current as $$
begin
  -- Only a dead engine's lock can be had; it is given back with the transaction. Numbers are never used twice.
  return not pg_try_advisory_xact_lock_shared(engine_class(), p_engine::int);
end $$;
comment on function engine_alive is 'Whether the process with this number still has its database session.';
