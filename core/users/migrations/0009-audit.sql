-- Who did what to the security of a tenant: signed in or out, failed to, changed a password, applied a configuration. Append-only, no secrets.
create table audit (
  tenant_id text not null,
  id bigint generated always as identity,
  at bigint not null,
  actor text not null,
  what text not null,
  address text not null,
  primary key (tenant_id, id)
);
create index audit_actor on audit (actor, id);
select isolate('audit');
