-- What the application may do, and not a word more: it reads the log and appends through two functions.
grant usage on schema :schema to rushi_app;
grant select on events, schema_migrations to rushi_app;
grant select, insert, update, delete on subscriptions, subscription_engines, documents, records, deadlines, limits to rushi_app;
grant select, insert, update on live_generations, parked, refusals to rushi_app;
grant select, insert on outlines to rushi_app;
grant usage on sequence engines to rushi_app;
revoke execute on function append_one, append_batch from public;
grant execute on function append_one, append_batch to rushi_app;
