import { isRefused, refuse } from '@patchbay/base/decision.ts';
import { leftMessages } from '@patchbay/chat/left.node.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { ringOf, servedQueues } from '@patchbay/configuration/serving.ts';
import { minutesOf } from '@patchbay/routing/pace.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { type Absence, type Coming, notReceived, received } from './reception.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** The queues whose messages this person answers: those of their team; null: all. [CH43] */
export function queuesOf(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>): readonly string[] | null {
  if (person.may.includes('seeAllWork')) return null;
  const centre = site.centres.of(tenant);
  return centre ? servedQueues(centre, person.agent) : [];
}

/** The queue that a widget leads to. */
export function queueOf(centre: Centre | undefined, widget: string): string | undefined {
  const entryPoint = centre && Object.hasOwn(centre.widgets, widget) ? centre.widgets[widget]?.entryPoint : undefined;
  return entryPoint && centre?.entryPoints[entryPoint]?.queue;
}

/** Why a widget asks for a message instead of a chat now, as its administrator has set it; null: it does not. [CH43] [CH46] */
export async function absenceOf(site: Site, who: Pick<Visitor, 'tenant' | 'widget'>, language: string): Promise<Absence | null> {
  const centre = site.centres.of(who.tenant);
  const widget = centre?.widgets[who.widget];
  if (!centre || !widget || widget.offline === 'never') return null;
  if (widget.offline === 'always') return { why: 'always', opens: null, text: null };
  const refused = notReceived(received(comingTo(site, who.tenant, { centre, entryPoint: widget.entryPoint, language })));
  return refused ?? (widget.offline === 'whenNobodyIsThere' && (await isDeserted(site, centre, who)) ? nobody : null);
}
const nobody: Absence = { why: 'nobody', opens: null, text: null };

/** Who comes now, as the reception sees them. */
export const comingTo = (site: Site, tenant: string, coming: Pick<Coming, 'centre' | 'entryPoint' | 'language'>): Coming => ({
  ...coming,
  now: site.k.clock.now(),
  waiting: (queue) =>
    site.deciders
      .get(tenant)
      ?.statistics()
      .find((q) => q.queue === queue)?.waiting ?? 0,
});

/** About how many minutes a chat that begins now waits, from and to; null: nobody waits, or nothing is known. [RT44] */
export function waitOf(
  site: Site,
  tenant: string,
  coming: Pick<Coming, 'centre' | 'entryPoint' | 'language'>,
): readonly [number, number] | null {
  const reception = received(comingTo(site, tenant, coming));
  if (isRefused(reception)) return null;
  const line = site.deciders
    .get(tenant)
    ?.statistics()
    .find(({ queue }) => queue === reception.queue);
  return line?.expected ? minutesOf(line.expected) : null;
}

/** Nobody who serves the queue of this widget is logged on. */
async function isDeserted(site: Site, centre: Centre, { tenant, widget }: Pick<Visitor, 'tenant' | 'widget'>): Promise<boolean> {
  const queue = centre.queues[queueOf(centre, widget) ?? ''];
  if (!queue) return false;
  const agents = await allAgents(site.k.db.as(tenant), tenant);
  return !agents.some(({ id, state }) => {
    return ringOf(centre, id, queue) === 0 && (state.channels[queue.channel]?.is ?? 'loggedOff') !== 'loggedOff';
  });
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
      const masks = site.centres.of(signed.tenant)?.agents.maskNumbers ?? false;
      const wanted = { queues: queuesOf(site, signed), done: request.query.done === 'true', masks };
      return { messages: await leftMessages(site.k.db.as(signed.tenant), signed.tenant, wanted) };
    },
  );
}
