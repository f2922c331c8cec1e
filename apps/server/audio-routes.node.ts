import { refuse } from '@patchbay/base/decision.ts';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** More than any browser's offer. */
const longest = 16_384;

/** The line of an agent's browser to the calls: it sits down between calls, and answering moves it. [VO108] [VO113] */
export function audioRoutes(app: Http, site: Site, identify: Identify): void {
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
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const answer = await site.telephony()?.audio(signed.tenant, signed.person.agent, request.body.offer);
      return answer ? { answer } : say(request, reply, 409, refuse('voice.noCalls'));
    },
  );
}
