-- The secrets of users; who they are stands in the configuration.
create table passwords (
  tenant_id text not null,
  user_id text not null,
  hash text not null,
  changed_at bigint not null,
  primary key (tenant_id, user_id)
);
select isolate('passwords');

-- Who is signed in. Only the hash of the cookie's secret is kept.
create table sessions (
  tenant_id text not null,
  secret_hash text not null,
  user_id text not null,
  created_at bigint not null,
  -- The session ends when it was not seen for the hours that the centre allows.
  seen_at bigint not null,
  address text not null,
  primary key (tenant_id, secret_hash)
);
create index sessions_user on sessions (user_id);
select isolate('sessions');

-- Passwords that were tried and not found right, to slow down whoever guesses. A try is written before it is checked, so that many at once are many.
create table sign_in_tries (
  tenant_id text not null,
  id text not null,
  user_id text not null,
  address text not null,
  at bigint not null,
  primary key (tenant_id, id)
);
create index sign_in_tries_of_address on sign_in_tries (address, at);
create index sign_in_tries_of_account on sign_in_tries (address, user_id, at);
create index sign_in_tries_age on sign_in_tries (at);
select isolate('sign_in_tries');

-- Keys of the tenant: what visitor tokens are signed with.
create table secrets (
  tenant_id text not null,
  name text not null,
  value text not null,
  primary key (tenant_id, name)
);
select isolate('secrets');
