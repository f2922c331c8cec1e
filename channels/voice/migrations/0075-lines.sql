-- What a desk phone's password is checked by (RFC 2617: HA1); never the password.
create table voice_phones (tenant_id text not null, id text not null, ha1 text not null, primary key (tenant_id, id));
select isolate('voice_phones');

-- The lines of calls that are there now: one row each, for whoever takes over from a telephony process that has died.
create table voice_lines (
  tenant_id text not null,
  id text not null,
  interaction text not null,
  leg text not null,
  way text not null check (way in ('in', 'out')),
  media jsonb,
  dialog jsonb,
  primary key (tenant_id, id)
) with (fillfactor = 60);
select isolate('voice_lines');
