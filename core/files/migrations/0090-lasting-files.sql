-- A file that a text to be used again names: it does not grow old while it does. What names it no more is as good as never shown.
alter table files add column lasting boolean not null default false;
