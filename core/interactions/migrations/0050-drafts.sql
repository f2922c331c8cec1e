-- What agents are writing and have not sent: each sees only their own.
create table drafts (
  tenant_id text not null,
  user_id text not null,
  interaction text not null,
  -- reply, inside, or data.VARIABLE
  kind text not null,
  text text not null,
  caret integer not null,
  -- Another one for every save: whoever saves names the one they know.
  rev text not null,
  at bigint not null,
  primary key (tenant_id, user_id, interaction, kind)
);
create index drafts_interaction on drafts (interaction);
select isolate('drafts');
