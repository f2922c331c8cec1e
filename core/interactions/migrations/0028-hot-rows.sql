-- These rows are read and written again and again while somebody talks: packing them each time they are longer than 2 KB costs more than it saves.
alter table interactions set (toast_tuple_target = 8160);
