-- The contact centre as its administrator wrote it, one row per item; checked before it is stored (centre.ts).
create table configuration (
  tenant_id text not null,
  list text not null,
  key text not null,
  body jsonb not null,
  -- The order in the file is the order people see.
  position integer not null,
  primary key (tenant_id, list, key)
);
select isolate('configuration');
