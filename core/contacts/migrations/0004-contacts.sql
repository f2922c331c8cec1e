create table contacts (
  tenant_id text not null,
  id text not null,
  version integer not null,
  state jsonb not null,
  due_at bigint,
  name text generated always as (state ->> 'name') stored,
  primary key (tenant_id, id)
);
select isolate('contacts');
