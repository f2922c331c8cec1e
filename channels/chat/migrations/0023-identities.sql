-- Customers whom a site has named by a signed token: whom, how they are called, and since when we may believe it.
alter table visitors add column subject text, add column identity jsonb, add column identified_at bigint;

-- Whose contact a customer of a widget's site is, by the name the site gives them.
create table identities (
  tenant_id text not null,
  widget text not null,
  subject text not null,
  contact text not null,
  primary key (tenant_id, widget, subject)
);
select isolate('identities');

-- Tokens that have been used: each counts once. Kept until it would have expired.
create table identity_uses (
  tenant_id text not null,
  id text not null,
  until bigint not null,
  primary key (tenant_id, id)
);
select isolate('identity_uses');
