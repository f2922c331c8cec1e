-- How an agent stood at a moment, so that a day is not counted from the first day on. Written now and then, never changed.
create table agent_marks (
  tenant_id text not null,
  agent text not null,
  at bigint not null,
  version integer not null,
  state jsonb not null,
  primary key (tenant_id, agent, at)
);
select isolate('agent_marks');
