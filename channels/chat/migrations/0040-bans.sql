-- Who is kept from coming back: one ban of the chat it was spoken in. Why stays until the customer is anonymised.
create table bans (
  tenant_id text not null,
  interaction text not null,
  contact text,
  at bigint not null,
  by text not null,
  reason text not null,
  until bigint not null,
  lifted_at bigint,
  primary key (tenant_id, interaction)
);
create index bans_until on bans (tenant_id, until) where lifted_at is null;
select isolate('bans');

-- By what they are known again: browser, contact, addresses; only digests.
create table ban_keys (
  tenant_id text not null,
  key text not null,
  interaction text not null,
  primary key (tenant_id, key, interaction)
);
select isolate('ban_keys');
