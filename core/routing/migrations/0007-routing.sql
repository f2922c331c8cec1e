-- Why an interaction was offered to this agent: who was considered, what excluded each, and the order.
create table decisions (
  tenant_id text not null,
  id text not null,
  interaction text not null,
  agent text not null,
  at bigint not null,
  body jsonb not null,
  primary key (tenant_id, id)
);
create index decisions_interaction on decisions (interaction, at);
select isolate('decisions');
