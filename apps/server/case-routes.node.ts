import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import { familyOf } from '@patchbay/contacts/store.node.ts';
import { isOver } from '@patchbay/email/following.ts';
import { notesOf } from '@patchbay/email/notes.node.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionsOf } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { casesOf, findCases } from './case-finding.node.ts';
import { historyOf } from './case-history.node.ts';
import { seenContact } from './contacts.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { mayWorkOn, type SeenCase, seenCase } from './mail-access.node.ts';
import { clockOf } from './mail-lists.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const id = z.object({ id: z.uuid() });
const looking = z.object({
  search: z.string().max(200).default(''),
  mine: z.stringbool().default(false).describe('Only what I did something in during the last 30 days.'),
  open: z.stringbool().default(false).describe('Only what is neither resolved nor closed.'),
  before: z.coerce.number().int().optional().describe('The `next` of the page before.'),
});
/** More than anybody types. */
const perPerson = { searches: 120, milliseconds: 60_000 };

/** Cases are found, and what happened to one is read. */
export function caseRoutes(app: Http, site: Site, identify: Identify): void {
  const maySearch = limiter(perPerson.searches, perPerson.milliseconds);
  const asked =
    <T>(read: (signed: Signed, request: FastifyRequest) => Promise<T | Refusal>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      reply.header('cache-control', 'no-store');
      const answer = await read(signed, request);
      const refused = answer as Refusal | undefined;
      return refused && typeof refused === 'object' && 'refused' in refused ? say(request, reply, statusOf(refused), refused) : answer;
    };
  app.get(
    '/api/cases',
    {
      schema: {
        querystring: looking,
        description: 'Cases of e-mail by number, name, address, words of subject and text, and names of files; the newest mail first.',
        response: { 200: anything },
      },
    },
    asked(async (signed, request) => {
      const { before = null, ...rest } = request.query as z.output<typeof looking>;
      if (!maySearch(`${signed.tenant} ${signed.person.agent}`, site.k.clock.now())) return refuse('requests.tooMany', { seconds: 60 });
      return (await findCases(site, signed, { ...rest, before })) ?? refuse('cases.tooShort');
    }),
  );
  app.get(
    '/api/contacts/:id/cases',
    { schema: { params: id, description: 'The cases of a customer that I may see, newest mail first.', response: { 200: anything } } },
    asked(async (signed, request) => {
      const contact = await seenContact(site, signed, (request.params as z.output<typeof id>).id);
      if (!contact) return refuse('requests.notFound');
      return { cases: await casesOf(site, signed, await familyOf(site.k.db.as(signed.tenant), signed.tenant, contact.id)) };
    }),
  );
  app.get(
    '/api/cases/:id/history',
    { schema: { params: id, description: 'What happened to a case and in the work on it, oldest first.', response: { 200: anything } } },
    asked(async (signed, request) => {
      const seen = await seenCase(site, signed, (request.params as z.output<typeof id>).id);
      return seen ? { lines: await historyOf(site.k.db.as(signed.tenant), signed.tenant, seen) } : refuse('mails.notFound');
    }),
  );
}
const statusOf = ({ refused }: Refusal): number => ({ 'requests.tooMany': 429, 'cases.tooShort': 409 })[refused] ?? 404;

/** What the desktop shows of a case beside its mails. [EM143] */
export async function caseFacts(site: Site, signed: Signed, seen: SeenCase) {
  const { tenant } = signed;
  const run = site.k.db.as(tenant);
  const { contact, links = [] } = seen.of.state;
  const [notes, others] = await Promise.all([notesOf(run, tenant, seen.of.id), contact ? conversationsOf(site, signed, contact) : []]);
  return {
    clock: clockOf(site, tenant, seen.works[0]?.state.queue ?? null, seen.of.state),
    mayChange: mayWorkOn(signed, seen),
    hasWork: seen.works.some(({ state }) => !isOver(state)),
    merged: seen.merged.map(({ id: one, state: { number, subject } }) => ({ id: one, number, subject })),
    notes,
    others: others.map((one) => ({ ...summary(one), linked: links.includes(one.id) })),
  };
}
const mostOthers = 100;
/** Conversations of other channels with the contact, newest first. [EM146] */
async function conversationsOf(site: Site, { tenant }: Signed, contact: string): Promise<readonly Interaction[]> {
  const run = site.k.db.as(tenant);
  const found = await interactionsOf(run, tenant, { contacts: await familyOf(run, tenant, contact), before: null, limit: mostOthers });
  return found.filter(({ channel }) => channel !== 'email');
}
const summary = ({ id: one, channel, queue, startedAt, at, participations }: Interaction) => ({
  ...{ id: one, channel, queue, startedAt, stage: at.stage },
  agents: participations.filter(({ stage }) => ['active', 'wrapUp', 'done'].includes(stage)).map(({ agent }) => agent),
});
