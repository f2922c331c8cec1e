-- How often which error was shown to whom, by build of the desktop and day.
create table shown_errors (
  tenant_id text not null,
  user_id text not null,
  build text not null,
  code text not null,
  -- Midnight UTC, ms.
  day bigint not null,
  times integer not null,
  primary key (tenant_id, user_id, build, code, day)
);
select isolate('shown_errors');
