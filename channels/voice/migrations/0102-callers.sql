-- Whose calls are over: found by agent, also those that only rang. Null while a call goes on, so that it is indexed once.
alter table interactions add column callers jsonb generated always as (
  case when state ->> 'channel' = 'voice' and state -> 'at' ->> 'stage' = 'closed' then
    jsonb_path_query_array(state, '$.participations[*].agent') || coalesce(state -> 'work' -> 'line' -> 'colleague', 'null'::jsonb)
  end) stored;
create index interactions_callers on interactions using gin (callers) where callers is not null;
