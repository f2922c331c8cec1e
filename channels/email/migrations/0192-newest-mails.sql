-- The newest mails first: a search for a word that very many have goes along these, and ends as soon as a page is full (search.node.ts).
create index email_mails_at on email_mails (tenant_id, created_at) include (id, case_id);
