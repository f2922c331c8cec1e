import { refuse } from '@patchbay/base/decision.ts';
import { strangeDomains, writtenTo } from '@patchbay/email/addresses.node.ts';
import { z } from 'zod';
import { oursIn } from './email.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { unwantedAt } from './mail-wishes.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const asking = z.object({
  search: z.string().trim().max(100).default('').describe('What stands in a name or an address.'),
  addresses: z.string().trim().toLowerCase().max(16_000).default('').describe('Addresses to look at, with commas between them.'),
  domains: z.string().trim().toLowerCase().max(4000).default('').describe('Domains to look at, with commas between them.'),
});
const perMinute = 240;
const mostAddresses = 50;
const mostDomains = 100;

/** Whom one may mean while one types recipients: people one has written to, and domains that are new to us. [EM170] [EM171] */
export function mailAddressRoutes(app: Http, site: Site, identify: Identify): void {
  const mayAsk = limiter(perMinute, 60_000);
  app.get(
    '/api/mail-addresses',
    {
      schema: {
        querystring: asking,
        description:
          'Whom I have lately written to (`search`), from which of some domains nobody has ever written to us (`domains`), and who of some people wants no mail (`addresses`).',
        response: { 200: anything },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { tenant, person } = signed;
      if (!mayAsk(`${tenant} ${person.agent}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const { search, domains, addresses } = request.query;
      const run = site.k.db.as(tenant);
      const centre = site.centres.of(tenant);
      const own = new Set((centre ? oursIn(centre) : []).map((address) => address.split('@')[1]));
      const asked = [...new Set(domains.split(',').filter((domain) => domain && !own.has(domain)))].slice(0, mostDomains);
      return {
        addresses: search ? await writtenTo(run, { tenant, agent: person.agent, typed: search }) : [],
        strange: await strangeDomains(run, tenant, asked),
        unwanted: await unwantedAt(run, tenant, addresses.split(',').filter(Boolean).slice(0, mostAddresses)),
      };
    },
  );
}
