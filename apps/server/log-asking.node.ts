import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import { coded, codeOf } from '@patchbay/help/codes.ts';
import { askSchema, shownSchema } from '@patchbay/logs/asking.ts';
import { askedLogs, askForLogs, countShown, declineLogs, shownErrors } from '@patchbay/logs/shown.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { audit } from '@patchbay/users/audit.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const perUser = { times: 60, milliseconds: 3_600_000 };
const codes = new Set(coded.map(codeOf));

/** Which errors were shown, and whose logs are asked for. [LG5] [LG6] */
export function logAskingRoutes(app: Http, site: Site, identify: Identify): void {
  const { k, centres, hub } = site;
  const may = limiter(perUser.times, perUser.milliseconds);
  const tell = (tenant: TenantId, user: string): void => {
    for (const listener of hub.standing(tenant, `agent:${user}`)) listener.say({ f: 'logsAsked' } satisfies Frame);
  };
  const telling = { description: 'Which errors a desktop has shown since it last told, by code.', body: shownSchema };
  app.post('/api/errors/shown', { schema: { ...telling, response: { 200: anything } } }, async (request, reply) => {
    if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user } = signed;
    if (!may(`shown ${tenant} ${user}`, k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany', { seconds: 3600 }));
    const shown = request.body.shown.filter(({ code }) => codes.has(code));
    await countShown(k.db.as(tenant), tenant, { build: request.body.build, shown, user, now: k.clock.now() });
    return {};
  });
  const counts = 'How often which error was shown, by code, user and build, in the last 30 days; for administrators.';
  app.get('/api/errors/shown', { schema: { description: counts, response: { 200: anything } } }, async (request, reply) => {
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    if (!signed.person.may.includes('seeLogs')) return say(request, reply, 403, refuse('interactions.notAllowed'));
    return { shown: await shownErrors(k.db.as(signed.tenant), signed.tenant) };
  });

  const asking = { description: 'Asks a user for the logs of their desktop; they see who asks and why.', body: askSchema };
  app.post('/api/logs/asked', { schema: { ...asking, response: { 200: anything } } }, async (request, reply) => {
    if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user: by, person } = signed;
    if (!person.may.includes('seeLogs')) return say(request, reply, 403, refuse('interactions.notAllowed'));
    const { user, why } = request.body;
    const users = centres.of(tenant)?.users ?? {};
    if (!Object.hasOwn(users, user)) return say(request, reply, 404, refuse('requests.notFound'));
    if (!may(`asked ${tenant} ${by}`, k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany', { seconds: 3600 }));
    await askForLogs(k.db.as(tenant), tenant, { user, by, at: k.clock.now(), why });
    await audit(k.db.as(tenant), tenant, { at: k.clock.now(), actor: by, what: 'logsAsked', address: request.ip, about: user });
    tell(tenant, user);
    return {};
  });
  const refusing = { description: 'I do not send the logs that I am asked for.', body: z.strictObject({ decline: z.literal(true) }) };
  app.post('/api/logs/declined', { schema: { ...refusing, response: { 200: anything } } }, async (request, reply) => {
    if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user } = signed;
    if (!(await declineLogs(k.db.as(tenant), tenant, user, k.clock.now()))) return say(request, reply, 404, refuse('requests.notFound'));
    tell(tenant, user);
    return {};
  });
  const standing = 'The question for my logs that I have not answered, and for administrators all that were asked.';
  app.get('/api/logs/asked', { schema: { description: standing, response: { 200: anything } } }, async (request, reply) => {
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user, person } = signed;
    const all = await askedLogs(k.db.as(tenant), tenant, person.may.includes('seeLogs') ? null : user);
    const mine = all.find((one) => one.user === user && one.declinedAt === null) ?? null;
    return { mine, asked: person.may.includes('seeLogs') ? all : [] };
  });
}
