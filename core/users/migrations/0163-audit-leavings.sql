-- How people signed out in a span of time, for the report of working sessions.
create index audit_leavings on audit (tenant_id, at) where what in ('signedOutIdle', 'signedOutByForce', 'signedOutGivingBack');
