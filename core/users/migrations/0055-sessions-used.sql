-- When a person last used the desktop of a session; an open desktop that nobody touches is seen, not used.
alter table sessions add column used_at bigint;
