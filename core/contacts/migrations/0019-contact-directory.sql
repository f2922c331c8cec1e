-- Contacts have several addresses, can go into one another, and are found by what they hold.
do $$ declare one text; begin
  for one in select id from tenants loop
    perform set_config('app.tenant', one, true);
    update contacts set state = jsonb_build_object(
      'id', id, 'name', coalesce(state ->> 'name', ''), 'verified', coalesce(state -> 'verified', 'false'), 'createdAt', coalesce(state -> 'createdAt', '0'),
      'addresses', (
        select coalesce(jsonb_agg(jsonb_build_object('id', kind, 'kind', kind, 'typed', typed, 'normal', normal, 'label', null)), '[]')
        from (values ('email', state ->> 'email', lower(state ->> 'email')),
          ('phone', state ->> 'phone', regexp_replace(state ->> 'phone', '[^0-9+]', '', 'g'))) as a (kind, typed, normal) where typed is not null),
      'language', null, 'consent', null, 'proposed', '[]'::jsonb, 'absorbed', '[]'::jsonb, 'apart', '[]'::jsonb,
      'mergedInto', null, 'anonymisedAt', null, 'saved', '{}'::jsonb)
    where not state ? 'addresses';
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
alter table contacts drop column name;
alter table contacts add column merged_into text generated always as (state ->> 'mergedInto') stored;
alter table contacts add column gone boolean generated always as (state ->> 'mergedInto' is not null or state ->> 'anonymisedAt' is not null) stored;
create index contacts_merged on contacts (merged_into) where merged_into is not null;

-- Where a contact stands in the list, and its text without marks.
create table contact_search (
  tenant_id text not null,
  contact text not null,
  name_order text not null,
  text text not null,
  primary key (tenant_id, contact)
);
create index contact_search_order on contact_search (name_order, contact);
select isolate('contact_search');

-- What a contact is found by: whole addresses, and words in pieces of two characters. Compared by equality only: under row-level security
-- PostgreSQL uses an index for nothing else (docs/adr/0035).
create table contact_terms (
  tenant_id text not null,
  term text not null,
  contact text not null,
  primary key (tenant_id, term, contact)
);
select isolate('contact_terms');

-- Who had a conversation with whom.
create table contact_agents (
  tenant_id text not null,
  agent text not null,
  contact text not null,
  primary key (tenant_id, agent, contact)
);
select isolate('contact_agents');
do $$ declare one text; begin
  for one in select id from tenants loop
    perform set_config('app.tenant', one, true);
    insert into contact_agents select distinct tenant_id, p ->> 'agent', contact from interactions, jsonb_array_elements(state -> 'participations') p
      where contact is not null and p ->> 'stage' in ('active', 'wrapUp', 'done');
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
