import { refuse } from '@patchbay/base/decision.ts';
import { mailFigures } from '@patchbay/email/figures.node.ts';
import { looksAfter } from '@patchbay/users/access.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { span } from './queues.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** What was done with mails. [EM299] */
export function mailFigureRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/mail-figures',
    {
      schema: {
        description:
          'What I and the agents I look after did with e-mails in a span of time (ms since 1970); for whoever sees all work also by queue.',
        querystring: span,
        response: { 200: anything },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      return signed ? figuresFor(site, signed, request.query) : say(request, reply, 401, refuse('requests.notSignedIn'));
    },
  );
}

async function figuresFor(site: Site, { tenant, person }: Signed, { from, to }: z.output<typeof span>) {
  const centre = site.centres.of(tenant);
  const { agents, queues } = await mailFigures(site.k.db.as(tenant), tenant, { from, to: Math.min(to, site.k.clock.now() + 1) });
  return {
    agents: agents.filter(({ agent }) => agent === person.agent || (centre !== undefined && looksAfter(centre, person.agent, agent))),
    queues: person.may.includes('seeAllWork') ? queues : [],
  };
}
