-- The case of a piece of work, compared for equality: under row-level security an index of what is inside the state is not used (docs/adr/0035).
alter table interactions add column case_id text generated always as (state -> 'work' ->> 'case') stored;
drop index interactions_case;
create index interactions_case on interactions (case_id, started_at) where case_id is not null;
