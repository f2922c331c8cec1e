import { refuse } from '@patchbay/base/decision.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { draftOf, draftsOf, saveDraft } from '@patchbay/interactions/drafts.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** More than a desktop ever saves. */
const perPerson = { saves: 240, milliseconds: 60_000 };
const saved = z.strictObject({
  interaction: z.uuid(),
  kind: z.string().regex(/^(reply|inside|data\.[a-z0-9][a-z0-9-]{0,62})$/),
  text: z.string().max(4000),
  caret: z.int().min(0).max(4000),
  window: z.string().min(1).max(64).default('-').describe('What this window calls itself; it comes back with the news.'),
  base: z.uuid().nullable().describe('The revision this stands on; null: there was none.'),
});

/** What somebody is writing, kept for every browser they come back with. Everybody has their own and sees no other. [DR1] [DR2] */
export function draftRoutes(app: Http, site: Site, identify: Identify): void {
  const maySave = limiter(perPerson.saves, perPerson.milliseconds);
  app.get('/api/drafts', { schema: { description: 'What I am writing.', response: { 200: z.unknown() } } }, async (request, reply) => {
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    reply.header('cache-control', 'no-store');
    return { drafts: await draftsOf(site.k.db.as(signed.tenant), { tenant: signed.tenant, user: signed.person.agent }) };
  });
  const description = 'Keeps what I am writing; `saved` false: somewhere else it was saved first, and `draft` is that.';
  app.post('/api/drafts', { schema: { body: saved, description, response: { 200: z.unknown() } } }, async (request, reply) => {
    if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, person } = signed;
    const { k, hub } = site;
    if (!maySave(`${tenant} ${person.agent}`, k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
    const run = k.db.as(tenant);
    const { interaction, kind, text, caret, window } = request.body;
    const there = await interactionById(run, tenant, interaction);
    if (!there || !maySee(person, there.state)) return say(request, reply, 404, refuse('interactions.notFound'));
    const writer = { tenant, user: person.agent };
    const rev = k.ids.next();
    if (!(await saveDraft(run, writer, { ...request.body, rev, at: k.clock.now() })))
      return { saved: false, draft: await draftOf(run, writer, request.body) };
    const news: Frame = { f: 'draft', interaction, kind, window, draft: text === '' ? null : { text, caret, rev } };
    for (const listener of hub.standing(tenant, `agent:${person.agent}`)) listener.say(news);
    return { saved: true, rev: text === '' ? null : rev };
  });
}
