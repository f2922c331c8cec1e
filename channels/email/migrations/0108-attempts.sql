-- Each attempt to hand a mail to the mail server, by the id of its effect: written before it begins, and once more before the last byte goes out.
-- `holder`: who may send that byte. `handed_at` without `was`: nobody knows whether the mail server has it.
create table mail_attempts (
  tenant_id text not null,
  id text not null,
  mail text not null,
  holder text not null,
  began_at bigint not null,
  handed_at bigint,
  was text check (was in ('delivered', 'refused', 'deferred', 'unknown')),
  said text,
  lacking jsonb,
  primary key (tenant_id, id)
);
create index mail_attempts_of on mail_attempts (tenant_id, mail);
select isolate('mail_attempts');
