-- Where we are in each folder of a mailbox. `beginning`: the folder is read for the first time ('unseen', 'all'), or anew because its numbers mean
-- nothing any more ('anew'); null: what came after `last_uid`, and what changed since `modseq`, is new.
create table mail_places (
  tenant_id text not null,
  mailbox text not null,
  folder text not null,
  uidvalidity bigint not null,
  first_uid bigint not null,
  last_uid bigint not null,
  modseq bigint,
  beginning text,
  looked_at bigint not null,
  primary key (tenant_id, mailbox, folder)
);
select isolate('mail_places');

-- The mails of a folder that we know, by their numbers there. `settled`: in the mailbox was done what is done with a mail that we have.
create table mail_seen (
  tenant_id text not null,
  mailbox text not null,
  folder text not null,
  uidvalidity bigint not null,
  uid bigint not null,
  hash text not null,
  settled boolean not null default false,
  primary key (tenant_id, mailbox, folder, uidvalidity, uid)
);
create index mail_seen_unsettled on mail_seen (tenant_id, mailbox, folder) where not settled;
select isolate('mail_seen');

-- Each mail once, by its content; its bytes lie in the data folder under its id. One that cannot be read or received is set aside with its reason.
create table mail_arrivals (
  tenant_id text not null,
  id text not null,
  mailbox text not null,
  hash text not null,
  bytes bigint not null,
  received_at bigint not null,
  state text not null check (state in ('waiting', 'received', 'aside')),
  reason text,
  said text,
  tries integer not null default 0,
  due_at bigint not null,
  primary key (tenant_id, id),
  constraint mail_arrivals_once unique (tenant_id, mailbox, hash)
);
create index mail_arrivals_waiting on mail_arrivals (tenant_id, mailbox, due_at) where state = 'waiting';
create index mail_arrivals_aside on mail_arrivals (tenant_id, received_at) where state = 'aside';
select isolate('mail_arrivals');
