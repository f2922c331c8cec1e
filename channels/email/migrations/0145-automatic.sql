-- How many automatic mails of ours went to one address lately.
create index email_mails_automatic on email_mails ((head #>> '{to,0,address}'), created_at) where direction = 'out' and author = 'autoReply';
