-- A customer's matter; its number is its own in the centre.
create table email_cases (
  tenant_id text not null,
  id text not null,
  version integer not null,
  state jsonb not null,
  due_at bigint,
  number bigint generated always as ((state ->> 'number')::bigint) stored,
  contact text generated always as (state ->> 'contact') stored,
  primary key (tenant_id, id)
);
create unique index email_cases_number on email_cases (number, tenant_id);
create index email_cases_contact on email_cases (contact);
create index email_cases_due on email_cases (due_at) where due_at is not null;
select isolate('email_cases');

-- The number that was given last; one that nothing came of is not given again.
create table email_numbers (tenant_id text primary key, last bigint not null);
select isolate('email_numbers');

-- Each mail, in or out, once. What is written in it is here and in no event.
create table email_mails (
  tenant_id text not null,
  id text not null,
  case_id text not null,
  interaction text not null,
  direction text not null check (direction in ('in', 'out')),
  -- What came twice has the same name; null: it is ours.
  arrival text,
  mailbox text not null,
  message_id text,
  -- Head as it came or goes (threads/head.ts), with the addresses of blind copies of ours.
  head jsonb not null,
  bcc jsonb not null default '[]',
  sender text not null,
  -- Who wrote it: contact, thirdParty or agent; and what: person, autoReply, bulk or report.
  speaker text not null,
  author text not null,
  -- Of ours: whose it is.
  agent text,
  subject text not null,
  text text not null,
  html text,
  -- Remote pictures that are held back, and what is in it that is not opened.
  remote jsonb not null default '[]',
  marks jsonb not null default '[]',
  sent_at bigint,
  created_at bigint not null,
  bytes integer not null,
  raw text,
  -- Of ours: review, held, sending, deferred, delivered, failed, bounced, or takenBack, and what the mail server said.
  state text not null default 'received',
  said text,
  -- Of ours: what it was made of, so that it can be written anew.
  draft jsonb,
  masked_at bigint,
  primary key (tenant_id, id)
);
create unique index email_mails_arrival on email_mails (arrival, tenant_id);
create index email_mails_case on email_mails (case_id, created_at);
create index email_mails_message on email_mails (message_id);
create index email_mails_sender on email_mails (sender, created_at);
select isolate('email_mails');

-- Files of mails; their content lies in the data folder under this id.
create table email_files (
  tenant_id text not null,
  id text not null,
  -- Null: of a draft, or nothing has named it yet.
  mail text,
  interaction text,
  n integer not null,
  name text not null,
  format text,
  declared text not null,
  cid text,
  warning text,
  size integer not null,
  hash text not null,
  scan text not null check (scan in ('unscanned', 'pending', 'clean', 'infected', 'failed')),
  created_at bigint not null,
  primary key (tenant_id, id)
);
create index email_files_mail on email_files (mail, n);
create index email_files_interaction on email_files (interaction) where mail is null;
select isolate('email_files');

-- What is being written: one for each piece of work; it goes along wherever the work goes. Another `rev` for every save.
create table email_drafts (
  tenant_id text not null,
  interaction text not null,
  body jsonb not null,
  rev text not null,
  by_agent text not null,
  at bigint not null,
  primary key (tenant_id, interaction)
);
select isolate('email_drafts');

-- The work on a case.
create index interactions_case on interactions ((state -> 'work' ->> 'case')) where state -> 'work' ? 'case';
