-- Who decides for a tenant: the newest epoch alone. Whoever takes over takes the next one.
create table deciders (
  tenant_id text primary key,
  epoch bigint not null,
  since bigint not null
);
select isolate('deciders');

-- The fence: stands in every statement that decides, and ends it if the epoch is not the newest. It looks anew after it has waited for
-- whoever takes over (volatile), and whoever takes over waits for it.
create function may_decide(tenant text, mine bigint) returns boolean language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('epoch ' || tenant, 0));
  perform from deciders where tenant_id = tenant and epoch = mine;
  if not found then
    raise exception 'another decider has taken over for tenant %', tenant using errcode = 'P7070';
  end if;
  return true;
end $$;
