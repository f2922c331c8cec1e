-- Chats of before there were conferences have no guests. Each tenant for itself: row-level security binds the owner of the tables too.
do $$
declare
  tenant text;
begin
  for tenant in select id from tenants loop
    perform set_config('app.tenant', tenant, true);
    update interactions set state = jsonb_set(state, '{work}', '{"guests": [], "silence": null, "handed": null}'::jsonb || (state -> 'work'))
      where tenant_id = tenant and state ->> 'channel' = 'chat' and not (state -> 'work') ? 'guests';
  end loop;
end $$;
