import { type Person, refuse } from '@patchbay/base/decision.ts';
import { visitorOf } from '@patchbay/chat/visitors.node.ts';
import { maySeeAll } from '@patchbay/contacts/access.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById, timeline } from '@patchbay/interactions/store.node.ts';
import { decisionsOf } from '@patchbay/routing/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audioRoutes } from './audio-routes.node.ts';
import { banRoutes } from './bans.node.ts';
import { cannedRoutes } from './canned-routes.node.ts';
import { caseRoutes } from './case-routes.node.ts';
import { actAsStaff, actAsVisitor, staffCommand, statusOf, visitorCommand } from './commands.node.ts';
import { contactRoutes } from './contact-routes.node.ts';
import { dataRoutes } from './data-routes.node.ts';
import { dayRoutes } from './days.node.ts';
import { deskOf } from './desk-words.node.ts';
import { dialRoutes } from './dial-routes.node.ts';
import { draftRoutes } from './draft-routes.node.ts';
import { answer, anything, bodyUnread, type Http, malformed, say } from './http.node.ts';
import { leftMessageRoutes } from './left-messages.node.ts';
import { limiter } from './limits.ts';
import { mailAddressRoutes } from './mail-addresses.node.ts';
import { mailFigureRoutes } from './mail-figures.node.ts';
import { mailRoutes } from './mail-routes.node.ts';
import { mailUpload } from './mail-upload.node.ts';
import { hasOpened, noteReading } from './opening.node.ts';
import { candidatesFor, queueRoutes } from './queues.node.ts';
import { screenPopRoutes } from './screen-pops.node.ts';
import { entriesSeenBy, mayKnow, stateSeenBy } from './seen.node.ts';
import type { Site } from './site.node.ts';
import { stintRoutes } from './stints.node.ts';
import { targetsFor } from './targets.node.ts';

/** Tells who signed in sent a request; null: nobody. */
export type Identify = (request: FastifyRequest) => Promise<Signed | null>;

/** More than anybody types. [SV10] */
const perVisitor = { commands: 300, milliseconds: 30_000 };
/** Messages that one address leaves in an hour. [CH43] */
const perAddress = { messages: 10, milliseconds: 3_600_000 };
const id = z.object({ id: z.uuid() });
const keyHeader = z.object({ 'idempotency-key': z.string().min(8).max(64) });

