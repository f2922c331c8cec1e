import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import { leftMessages } from '@patchbay/chat/left.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { openingOf } from './reception.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** The queues whose messages this person answers: those of their team; null: all. [CH43] */
export function queuesOf(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>): readonly string[] | null {
  if (person.may.includes('seeAllWork')) return null;
  const { users = {}, queues = {} } = site.centres.of(tenant) ?? {};
  const team = Object.hasOwn(users, person.agent) ? users[person.agent]?.team : undefined;
  return Object.entries(queues).flatMap(([key, queue]) => (team && queue.teams.includes(team) ? [key] : []));
}

/** The queue that a widget leads to. */
export function queueOf(centre: Centre | undefined, widget: string): string | undefined {
  const entryPoint = centre && Object.hasOwn(centre.widgets, widget) ? centre.widgets[widget]?.entryPoint : undefined;
  return entryPoint && centre?.entryPoints[entryPoint]?.queue;
}

/** Whether a widget asks for a message instead of a chat now, as its administrator has set it. [CH43] */
export async function isOffline(site: Site, tenant: TenantId, key: string): Promise<boolean> {
  const centre = site.centres.of(tenant);
  const offline = centre?.widgets[key]?.offline ?? 'never';
  const queue = centre?.queues[queueOf(centre, key) ?? ''];
  if (offline !== 'whenNobodyIsThere' || !centre || !queue) return offline === 'always';
  if (isClosed(centre, key, site.k.clock.now())) return true;
  const agents = await allAgents(site.k.db.as(tenant), tenant);
  return !agents.some(({ id, state }) => {
    const { team, disabled = true } = centre.users[id] ?? {};
    return !disabled && team && queue.teams.includes(team) && (state.channels[queue.channel]?.is ?? 'loggedOff') !== 'loggedOff';
  });
}

/** By its hours, and without another queue that would take the customer. [SV40] */
function isClosed(centre: Centre, widget: string, now: number): boolean {
  const entryPoint = centre.widgets[widget]?.entryPoint ?? '';
  const other = centre.queues[queueOf(centre, widget) ?? '']?.closed.queue;
  return !other && !openingOf(centre, entryPoint, now).open;
}

/** What customers have left while nobody was there. */
export function leftMessageRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/messages',
    {
      schema: {
        description: 'The messages that customers have left while nobody was there: the open ones, or those that are done.',
        querystring: z.object({ done: z.enum(['true', 'false']).default('false') }),
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const wanted = { queues: queuesOf(site, signed), done: request.query.done === 'true' };
      return { messages: await leftMessages(site.k.db.as(signed.tenant), signed.tenant, wanted) };
    },
  );
}
