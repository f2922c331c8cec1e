-- Whose remote pictures somebody wants to see at once.
create table email_picture_senders (
  tenant_id text not null,
  agent text not null,
  address text not null,
  at bigint not null,
  primary key (tenant_id, agent, address)
);
select isolate('email_picture_senders');
