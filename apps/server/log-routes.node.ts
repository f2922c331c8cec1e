import { refuse } from '@patchbay/base/decision.ts';
import { reportSchema } from '@patchbay/logs/report.ts';
import { logsCame } from '@patchbay/logs/shown.node.ts';
import { keepReport, reportById, reports } from '@patchbay/logs/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { audit } from '@patchbay/users/audit.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** Reports of one user in an hour. [LG3] */
const perUser = { reports: 10, milliseconds: 3_600_000 };

/** What agents send about their desktops, and who reads it. [LG3] [LG4] */
export function logRoutes(app: Http, { k }: Site, identify: Identify): void {
  const maySend = limiter(perUser.reports, perUser.milliseconds);
  const sending = { description: 'Sends what happened in a desktop, with a comment; answers a number to name.', body: reportSchema };
  app.post('/api/logs', { schema: { ...sending, response: { 200: anything } } }, async (request, reply) => {
    if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user } = signed;
    if (!maySend(`${tenant} ${user}`, k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany', { seconds: 3600 }));
    const id = k.ids.secret().slice(0, 12);
    await keepReport(k.db.as(tenant), tenant, { ...request.body, id, user, at: k.clock.now() });
    await logsCame(k.db.as(tenant), tenant, user);
    await audit(k.db.as(tenant), tenant, { at: k.clock.now(), actor: user, what: 'logsSent', address: request.ip, about: id });
    return { id };
  });
  const reading = 'The logs that were sent, the latest first; for administrators.';
  app.get('/api/logs', { schema: { description: reading, response: { 200: anything } } }, async (request, reply) => {
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    if (!signed.person.may.includes('seeLogs')) return say(request, reply, 403, refuse('interactions.notAllowed'));
    return { logs: await reports(k.db.as(signed.tenant), signed.tenant) };
  });
  const one = { description: 'One of them, whole; that it was read is noted.', querystring: z.object({ id: z.string().max(64) }) };
  app.get('/api/log', { schema: { ...one, response: { 200: anything } } }, async (request, reply) => {
    const signed = await identify(request);
    if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
    const { tenant, user, person } = signed;
    const report = person.may.includes('seeLogs') ? await reportById(k.db.as(tenant), tenant, request.query.id) : undefined;
    if (!report) return say(request, reply, 404, refuse('requests.notFound'));
    await audit(k.db.as(tenant), tenant, { at: k.clock.now(), actor: user, what: 'logsRead', address: request.ip, about: report.id });
    return report;
  });
}
