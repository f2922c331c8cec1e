import { hash } from 'node:crypto';
import { refuse } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { contactShown } from '@patchbay/contacts/store.node.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { filled, type Known } from '@patchbay/screenpop/address.ts';
import { framePage, framePolicy, frameStyle } from '@patchbay/screenpop/page.ts';
import { openAt, type ScreenPop } from '@patchbay/screenpop/pops.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { framingOf } from './framing.node.ts';
import { type Http, say } from './http.node.ts';
import { noteReading } from './opening.node.ts';
import { popValues } from './pop-values.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const styleHash = `sha256-${hash('sha256', frameStyle, 'base64')}`;
const wanted = z.object({ interaction: z.uuid(), key: z.string().min(1).max(63) });

/** What shows itself beside an interaction, and the pages that hold it. [SP3] [SP4] */
export function screenPopRoutes(app: Http, site: Site, identify: Identify): void {
  const framing = framingOf(site.k.clock, site.egress);
  app.get(
    '/api/interactions/:id/screen-pops',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        description:
          'What shows itself beside an interaction: addresses with their variables filled in, and forms whose fields are case data.',
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const there = await popsFor(site, { ...signed, address: request.ip }, request.params.id);
      if (!there) return say(request, reply, 404, refuse('interactions.notFound'));
      const pops = there.pops.map(async ({ key, label, when, show, address, form, takes }) =>
        address === undefined
          ? { key, label, when, show, form }
          : { key, label, when, show, takes, address: filled(address, there.known), framing: await framing(address, ours(request)) },
      );
      reply.header('cache-control', 'no-store');
      return { pops: await Promise.all(pops) };
    },
  );
  app.get(
    '/api/screen-pop',
    { schema: { querystring: wanted, description: 'A page that holds the frame of one of them.', response: { 200: z.unknown() } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { interaction, key } = request.query;
      const there = await popsFor(site, { ...signed, address: request.ip }, interaction);
      const pop = there?.pops.find((one) => one.key === key);
      const address = pop?.address === undefined ? undefined : filled(pop.address, there?.known ?? {});
      if (!address) return say(request, reply, 404, refuse('interactions.notFound'));
      const origins = site.centres.of(signed.tenant)?.agents.screenPopOrigins ?? [];
      return reply
        .headers({ 'content-security-policy': framePolicy(origins, styleHash), 'cache-control': 'no-store' })
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(framePage(address));
    },
  );
}

const ours = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** The screen-pops of this interaction that are open for this person, with what is known for their addresses; undefined: not theirs. Who has no part in it reads the conversation by that. [CH117] */
async function popsFor(site: Site, reader: Signed & { readonly address: string }, id: string): Promise<Open | undefined> {
  const { tenant, person } = reader;
  const run = site.k.db.as(tenant);
  const interaction = (await interactionById(run, tenant, id))?.state;
  const centre = site.centres.of(tenant);
  if (!interaction || !centre || !maySee(person, interaction)) return undefined;
  const pops = openAt(ofQueue(centre, interaction.queue), participationOf(interaction, person.agent)?.stage);
  if (pops.length) await noteReading(site, reader, interaction);
  const contact = pops.length ? await contactShown(run, tenant, interaction.contact ?? '') : undefined;
  const me = { agent: person.agent, name: centre.users[person.agent]?.name, masks: centre.agents.maskNumbers };
  return { pops, known: popValues(interaction, contact?.state ?? null, me) };
}
interface Open {
  readonly pops: readonly ScreenPop[];
  readonly known: Known;
}

const ofQueue = ({ queues }: Centre, queue: string | null): readonly ScreenPop[] => queues[queue ?? '']?.screenPops ?? [];
