-- How each user wants their desktop; what is not there is as the desktop has it.
create table preferences (
  tenant_id text not null,
  user_id text not null,
  -- How often it was changed: a window that knows less asks anew.
  version int not null,
  chosen jsonb not null,
  primary key (tenant_id, user_id)
);
select isolate('preferences');
