-- A customer goes on at another device: by a code that counts once, then with a key of that device.
alter table visitors add column code_hash text, add column code_until bigint, add column second_hash text;
create unique index visitors_code on visitors (code_hash) where code_hash is not null;
create unique index visitors_second on visitors (second_hash) where second_hash is not null;
