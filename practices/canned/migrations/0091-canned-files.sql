-- The files that go with a canned response, in order: [{id, alt}]; the files themselves are known by core/files.
alter table canned add column files jsonb not null default '[]';
