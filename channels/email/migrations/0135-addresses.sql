-- Whom an agent has written to, and whether anybody has written to us from a domain.
create index email_mails_agent on email_mails (tenant_id, agent, created_at desc) where agent is not null;
create index email_mails_domain on email_mails (tenant_id, split_part(sender, '@', 2)) where direction = 'in';
