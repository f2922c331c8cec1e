import type { TenantId } from '@patchbay/base/decision.ts';
import { namesOf } from '@patchbay/contacts/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { callsOf, talkedIn } from '@patchbay/voice/recent.node.ts';
import { causeOf, type WithWhom, wayOf, withWhom } from '@patchbay/voice/recent.ts';
import type { Site } from './site.node.ts';

/** One of my latest calls, as the list of recents shows it. */
interface Recent {
  readonly id: string;
  readonly at: number;
  readonly way: 'in' | 'out' | 'missed';
  readonly with: WithWhom;
  /** The contact's name; null: there is none. */
  readonly name: string | null;
  readonly queue: string | null;
  /** How long was talked; null: not at all, or it goes on. */
  readonly seconds: number | null;
  readonly failed: string | null;
}

/** My latest calls, newest first: in, out and missed. [VO131] */
export async function recentsOf(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>): Promise<readonly Recent[]> {
  const run = site.k.db.as(tenant as TenantId);
  const calls = await callsOf(run, tenant, person.agent);
  const [talked, names] = await Promise.all([
    talkedIn(run, tenant, calls),
    namesOf(
      run,
      tenant,
      calls.flatMap(({ contact }) => contact ?? []),
    ),
  ]);
  return calls.flatMap((call) => {
    const other = withWhom(call, person.agent);
    const { from = 0, to = null } = talked.get(call.id) ?? {};
    const way = wayOf(call, person.agent);
    const seconds = way === 'missed' || to === null ? null : Math.round((to - from) / 1000);
    const name = (call.contact && names.get(call.contact)) || null;
    return other
      ? [{ id: call.id, at: call.startedAt, way, with: other, name, queue: call.queue, seconds, failed: causeOf(call, person.agent) }]
      : [];
  });
}
