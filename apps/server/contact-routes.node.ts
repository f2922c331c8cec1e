import { type Person, refuse } from '@patchbay/base/decision.ts';
import { isAmid } from '@patchbay/chat/access.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { maySeeAll } from '@patchbay/contacts/access.ts';
import type { Contact } from '@patchbay/contacts/contact.ts';
import { queryOf } from '@patchbay/contacts/finding.ts';
import { familyOf, findContacts } from '@patchbay/contacts/store.node.ts';
import { maySee as mayOpen } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionsOf } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { addressShown, alike, contactSeen, seenContact } from './contacts.node.ts';
import { anything, type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const id = z.object({ id: z.uuid() });
const list = z.object({
  search: z.string().max(100).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const history = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional()
    .describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** What is read of contacts: to whoever had a part in one of their interactions, or may look through all. */
export function contactRoutes(app: Http, site: Site, identify: Identify): void {
  app.get(
    '/api/contacts',
    { schema: { querystring: list, description: 'Contacts by name, found by name, address or number.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { search = '', after = null, limit } = request.query;
      const query = search.trim() ? queryOf(search) : null;
      if (search.trim() && !query) return say(request, reply, 409, refuse('contacts.tooShort'));
      const agent = maySeeAll(signed.person) ? null : signed.person.agent;
      const found = await findContacts(site.k.db.as(signed.tenant), signed.tenant, { query, agent, after, limit: limit + 1 });
      return { contacts: found.slice(0, limit).map(({ state }) => lineOf(state, masksOf(site, signed))), more: found.length > limit };
    },
  );
  app.get(
    '/api/contacts/:id',
    { schema: { params: id, description: 'A contact, and others that could be the same customer.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const contact = await seenContact(site, signed, request.params.id);
      if (!contact) return say(request, reply, 404, refuse('requests.notFound'));
      return {
        ...contactSeen(contact.state, masksOf(site, signed)),
        version: contact.version,
        alike: (await alike(site, signed.tenant, contact.state)).map((one) => lineOf(one, masksOf(site, signed))),
      };
    },
  );
  app.get(
    '/api/contacts/:id/interactions',
    { schema: { params: id, querystring: history, description: 'The history of a contact, newest first.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const contact = await seenContact(site, signed, request.params.id);
      if (!contact) return say(request, reply, 404, refuse('requests.notFound'));
      return historyOf(site, signed, contact.id, request.query);
    },
  );
}

async function historyOf(site: Site, { tenant, person }: Signed, contact: string, { before, limit }: z.output<typeof history>) {
  const run = site.k.db.as(tenant);
  const [startedAt, last = ''] = before?.split('_') ?? [];
  const contacts = await familyOf(run, tenant, contact);
  const found = await interactionsOf(run, tenant, {
    contacts,
    before: before ? { startedAt: Number(startedAt), id: last } : null,
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const end = shown.at(-1);
  return {
    interactions: shown.map((i) => lineFor(person, i)),
    next: found.length > limit && end ? `${end.startedAt}_${end.id}` : null,
  };
}

const masksOf = (site: Site, { tenant }: Signed): boolean => site.centres.of(tenant)?.agents.maskNumbers ?? false;
const lineOf = ({ id: contact, name, addresses, verified, createdAt }: Contact, masks: boolean) => ({
  id: contact,
  name,
  verified,
  createdAt,
  addresses: addresses.filter(({ kind }) => kind !== 'visitor').map((address) => addressShown(address, masks)),
});

/** What was noted and said of it at its end comes by opening it, to whoever may but had no part in it. [CH117] */
function lineFor(person: Person, i: Interaction) {
  const line = { ...summary(i), mayOpen: mayOpen(person, i) || maySeeAll(person) };
  if (!line.mayOpen || isAmid(i as Chat, person)) return line;
  return { ...line, notes: '', rating: line.rating && { ...line.rating, comment: '' } };
}

const summary = (i: Interaction) => ({
  id: i.id,
  channel: i.channel,
  queue: i.queue,
  startedAt: i.startedAt,
  stage: i.at.stage,
  outcome: 'outcome' in i.at ? i.at.outcome : null,
  reason: i.participations.flatMap((p) => (p.stage === 'done' && p.reason ? [p.reason] : [])).at(-1) ?? null,
  agents: i.participations.filter((p) => ['active', 'wrapUp', 'done'].includes(p.stage)).map((p) => p.agent),
  notes: i.notes,
  rating: (i.work as Partial<Chat['work']>).rating ?? null,
});
