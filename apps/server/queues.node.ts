import { type Permission, refuse } from '@patchbay/base/decision.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { servedQueues } from '@patchbay/configuration/serving.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { minutesOf } from '@patchbay/routing/pace.ts';
import { servedIn, serviceLevel } from '@patchbay/routing/service.node.ts';
import { theseSubjects } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** So many of each queue are listed. */
const shown = 100;
const aMonthMs = 32 * 86_400_000;
const moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000);
/** A span of time, at most a month. */
export const span = z.object({ from: moment, to: moment }).refine(({ from, to }) => from < to && to - from <= aMonthMs, 'At most 32 days.');

/** How queues stand and stood, and who waits in them. [SV41] */
export function queueRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/queues',
    {
      schema: {
        description: 'What came of those who waited in my queues in a span of time (ms since 1970), with the service level.',
        querystring: span,
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      return { queues: await figures(site, signed, request.query) };
    },
  );
  app.get(
    '/api/waiting',
    { schema: { description: 'Who waits in my queues, in their order, the first hundred of each.', response: { 200: z.unknown() } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      return { waiting: await waitingFor(site, signed) };
    },
  );
}

const may = ({ person }: Signed, what: Permission) => person.may.includes(what);

/** The queues whose line this person sees: those they serve, or all. */
function queuesSeen(site: Site, signed: Signed): readonly string[] {
  const centre = site.centres.of(signed.tenant);
  if (!centre) return [];
  return may(signed, 'seeAllWork') ? Object.keys(centre.queues) : servedQueues(centre, signed.person.agent);
}

async function figures(site: Site, signed: Signed, { from, to }: z.output<typeof span>) {
  const { tenant } = signed;
  const queues = site.centres.of(tenant)?.queues ?? {};
  const targets = new Map(queuesSeen(site, signed).map((key) => [key, (queues[key]?.serviceLevel.seconds ?? 0) * 1000]));
  const served = new Map((await servedIn(site.k.db.as(tenant), tenant, { from, to }, targets)).map((one) => [one.queue, one]));
  return [...targets.keys()].map((queue) => {
    const one = served.get(queue) ?? { queue, answered: 0, within: 0, abandoned: 0, answerMs: null, longestMs: null };
    return { ...one, level: serviceLevel(one), target: queues[queue]?.serviceLevel };
  });
}

async function waitingFor(site: Site, signed: Signed) {
  const { tenant } = signed;
  const decider = site.deciders.get(tenant);
  const lines = queuesSeen(site, signed).flatMap((queue) => decider?.line(queue, shown).map((one) => ({ ...one, queue })) ?? []);
  const ids = lines.map(({ interaction }) => interaction);
  const rows = ids.length ? await theseSubjects(site.k.db.as(tenant), tenant, 'interactions', ids) : [];
  const known = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap(({ interaction, queue, since, band, kept }) => {
    const row = known.get(interaction);
    const chat = row?.state as Chat | undefined;
    if (!row || chat?.at.stage !== 'queued') return [];
    const { position, expected } = decider?.place(interaction) ?? { position: null, expected: null };
    const { name = null, subject = null } = chat.work.form ?? {}; // a call has no form
    const wait = expected && minutesOf(expected);
    return [
      { id: interaction, version: row.version, channel: chat.channel, queue, since, priority: band, kept, position, wait, name, subject },
    ];
  });
}

/** While it waits: everybody who serves its queue, now or from some ring on, and why they do not have it. [RT34] */
export function candidatesFor(site: Site, { tenant }: Pick<Signed, 'tenant'>, { id, at }: Interaction) {
  const centre = site.centres.of(tenant);
  const decider = site.deciders.get(tenant);
  if (at.stage !== 'queued' || !centre || !decider) return [];
  const { queue } = at;
  const members = Object.keys(centre.users).filter((user) => servedQueues(centre, user).includes(queue));
  return members.map((agent) => ({ agent, excluded: decider.whyNot(id, agent) }));
}
