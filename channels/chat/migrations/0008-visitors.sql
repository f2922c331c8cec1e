-- Customers in a browser. Only the hash of the key they come back with is kept.
create table visitors (
  tenant_id text not null,
  id text not null,
  widget text not null,
  resume_hash text not null,
  contact text,
  seen_at bigint not null,
  primary key (tenant_id, id)
);
create unique index visitors_resume on visitors (resume_hash);
select isolate('visitors');

-- A visitor has one open chat.
create unique index visitors_one_open_chat on interactions (visitor) where stage not in ('wrapUp', 'closed');
