-- Mails that were masked, whose sources on the disk still have to be written anew.
create table email_rewrites (
  tenant_id text not null,
  mail text not null,
  primary key (tenant_id, mail)
);
select isolate('email_rewrites');

-- What was masked in a case, so that it is masked in what comes later too: a digest, whose key is sealed with a key that is not in the database.
-- `weak`: which few places of a text are worth a look.
create table email_masks (
  tenant_id text not null,
  id text not null,
  case_id text not null,
  letters integer not null,
  weak integer not null,
  sealed bytea not null,
  digest bytea not null,
  primary key (tenant_id, id)
);
create index email_masks_case on email_masks (case_id);
select isolate('email_masks');
