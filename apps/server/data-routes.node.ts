import { refuse } from '@patchbay/base/decision.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { revealed } from '@patchbay/interactions/secure.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const asked = z.strictObject({ interaction: z.uuid(), variable: z.string().min(1).max(63) });
/** So long a secure value may stay on a screen. */
const shownMs = 5000;

/** A secure value, for whoever works on the interaction now; each time is noted in the audit, and no answer is kept. [CD4] */
export function dataRoutes(app: Http, site: Site, identify: Identify): void {
  app.post(
    '/api/reveal',
    {
      schema: {
        body: asked,
        description: 'Shows one secure value of the case data; it is noted who asked.',
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { tenant, person } = signed;
      const { interaction, variable } = request.body;
      const run = site.k.db.as(tenant);
      const known = await interactionById(run, tenant, interaction);
      const stage = known && participationOf(known.state, person.agent)?.stage;
      if (stage !== 'active' && stage !== 'wrapUp') return say(request, reply, 404, refuse('interactions.notFound'));
      const value = await revealed(run, site.vault, { tenant, interaction, variable }, { at: site.k.clock.now(), by: person.agent });
      reply.header('cache-control', 'no-store');
      return value === undefined ? say(request, reply, 404, refuse('interactions.notFound')) : { value, shownMs };
    },
  );
}
