-- What a note of the audit is about, where the act alone does not say it: whose state was set, and to what.
alter table audit add column about text not null default '';
