import type { TenantId } from '@patchbay/base/decision.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { newlyShutOut } from '@patchbay/users/access.ts';
import { endOtherSessions } from '@patchbay/users/sessions.node.ts';
import { configureAgents } from './agents.node.ts';
import type { Applied } from './centres.node.ts';
import type { Routing } from './routing.node.ts';
import type { Site } from './site.node.ts';
import type { Stream } from './stream.node.ts';
import { takeOutShutOut } from './taking-out.node.ts';

/** What follows when an administrator has applied a centre: routing and agents get it, and whoever it shuts out is out. [SV4] */
export async function follow(site: Site, routing: Routing, stream: Pick<Stream, 'review'>, { tenant, before }: Applied): Promise<void> {
  await stream.review(tenant); // first of all: it needs no more than memory
  await routing.configure(tenant);
  await configureAgents(site, tenant, await allAgents(site.k.db.as(tenant), tenant));
  await endSessions(site, { tenant, before });
  await takeOutShutOut(site, tenant);
}

/** Who is enabled again later has to sign in again. */
async function endSessions(site: Site, { tenant, before }: Applied): Promise<void> {
  for (const { user } of before ? newlyShutOut(before, site.centres.of(tenant)) : []) await endEvery(site, tenant, user);
}

const endEvery = (site: Site, tenant: TenantId, user: string) =>
  endOtherSessions(site.k.db.as(tenant), { tenant, user, sessionId: 'none' });
