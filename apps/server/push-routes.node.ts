import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import { dropToken, keepToken } from '@patchbay/chat/push.node.ts';
import { pushKinds } from '@patchbay/chat/push.ts';
import { visitorOf } from '@patchbay/chat/visitors.node.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { publicKeys } from './push-keys.node.ts';
import type { Site } from './site.node.ts';

const target = z.strictObject({
  kind: z.enum(pushKinds).describe('Apple (APNs), Google (Firebase), or whatever the receiver knows.'),
  token: z
    .string()
    .regex(/^[\x21-\x7e]{8,4096}$/, 'Write 8 to 4096 characters without blanks.')
    .describe('Of the device, from its platform.'),
  on: z.boolean().default(true).describe('False takes it back, as deleting it does.'),
});
const perMinute = 20;
const perMinuteFromOneAddress = 300;

/** Where apps of customers say how they are told of messages while nobody looks; and the keys that such a push is checked with. [CH90] [CH91] */
export function pushRoutes(app: Http, site: Site): void {
  const mayAsk = limiter(perMinute, 60_000);
  const mayAskFrom = limiter(perMinuteFromOneAddress, 60_000);
  const customer = async ({ headers: { authorization = '' }, ip }: FastifyRequest) => {
    const who = await visitorOf(site.k, site.centres.tenants(), authorization.replace(/^Bearer /i, ''));
    if (!who) return { status: 401, refusal: refuse('widget.expired') };
    const now = site.k.clock.now();
    if (!mayAskFrom(ip, now) || !mayAsk(`${who.tenant} ${who.visitor}`, now)) return { status: 429, refusal: refuse('requests.tooMany') };
    return { who, run: site.k.db.as(who.tenant) };
  };
  const response = { 200: z.unknown(), 204: z.unknown() };
  for (const path of ['/api/push-tokens', '/api/push-tokens/:id'])
    app.options(path, { schema: { hide: true } }, (_, reply) => reply.code(204).send());

  app.post(
    '/api/push-tokens',
    {
      schema: {
        body: target,
        response,
        description:
          "Says where a customer's app is told that there is a message while it is not connected: for 30 days, and anew each time. A device belongs to the customer who said so last. 404: this centre pushes nothing.",
      },
    },
    async (request, reply) => {
      const { who, run, status, refusal } = await customer(request);
      if (!who) return say(request, reply, status, refusal);
      if (!site.centres.of(who.tenant)?.push.url) return say(request, reply, 404, refuse('requests.notFound'));
      const { on, ...to } = request.body;
      return on ? keepToken(run, who, to, site.k.clock.now()) : { id: await dropToken(run, who, { token: to.token }) };
    },
  );
  app.delete(
    '/api/push-tokens/:id',
    { schema: { params: z.object({ id: z.string().max(64) }), response, description: 'Nothing is told there any more.' } },
    async (request, reply) => {
      const { who, run, status, refusal } = await customer(request);
      if (!who) return say(request, reply, status, refusal);
      await dropToken(run, who, request.params);
      return reply.code(204).send();
    },
  );
  app.get(
    '/api/push-keys/:tenant',
    {
      schema: {
        params: z.object({ tenant: z.string().max(63) }),
        response,
        description: 'The public keys that the signature of a push is checked with (RFC 7517).',
      },
    },
    async (request, reply) => {
      const tenant = request.params.tenant as TenantId;
      if (!site.centres.of(tenant)?.push.url) return say(request, reply, 404, refuse('requests.notFound'));
      return publicKeys({ db: site.k.db, vault: site.vault }, tenant);
    },
  );
}
