-- How fast each line has moved lately: what is told of waits goes on after a restart.
create table paces (
  tenant_id text not null,
  queue text not null,
  at bigint not null,
  pace jsonb not null,
  primary key (tenant_id, queue)
);
select isolate('paces');
