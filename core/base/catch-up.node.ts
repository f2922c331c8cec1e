import type { Run } from './database.node.ts';
import type { TenantId } from './decision.ts';
import type { EventsFrame, Position } from './stream.ts';
import type { AnyEvent } from './subject.ts';

/** More than this since a position, and a snapshot is cheaper. */
const tooMany = 5000;

/**
 * The position up to which every transaction is settled. Transaction numbers are taken before the commit, so a cursor on a sequence
 * loses events; below `xmin` no one can still appear. Another open write anywhere in the cluster holds it back: then it is only older.
 */
export async function settledPosition(run: Run): Promise<Position> {
  const rows = await run<{ epoch: string; xid: string }>({
    name: 'settled-position',
    text: `select concat_ws('.', system_identifier, timeline_id, (select oid from pg_database where datname = current_database())) as epoch,
      pg_snapshot_xmin(pg_current_snapshot())::text as xid from pg_control_system(), pg_control_checkpoint()`,
  });
  const row = rows[0];
  if (!row) throw new Error('The database does not say where it stands.');
  return row;
}

/**
 * What happened since a position, everything visible, in the order of the versions of each thing: repeats are dropped by whoever folds.
 * Null: the position is of another database or too old.
 */
export async function since(run: Run, tenant: TenantId, position: Position, now: Position): Promise<readonly EventsFrame[] | null> {
  if (position.epoch !== now.epoch || !/^\d{1,19}$/.test(position.xid)) return null;
  const rows = await run<{ kind: string; subject: string; version: number; body: AnyEvent; actor: string; at: string }>({
    name: 'events-since',
    text: `select kind, subject, version, body, actor, at from events where tenant_id = $1 and xid >= $2::text::xid8 order by xid, seq limit ${tooMany + 1}`,
    values: [tenant, position.xid],
  });
  if (rows.length > tooMany) return null;
  const sorted = rows.toSorted((a, b) => a.version - b.version);
  return sorted.map((r) => ({
    f: 'events',
    kind: r.kind,
    id: r.subject,
    from: r.version - 1,
    to: r.version,
    at: Number(r.at),
    by: r.actor,
    events: [r.body],
  }));
}
