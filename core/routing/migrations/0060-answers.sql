-- Who waited and was answered or gave up, by time: for the service level of a queue.
create index events_answers on events (at)
  where type = 'interaction.accepted' or (type = 'interaction.ended' and body ->> 'outcome' = 'abandoned');
