import { refuse } from '@patchbay/base/decision.ts';
import { z } from 'zod';
import { directoryFor } from './directory.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { recentsOf } from './recents.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const asked = z.object({ search: z.string().max(100).default('') });

/** What an agent needs to call somebody. [VO130] [VO131] */
export function dialRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/directory',
    {
      schema: {
        querystring: asked,
        description: 'Whom I can call: colleagues with their presence; for what is typed, contacts, and how a number is dialled.',
        response: { 200: anything },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      return signed ? directoryFor(site, signed, request.query.search) : say(request, reply, 401, refuse('requests.notSignedIn'));
    },
  );
  app.get(
    '/api/recents',
    { schema: { description: 'My latest calls: in, out and missed.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      return signed ? { recents: await recentsOf(site, signed) } : say(request, reply, 401, refuse('requests.notSignedIn'));
    },
  );
}
