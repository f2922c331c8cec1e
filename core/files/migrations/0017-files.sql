-- Pictures and documents of conversations; their content lies in the data folder under this id. A client's own id of a file is one file.
create table files (
  tenant_id text not null,
  id text not null,
  interaction text not null,
  sender text not null,
  client_id text not null,
  name text not null,
  format text not null,
  size integer not null,
  width integer,
  height integer,
  hash text not null,
  scan text not null check (scan in ('unscanned', 'pending', 'clean', 'infected', 'failed')),
  scans integer not null default 0,
  created_at bigint not null,
  -- When a message showed it; null: nobody but its sender knows of it, and it is deleted after a day.
  sent_at bigint,
  primary key (tenant_id, id),
  constraint files_once unique (tenant_id, interaction, sender, client_id)
);
create index files_to_scan on files (tenant_id, created_at) where scan in ('pending', 'failed');
create index files_by_age on files (tenant_id, created_at);
select isolate('files');
