import { markAgents } from '@patchbay/agents/days.node.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { sweepMailFiles } from '@patchbay/email/sweep.node.ts';
import { sweep } from '@patchbay/files/sweep.node.ts';
import { rewriteMasked } from './mail-masking.node.ts';
import type { Site } from './site.node.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** So many rows at a time, so that no lock is held for long. */
const atOnce = 5000;

interface Old {
  readonly table: string;
  /** The columns of the key beside the tenant. */
  readonly key: string;
  /** Which rows nobody asks for any more; $2 is a moment in ms since 1970. */
  readonly when: string;
  readonly before: (now: number, centre: Centre) => number;
}

/** What is deleted when it is too old for anybody to ask for it. [SV7] */
const olds: readonly Old[] = [
  { table: 'commands', key: 'key', when: 'at <= $2', before: (now) => now - day },
  {
    table: 'sessions',
    key: 'secret_hash',
    when: 'seen_at <= $2',
    before: (now, { signIn }) => now - signIn.sessionHours * hour,
  },
  { table: 'sign_in_tries', key: 'id', when: 'at <= $2', before: (now, { signIn }) => now - signIn.windowSeconds * 1000 },
  // The outcome leaves `due_at` at the end of the lease: a minute after it was carried out.
  { table: 'effects', key: 'id', when: "state = 'done' and due_at <= $2", before: (now) => now - 7 * day },
  // The key to come back with lives a day (channels/chat/visitors.node.ts); whoever began a chat has a contact and stays.
  { table: 'visitors', key: 'id', when: 'contact is null and seen_at <= $2', before: (now) => now - day },
  { table: 'drafts', key: 'ctid', when: 'at <= $2', before: (now) => now - 30 * day },
  { table: 'logs', key: 'id', when: 'at <= $2', before: (now) => now - 30 * day },
  { table: 'shown_errors', key: 'ctid', when: 'day <= $2', before: (now) => now - 30 * day },
  { table: 'asked_logs', key: 'ctid', when: 'at <= $2', before: (now) => now - 30 * day },
  { table: 'agent_marks', key: 'ctid', when: 'at <= $2', before: (now) => now - 400 * day },
  { table: 'push_tokens', key: 'id', when: 'expires_at <= $2', before: (now) => now },
  { table: 'identity_uses', key: 'id', when: 'until <= $2', before: (now) => now },
];

/** Notes how agents stand, and deletes what nobody needs any more, of every tenant. Safe to run on several servers at once. */
export async function keepHouse(site: Site): Promise<void> {
  const { k, centres, files, mailFiles, log } = site;
  for (const tenant of centres.tenants() as ReadonlySet<TenantId>) {
    const centre = centres.of(tenant);
    if (!centre) continue;
    await markAgents(k.db.as(tenant), tenant, k.clock.now());
    const gone = new Map([['files', await sweep(files, tenant, centre.files)]]);
    gone.set('mailFiles', await sweepMailFiles(k.db.as(tenant), tenant, mailFiles.shelf, k.clock.now()));
    gone.set('maskedSources', await rewriteMasked(site, tenant));
    for (const old of olds) gone.set(old.table, await forget(k.db.as(tenant), tenant, old, old.before(k.clock.now(), centre)));
    log.info({ tenant, ...Object.fromEntries(gone) }, 'kept house');
  }
}

async function forget(run: Run, tenant: TenantId, { table, key, when }: Old, moment: number): Promise<number> {
  const text = `delete from ${table} where tenant_id = $1 and ${key} in
    (select ${key} from ${table} where tenant_id = $1 and ${when} limit ${atOnce} for update skip locked) returning 1`;
  for (let gone = 0; ; ) {
    const { length } = await run({ text, values: [tenant, moment] });
    gone += length;
    if (length < atOnce) return gone;
  }
}
