create table interactions (
  tenant_id text not null,
  id text not null,
  version integer not null,
  state jsonb not null,
  due_at bigint,
  stage text generated always as (state -> 'at' ->> 'stage') stored,
  contact text generated always as (state ->> 'contact') stored,
  visitor text generated always as (state -> 'work' ->> 'visitor') stored,
  started_at bigint generated always as ((state ->> 'startedAt')::bigint) stored,
  primary key (tenant_id, id)
) with (fillfactor = 60); -- room to change a row in its place
-- Only the key begins with the tenant: plans are kept, and one made for an empty table must not find rows by tenant alone.
create index interactions_due on interactions (due_at) where due_at is not null;
create index interactions_open on interactions (started_at) where stage <> 'closed';
create index interactions_contact on interactions (contact, started_at);
create index interactions_visitor on interactions (visitor, started_at);
select isolate('interactions');
