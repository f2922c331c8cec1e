create table agents (
  tenant_id text not null,
  id text not null,
  version integer not null,
  state jsonb not null,
  due_at bigint,
  primary key (tenant_id, id)
) with (fillfactor = 60); -- room to change a row in its place
select isolate('agents');
