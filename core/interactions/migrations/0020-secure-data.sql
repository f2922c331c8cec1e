-- Secure values of the case data: in no state and no event, only here, and read one by one with a note in the audit.
create table secure_data (
  tenant_id text not null,
  interaction text not null,
  variable text not null,
  value text not null,
  primary key (tenant_id, interaction, variable)
);
select isolate('secure_data');
