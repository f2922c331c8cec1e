import { type InteractionId, isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { cannedFor, hasFile, type Kept, keepCanned, noteUse, removeCanned, usesOf, type Writing } from '@patchbay/canned/own.node.ts';
import { type CannedAsked, cannedAsked, type Imported, type Written } from '@patchbay/canned/own.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { copyIn } from '@patchbay/files/copy.node.ts';
import { factsOf, fileById } from '@patchbay/files/store.node.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { z } from 'zod';
import { mayNotSend, settingsOf } from './file-routes.node.ts';
import { type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const perPerson = { asks: 240, milliseconds: 60_000 };

/** Canned responses that people write: each their own, supervisors and administrators those for everybody. [CN6] */
export function cannedRoutes(app: Http, site: Site, identify: Identify): void {
  const may = limiter(perPerson.asks, perPerson.milliseconds);
  app.get(
    '/api/canned',
    {
      schema: { description: 'The canned responses I have written, those for everybody, and which I use.', response: { 200: z.unknown() } },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const run = site.k.db.as(signed.tenant);
      const { agent } = signed.person;
      return { responses: await cannedFor(run, signed.tenant, agent), uses: await usesOf(run, signed.tenant, agent) };
    },
  );
  app.post(
    '/api/canned',
    {
      schema: {
        body: cannedAsked,
        description: 'Writes, removes, imports, favours or counts a canned response.',
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      if (!may(`${signed.tenant} ${signed.person.agent}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const done = await carriedOut(site, signed, request.body);
      return isRefused(done) ? say(request, reply, absent.has(done.refused) ? 404 : 409, done) : done;
    },
  );
}

const absent: ReadonlySet<string> = new Set(['canned.notFound', 'files.notFound', 'interactions.notFound']);

async function carriedOut(site: Site, { tenant, person }: Signed, asked: CannedAsked): Promise<object | Refusal> {
  const leads = person.may.includes('seeAllWork');
  const by: Writing = { tenant, user: person.agent, shared: 'shared' in asked && asked.shared, at: site.k.clock.now() };
  switch (asked.type) {
    case 'favour':
    case 'used':
      await noteUse(site.k.db.as(tenant), by, { response: asked.response, favourite: asked.type === 'favour' ? asked.favourite : null });
      return { ok: true };
    case 'attach':
      return attached(site, { tenant, person }, asked);
    case 'remove':
      return removed(site, by, asked.id, leads);
    case 'write':
      return mayNotWrite(site, by, [asked.response], leads) ?? written(site, by, asked.id, asked.response);
    case 'import':
      return mayNotWrite(site, by, asked.responses, leads) ?? imported(site, by, asked.responses);
  }
}

/** Those for everybody are written by who leads, and only for queues that there are. */
function mayNotWrite(site: Site, { tenant, shared }: Writing, all: readonly Imported[], leads: boolean): Refusal | undefined {
  if (shared && !leads) return refuse('canned.notAllowed');
  const queues = site.centres.of(tenant)?.queues ?? {};
  const unknown = all.flatMap((one) => one.queues).find((queue) => !Object.hasOwn(queues, queue));
  return unknown === undefined ? undefined : refuse('canned.unknownQueue', { queue: unknown });
}

async function removed(site: Site, by: Writing, id: string, leads: boolean): Promise<object | Refusal> {
  const gone = await site.k.db.transaction(by.tenant, async (run) => {
    const own = await removeCanned(run, { ...by, shared: false }, id);
    return own || (leads && removeCanned(run, { ...by, shared: true }, id));
  });
  return gone ? { ok: true } : refuse('canned.notFound');
}

async function written(site: Site, by: Writing, known: string | null, response: Written): Promise<object | Refusal> {
  const id = known ?? site.k.ids.next();
  return keptWhole(site, by, [{ ...response, id, isNew: known === null }], { ok: true, id });
}

/** All of a file, or none of it. [CN8] */
const imported = (site: Site, by: Writing, responses: readonly Imported[]): Promise<object | Refusal> =>
  keptWhole(
    site,
    by,
    responses.map((one) => ({ ...one, files: [], id: site.k.ids.next(), isNew: true })),
    { ok: true, count: responses.length },
  );

async function keptWhole(site: Site, by: Writing, all: readonly Kept[], answer: object): Promise<object | Refusal> {
  try {
    return await site.k.db.transaction(by.tenant, async (run) => {
      for (const one of all) {
        const refused = await keepCanned(run, by, one);
        if (refused) throw new Undone(refused);
      }
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
}

/** A file of a response, as one of the conversation that whoever asks may write in; a message shows it then. [CN9] */
async function attached(
  site: Site,
  { tenant, person }: Pick<Signed, 'tenant' | 'person'>,
  { response, file, interaction, id }: Extract<CannedAsked, { readonly type: 'attach' }>,
): Promise<object | Refusal> {
  const run = site.k.db.as(tenant);
  const found = await interactionById(run, tenant, interaction as InteractionId);
  if (!found || !maySee(person, found.state)) return refuse('interactions.notFound');
  const why = mayNotSend(site, { tenant, person }, found.state as Chat);
  if (why) return why;
  const settings = settingsOf(site, tenant, found.state.queue);
  const stored = (await hasFile(run, { tenant, user: person.agent }, { response, file })) && (await fileById(run, tenant, file));
  if (!settings || !stored) return refuse('files.notFound');
  const copy = { tenant, interaction: interaction as InteractionId, sender: person.agent, clientId: id, settings };
  const made = await copyIn(site.files, copy, stored);
  return isRefused(made) ? made : { ok: true, file: factsOf(made) };
}

/** Takes back what a transaction has done so far. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}
