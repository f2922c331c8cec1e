-- Canned responses that people write themselves: their own, or (owner empty) for everybody in some queues.
create table canned (
  tenant_id text not null,
  id text not null,
  owner text not null,
  title text not null,
  folder text not null,
  shortcut text not null,
  text text not null,
  -- Empty: whatever language is spoken.
  language text not null,
  queues text[] not null,
  at bigint not null,
  by text not null,
  primary key (tenant_id, id)
);
create unique index canned_titles on canned (tenant_id, owner, lower(title), language);
create unique index canned_shortcuts on canned (tenant_id, owner, shortcut, language) where shortcut <> '';
select isolate('canned');

-- How often somebody has used one, and whether it is a favourite; of the configuration's too.
create table canned_uses (
  tenant_id text not null,
  user_id text not null,
  response text not null,
  uses integer not null,
  favourite boolean not null,
  primary key (tenant_id, user_id, response)
);
select isolate('canned_uses');
