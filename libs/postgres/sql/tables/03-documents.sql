create table documents (
  model      text collate "C" not null,
  generation int              not null,
  id         text collate "C" not null,
  body       json             not null,
  keys       jsonb            not null default '{}',
  sort       text collate "C" not null default '',
  constraint documents_pk primary key (model, generation, id),
  constraint generations_start_at_1 check (generation > 0),
  constraint keys_are_an_object check (jsonb_typeof(keys) = 'object')
) with (fillfactor = 80);
create index documents_order on documents (model, generation, sort, id);
create index documents_keys on documents using gin (keys jsonb_path_ops);
comment on table documents is
  'Read models. Everything here can be built again from the log; readers see the generation named in live_generations.';
comment on column documents.keys is 'Filter keys; every value is an array of strings, so that one containment test fits all.';

create table live_generations (
  model      text collate "C" not null primary key,
  generation int              not null check (generation > 0)
);
comment on table live_generations is 'The generation of a model that readers see; a model without a row is at generation 1.';
