-- Secure values are kept sealed; `value` is only of those from before, until the server has sealed them.
alter table secure_data alter column value drop not null;
alter table secure_data add column sealed bytea;
alter table secure_data add check (value is null or sealed is null);
