-- Reasons are long and alike: lz4 makes them as small as the default does at a tenth of the cost, where the database has it.
do $$ begin
  alter table decisions alter column body set compression lz4;
exception when feature_not_supported then null; -- built without lz4: the default does
end $$;
