import { dayOf } from '@patchbay/agents/days.node.ts';
import { refuse } from '@patchbay/base/decision.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { looksAfter } from '@patchbay/users/access.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const twoDaysMs = 2 * 86_400_000;
const moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000);
const span = z
  .object({ from: moment, to: moment })
  .refine(({ from, to }) => from < to && to - from <= twoDaysMs, 'From before to, at most two days.');

/** How agents spent a day. [SV42] */
export function dayRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/days',
    {
      schema: {
        description: 'How I and the agents I look after spent a span of time (ms since 1970): by state and reason, and what was handled.',
        querystring: span,
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      return { days: await daysFor(site, signed, request.query) };
    },
  );
}

async function daysFor(site: Site, { tenant, person }: Signed, { from, to }: z.output<typeof span>) {
  const centre = site.centres.of(tenant);
  const run = site.k.db.as(tenant);
  const seen = (await allAgents(run, tenant)).filter(
    ({ id }) => id === person.agent || (centre !== undefined && looksAfter(centre, person.agent, id)),
  );
  const days = [];
  for (const { state } of seen) days.push(await dayOf(run, tenant, state, { from, to, now: site.k.clock.now() }));
  return days;
}
