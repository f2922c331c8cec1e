-- What was done with mails is counted by when it was done.
create index events_mail_done on events (tenant_id, at)
  where type = 'email.dispatched' or type = 'email.unanswered' or type = 'email.settled';
