import type { Database } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { loadCentre } from '@patchbay/configuration/store.node.ts';
import { nameAtEdge } from '@patchbay/voice/names.ts';
import { phonesOf } from '@patchbay/voice/phones.node.ts';
import type { Carrier } from './wired.ts';

/** Asks Kamailio something by its remote procedures. */
export type Rpc = (method: string, params: readonly (string | number)[]) => Promise<unknown>;

/** Who may come in at the edge, and where calls go out: an entry of one of its tables. */
export interface Entry {
  readonly table: 'ha1' | 'trunk' | 'trunkip';
  readonly key: string;
  readonly value: string;
}

/** Everybody of every tenant who may come in, and the carrier each goes out by. */
export async function admitted(
  db: Database,
): Promise<{ readonly entries: readonly Entry[]; readonly trunks: ReadonlyMap<TenantId, Carrier> }> {
  const entries: Entry[] = [];
  const trunks = new Map<TenantId, Carrier>();
  for (const tenant of await db.tenants()) {
    const centre = await loadCentre(db.as(tenant), tenant);
    if (!centre || centre.tenant.disabled) continue;
    const phones = (await phonesOf(db.as(tenant), tenant)).filter(({ id }) => Object.hasOwn(centre.phones, id));
    entries.push(
      ...phones.map(({ id, ha1 }) => ({ table: 'ha1' as const, key: nameAtEdge(id, tenant), value: ha1 })),
      ...carriers(centre, tenant),
    );
    const [first] = Object.entries(centre.trunks);
    if (first) trunks.set(tenant, { key: first[0], secure: first[1].secure });
  }
  return { entries, trunks };
}

const carriers = ({ trunks }: Centre, tenant: TenantId): readonly Entry[] =>
  Object.entries(trunks).flatMap(([key, { addresses, host, secure, user, password }]) => {
    const name = nameAtEdge(key, tenant);
    const known: Readonly<Record<string, string>> = {
      uri: `sip:${host}${secure ? ';transport=tls' : ''}`,
      domain: host.replace(/:\d+$/, ''),
      ...(user !== undefined && password !== undefined && { user, pass: password }),
    };
    const facts = Object.entries(known).map(([what, value]) => ({ table: 'trunk' as const, key: `${name}::${what}`, value }));
    return [...addresses.map((address) => ({ table: 'trunkip' as const, key: address, value: name })), ...facts];
  });

/** Tells Kamailio who may come in: what it does not have yet, and what is not so any more; it forgets everything when it dies. */
export function admission(rpc: Rpc) {
  let told = new Map<string, Entry>();
  const nameOf = ({ table, key }: Entry) => `${table} ${key}`;
  return {
    /** Makes it so. */
    async tell(entries: readonly Entry[]): Promise<void> {
      const wanted = new Map(entries.map((entry) => [nameOf(entry), entry]));
      if (!(await knows(rpc))) told = new Map();
      for (const [name, { table, key }] of told) if (!wanted.has(name)) await rpc('htable.delete', [table, key]);
      for (const [name, { table, key, value }] of wanted)
        if (told.get(name)?.value !== value) await rpc('htable.sets', [table, key, value]);
      await rpc('htable.sets', [...MARK, 'yes']);
      told = wanted;
    },
  };
}
const MARK = ['trunk', 'told'] as const;
const knows = (rpc: Rpc): Promise<boolean> =>
  rpc('htable.get', MARK).then(
    () => true,
    () => false, // Not there: it has begun anew.
  );

/** Whether a phone is registered, and by TLS: then its voice is secured, too. */
export const isRegistered = (rpc: Rpc, realm: string, phone: string): Promise<false | 'plain' | 'secure'> =>
  rpc('ul.lookup', ['location', `${phone}@${realm}`]).then(
    (found) => (/"Socket":\s*"tls:/.test(JSON.stringify(found)) ? 'secure' : 'plain'),
    () => false as const, // It says so by refusing.
  );
