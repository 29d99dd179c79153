-- Timelines are a read model now; an index that nothing reads cost every append a seventh of its time.
drop index events_correlation;
comment on column events.correlation is 'meta->>correlation, which verification compares; timelines are a read model.';
