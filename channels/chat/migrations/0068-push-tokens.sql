-- Where the apps of customers are told of messages while nobody looks. The name is a digest of the token: a device belongs to whoever said so last.
create table push_tokens (
  tenant_id text not null,
  id text not null,
  visitor text not null,
  kind text not null check (kind in ('apns', 'fcm', 'other')),
  token text not null,
  expires_at bigint not null,
  primary key (tenant_id, id)
);
create index push_tokens_visitor on push_tokens (visitor);
create index push_tokens_over on push_tokens (expires_at);
select isolate('push_tokens');