/** What staff and customers ask and read. */
export function routes(app: Http, site: Site, identify: Identify): void {
  const mayTell = limiter(perVisitor.commands, perVisitor.milliseconds);
  const mayLeave = limiter(perAddress.messages, perAddress.milliseconds);
  app.post(
    '/api/commands',
    {
      validatorCompiler: bodyUnread, // whose commands they can be is known when it is known who asks
      schema: {
        description:
          'Carries out one command. The same key gets the same answer, once. Staff come with their cookie, customers with a bearer token.',
        headers: keyHeader,
        body: z.union([staffCommand, visitorCommand]),
        response: { 200: anything, 409: anything },
      },
    },
    async (request, reply) => {
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const asked = { request, reply, key: request.headers['idempotency-key'] };
      return bearer ? byCustomer({ site, mayTell, mayLeave }, asked, bearer) : byStaff(site, asked, identify);
    },
  );

  /** Runs a reading with who asks and the interaction, if they may see it; else it does not exist. */
  const reading =
    <T extends object>(
      read: (scene: { signed: Signed; interaction: { version: number; state: Interaction }; request: FastifyRequest }) => Promise<T>,
      sees = mayKnow,
    ) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { id: wanted } = request.params as z.output<typeof id>;
      const interaction = await interactionById(site.k.db.as(signed.tenant), signed.tenant, wanted);
      if (!interaction || !sees(signed.person, interaction.state)) return say(request, reply, 404, refuse('interactions.notFound'));
      return read({ signed, interaction, request });
    };

  app.get(
    '/api/interactions/:id',
    { schema: { params: id, description: 'An interaction as it is now.', response: { 200: anything } } },
    reading(async ({ signed: { tenant, person }, interaction: { version, state } }) => ({
      ...{ f: 'subject', kind: 'interaction', id: state.id, version },
      state: stateSeenBy('interaction', state, { by: person, opened: (one) => hasOpened(site, tenant, person, one) }),
    })),
  );
  const page = z.object({
    before: z.coerce
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1)
      .optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  });
  app.get(
    '/api/interactions/:id/timeline',
    {
      schema: {
        params: id,
        querystring: page,
        description: 'What happened, in order; the transcript is in it. Reading one that is not of your work is noted in the audit.',
        response: { 200: anything },
      },
    },
    reading(async ({ signed, interaction, request }) => {
      const { before, limit } = request.query as z.output<typeof page>;
      const run = site.k.db.as(signed.tenant);
      await noteReading(site, { ...signed, address: request.ip }, interaction.state);
      const entries = await timeline(run, signed.tenant, interaction.state.id, { limit, ...(before && { before }) });
      return { entries: entriesSeenBy(entries, signed.person), more: (entries[0]?.n ?? 1) > 1 };
    }, mayRead),
  );
  app.get(
    '/api/interactions/:id/routing',
    {
      schema: {
        params: id,
        description: 'Why it was offered to whom; while it waits, why nobody of its queue has it.',
        response: { 200: anything },
      },
    },
    reading(async ({ signed, interaction }) => ({
      decisions: await decisionsOf(site.k.db.as(signed.tenant), signed.tenant, interaction.state.id),
      candidates: candidatesFor(site, signed, interaction.state),
    })),
  );
  app.get(
    '/api/interactions/:id/targets',
    { schema: { params: id, description: 'To whom it can be handed: colleagues and queues, and why not.', response: { 200: anything } } },
    reading(({ signed, interaction }) => targetsFor(site, signed, interaction.state)),
  );
  app.get(
    '/api/desk',
    { schema: { description: 'Names and settings that a desktop draws with.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      const desk = signed && deskOf(site, signed);
      return desk ?? say(request, reply, 401, refuse('requests.notSignedIn'));
    },
  );
  audioRoutes(app, site, identify);
  dialRoutes(app, site, identify);
  contactRoutes(app, site, identify);
  dataRoutes(app, site, identify);
  leftMessageRoutes(app, site, identify);
  screenPopRoutes(app, site, identify);
  banRoutes(app, site, identify);
  draftRoutes(app, site, identify);
  cannedRoutes(app, site, identify);
  queueRoutes(app, site, identify);
  dayRoutes(app, site, identify);
  stintRoutes(app, site, identify);
  mailRoutes(app, site, identify);
  mailFigureRoutes(app, site, identify);
  caseRoutes(app, site, identify);
  mailAddressRoutes(app, site, identify);
  mailUpload(app, site, identify);
}

/** A transcript is read by whoever may see the interaction, or look through all contacts and their history. */
const mayRead = (by: Person, i: Interaction): boolean => maySee(by, i) || maySeeAll(by);

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: string;
}

interface Told {
  readonly site: Site;
  readonly mayTell: (visitor: string, now: number) => boolean;
  readonly mayLeave: (address: string, now: number) => boolean;
}
async function byCustomer({ site, mayTell, mayLeave }: Told, { request, reply, key }: Asked, token: string) {
  const who = await visitorOf(site.k, site.centres.tenants(), token);
  const command = visitorCommand.safeParse(request.body);
  if (!who) return say(request, reply, 401, refuse('widget.expired'));
  if (!mayTell(who.visitor, site.k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany', { seconds: 10 }));
  if (!command.success) return malformed(request, reply, command.error);
  if (command.data.type === 'leaveMessage' && !mayLeave(request.ip, site.k.clock.now()))
    return say(request, reply, 429, refuse('requests.tooMany', { seconds: 3600 }));
  const done = await actAsVisitor(site, who, key, command.data);
  return answer(request, reply, done, statusOf(done));
}

/** A cookie comes along whoever made the browser ask; so it counts only when our own pages did. [SV2] */
async function byStaff(site: Site, { request, reply, key }: Asked, identify: Identify) {
  if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
  const signed = await identify(request);
  const command = staffCommand.safeParse(request.body);
  if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
  if (!command.success) return malformed(request, reply, command.error);
  const done = await actAsStaff(site, { ...signed, address: request.ip }, key, command.data);
  return answer(request, reply, done, statusOf(done));
}
