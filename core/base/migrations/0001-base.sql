-- Every table holds tenant_id; row-level security is on and forced, so that its owner obeys it too. No foreign key to tenants: each
-- insert would lock the one row that all writers of a tenant share.
create table tenants (id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'), created_at timestamptz not null default now());
alter table tenants enable row level security;
alter table tenants force row level security;
-- The list of tenants is no secret between them: it holds names only. Writing is for the tenant itself.
create policy tenants_are_listed on tenants for select using (true);
create policy own_tenant on tenants using (id = current_setting('app.tenant', true)) with check (id = current_setting('app.tenant', true));

-- Gives a table its policy: only rows of the tenant this connection works for.
create function isolate(tables regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tables);
  execute format('alter table %s force row level security', tables);
  execute format('create policy own_tenant on %s using (tenant_id = current_setting(''app.tenant'', true)) with check (tenant_id = current_setting(''app.tenant'', true))', tables);
end $$;

-- What happened: audit, timeline, reports and the stream to catch up from. Append-only.
create table events (
  tenant_id text not null,
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  kind text not null,
  subject text not null,
  version integer not null,
  type text not null,
  body jsonb not null,
  actor text not null,
  at bigint not null,
  primary key (tenant_id, kind, subject, version)
);
create index events_stream on events (xid, seq);
select isolate('events');

-- What was asked and answered: the same key gets the same answer, once.
create table commands (
  tenant_id text not null,
  key text not null,
  body_hash text not null,
  answer jsonb not null,
  at bigint not null,
  constraint commands_once primary key (tenant_id, key)
);
select isolate('commands');

-- What has to be done outside, once each.
create table effects (
  tenant_id text not null,
  id text not null,
  channel text not null,
  body jsonb not null,
  due_at bigint not null,
  attempts integer not null default 0,
  failure text,
  state text not null default 'open' check (state in ('open', 'done', 'failed')),
  primary key (tenant_id, id)
);
create index effects_due on effects (due_at) where state = 'open';
select isolate('effects');

-- Ends the statement it stands in: somebody was faster.
create function stale() returns boolean language plpgsql as $$
begin
  raise exception 'somebody was faster' using errcode = '40001';
end $$;
