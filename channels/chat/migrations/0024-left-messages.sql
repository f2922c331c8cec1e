-- What customers wrote while nobody was there to chat: kept until somebody has answered it.
create table left_messages (
  tenant_id text not null,
  id text not null,
  at bigint not null,
  widget text not null,
  queue text not null,
  visitor text not null,
  name text not null,
  email text not null,
  text text not null,
  page text,
  language text,
  verified boolean not null,
  done_at bigint,
  done_by text,
  primary key (tenant_id, id)
);
create index left_messages_open on left_messages (queue, at) where done_at is null;
select isolate('left_messages');
