-- What a case was merged into, and the cases that belong together by that: the one that stays, and all that went into it.
alter table email_cases add column merged_into text
  generated always as (case when state -> 'at' ->> 'is' = 'merged' then state -> 'at' ->> 'into' end) stored;
create index email_cases_merged on email_cases (merged_into) where merged_into is not null;
create function case_root(one text) returns text language sql stable as $$
  with recursive up (id, merged_into, n) as (
    select id, merged_into, 0 from email_cases where id = one and tenant_id = current_setting('app.tenant', true)
    union all select c.id, c.merged_into, n + 1 from up join email_cases c on c.id = up.merged_into where n < 50)
  select id from up order by n desc limit 1 $$;
create function cases_with(one text) returns setof text language sql stable as $$
  with recursive down (id, n) as (
    select case_root(one), 0
    union all select c.id, n + 1 from down join email_cases c on c.merged_into = down.id where n < 50)
  select id from down where id is not null $$;

-- Who has or had a part in the work on a case, and when they last did something in it.
create table email_parts (
  tenant_id text not null,
  agent text not null,
  case_id text not null,
  at bigint not null,
  primary key (agent, case_id, tenant_id)
);
create index email_parts_lately on email_parts (agent, at);
select isolate('email_parts');
do $$ declare one text; begin
  for one in select id from tenants loop
    perform set_config('app.tenant', one, true);
    insert into email_parts select tenant_id, agent, case_id, max(started_at) from (
      select tenant_id, p ->> 'agent' as agent, case_id, started_at from interactions, jsonb_array_elements(state -> 'participations') p
        where case_id is not null and p ->> 'stage' in ('active', 'wrapUp', 'done')
      union all select tenant_id, state #>> '{work,doing,holder}', case_id, started_at from interactions
        where case_id is not null and state #>> '{work,doing,holder}' is not null) one group by 1, 2, 3;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;

-- What colleagues say of a case among themselves; it is sent to nobody.
create table email_notes (
  tenant_id text not null,
  id text not null,
  case_id text not null,
  agent text not null,
  text text not null,
  at bigint not null,
  primary key (id, tenant_id)
);
create index email_notes_case on email_notes (case_id, at);
select isolate('email_notes');
