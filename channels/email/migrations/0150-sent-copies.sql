-- Mails of ours that were delivered and whose copy is still to be laid into the folder of its mailbox; the row goes when the copy is there.
create table mail_copies (
  tenant_id text not null,
  mail text not null,
  mailbox text not null,
  at bigint not null,
  tries integer not null default 0,
  due_at bigint not null,
  primary key (tenant_id, mail)
);
create index mail_copies_due on mail_copies (tenant_id, mailbox, due_at);
select isolate('mail_copies');
