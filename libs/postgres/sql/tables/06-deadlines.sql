create table deadlines (
  id          text collate "C" not null primary key,
  due_at      timestamptz      not null,
  command     json             not null,
  correlation text collate "C" not null,
  causation   text             not null,
  policy      text             not null
);
create index deadlines_due on deadlines (due_at, id);
comment on table deadlines is 'Every running deadline. This table is the truth; a queue only wakes somebody to look at it.';
