-- What agents sent about their desktops when something did not work.
create table logs (
  tenant_id text not null,
  id text not null,
  user_id text not null,
  at bigint not null,
  comment text not null,
  build text not null,
  browser text not null,
  -- The system check, and what happened: text, never asked for by content.
  checked text not null,
  entries text not null,
  primary key (tenant_id, id)
);
create index logs_latest on logs (tenant_id, at);
select isolate('logs');
