-- Whose logs an administrator asks for, at most once each; gone when they are sent.
create table asked_logs (
  tenant_id text not null,
  user_id text not null,
  asked_by text not null,
  at bigint not null,
  why text not null,
  -- null: they have not answered.
  declined_at bigint,
  primary key (tenant_id, user_id)
);
select isolate('asked_logs');
