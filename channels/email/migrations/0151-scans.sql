-- How often a file of a mail was looked at again, because nobody could look when it came.
alter table email_files add column scans integer not null default 0;
create index email_files_to_scan on email_files (tenant_id, created_at) where scan in ('pending', 'failed');
