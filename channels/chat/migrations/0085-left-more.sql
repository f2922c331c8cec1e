-- Who left a message may want a call instead of an e-mail, and may have sent files with it.
alter table left_messages
  add column phone text not null default '',
  add column callback boolean not null default false,
  add column files text[] not null default '{}';
