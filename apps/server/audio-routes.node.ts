import { refuse } from '@patchbay/base/decision.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { actAsAgent } from './agents.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { passFor, relayOf } from './relay.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';
import { speaksAt } from './voice.node.ts';

const pass = z.strictObject({ urls: z.array(z.string()).readonly(), username: z.string(), credential: z.string() });
/** More than any browser's offer. */
const longest = 16_384;
/** More than anybody reloads a page. [SV10] */
const perUser = { offers: 60, milliseconds: 60_000 };

/** The line of an agent's browser to the calls: it sits down between calls, and answering moves it. [VO108] [VO113] */
export function audioRoutes(app: Http, site: Site, identify: Identify): void {
  const mayOffer = limiter(perUser.offers, perUser.milliseconds);
  const relay = relayOf(process.env);
  app.get(
    '/api/audio/relays',
    {
      schema: {
        description: 'TURN servers my browser may use for its voice, with a pass for twelve hours; none: it needs none here.',
        response: { 200: z.strictObject({ relays: z.array(pass) }) },
      },
    },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      return { relays: relay ? [passFor(relay, `${signed.tenant}.${signed.user}`, site.k.clock.now())] : [] };
    },
  );
  app.post(
    '/api/audio',
    {
      schema: {
        description: "Offers my browser's voice (WebRTC, the candidates in it); the answer is ours. Offered again, the older line ends.",
        body: z.strictObject({ offer: z.string().min(1).max(longest) }),
        response: { 200: z.strictObject({ answer: z.string() }), 409: anything },
      },
    },
    async (request, reply) => {
      if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      if (!mayOffer(`${signed.tenant} ${signed.user}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const answer = await site.telephony()?.audio(signed.tenant, signed.person.agent, request.body.offer);
      return answer ? { answer } : say(request, reply, 409, refuse('voice.noCalls'));
    },
  );
  app.post(
    '/api/audio/failed',
    {
      schema: {
        description: 'My browser has no voice for calls: no calls come until it offers one. Nothing, if I speak with something else.',
        body: z.strictObject({ trouble: z.enum(['noMicrophone', 'microphoneRefused', 'microphoneBusy', 'insecure']) }),
        response: { 204: z.null(), 409: anything },
      },
    },
    async (request, reply) => {
      if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      if (!mayOffer(`${signed.tenant} ${signed.user}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const { tenant, person } = signed;
      if ((await speaksAt(site, tenant, person.agent)) === 'browser') {
        const command = { by: 'outside', type: 'deviceLost', channel: 'voice' } as const;
        await actAsAgent(site, { tenant, by: person.agent }, { agent: person.agent, command });
      }
      return reply.code(204).send(null);
    },
  );
}
