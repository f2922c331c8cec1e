import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { seenMail } from './mail-access.node.ts';
import { type Asker, mask, maskingOf, toMask } from './mail-masking.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const id = z.object({ id: z.uuid() });
const wanted = z.strictObject({
  mail: z.uuid(),
  texts: z.array(z.string().min(1).max(2000)).max(20).describe('What is to be masked, as it stands in the mail.'),
  files: z.array(z.uuid()).max(100).default([]).describe('Files that are deleted with it.'),
  pictures: z.boolean().default(false).describe('Also the pictures that stand in the text itself.'),
});
const perHour = 300;

/** Masking what must not be kept: what could be, what would be, and doing it for good. [EM205] */
export function mailMaskingRoutes(app: Http, site: Site, identify: Identify): void {
  const may = limiter(perHour, 3_600_000);
  const asked =
    (
      mailOf: (request: FastifyRequest) => string,
      work: (asker: Asker, mail: StoredMail, request: FastifyRequest) => Promise<object> | object,
    ) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const answer = await answered(signed, request);
      reply.header('cache-control', 'no-store');
      if (!isRefused(answer)) return answer;
      return say(
        request,
        reply,
        { 'mails.notFound': 404, 'mails.mayNotMask': 403, 'requests.tooMany': 429 }[answer.refused] ?? 409,
        answer,
      );

      async function answered({ tenant, person }: Signed, from: FastifyRequest): Promise<object | Refusal> {
        const mail = await seenMail(site, { tenant, person }, mailOf(from));
        if (!mail) return refuse('mails.notFound');
        if (!person.may.includes('mask')) return refuse('mails.mayNotMask');
        if (!may(`${tenant} ${person.agent}`, site.k.clock.now())) return refuse('requests.tooMany', { seconds: 3600 });
        return work({ tenant, person, address: from.ip }, mail, from);
      }
    };
  const bodyOf = (request: FastifyRequest) => request.body as z.output<typeof wanted>;
  const response = { 200: anything, 409: anything };
  app.get(
    '/api/mails/:id/masking',
    { schema: { params: id, description: 'What of a mail can be masked, and what looks as if it should be.', response } },
    asked(
      (request) => (request.params as z.output<typeof id>).id,
      (_, mail) => toMask(mail),
    ),
  );
  app.post(
    '/api/mails/mask/preview',
    { schema: { body: wanted, description: 'What would be masked, in how many places, and what would stay. Changes nothing.', response } },
    asked(
      (request) => bodyOf(request).mail,
      (asker, mail, request) => maskingOf(site, asker, mail, bodyOf(request)),
    ),
  );
  app.post(
    '/api/mails/mask',
    { schema: { body: wanted, description: 'Masks for good, in every copy that is kept: nobody can undo it.', response } },
    asked(
      (request) => bodyOf(request).mail,
      (asker, mail, request) => mask(site, asker, mail, bodyOf(request)),
    ),
  );
}
