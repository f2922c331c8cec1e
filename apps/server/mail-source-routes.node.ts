import { isRefused, refuse } from '@patchbay/base/decision.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { seenMail } from './mail-access.node.ts';
import { remotePicture, showPicturesOf } from './mail-pictures.node.ts';
import { handOutSource, headOf, sourceOf } from './mail-source.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const id = z.object({ id: z.uuid() });
const picture = z.object({ id: z.uuid(), n: z.coerce.number().int().min(0).max(999) });
const wanted = z.strictObject({
  mail: z.uuid(),
  show: z.boolean().describe('Whether remote pictures of whoever wrote it are shown at once.'),
});
const perMinute = 600;

interface Asked {
  readonly signed: Signed;
  readonly mail: StoredMail;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
/** A mail as it came, what its head says, and its remote pictures. [EM210] [EM211] [EM212] */
export function mailSourceRoutes(app: Http, site: Site, identify: Identify): void {
  const may = limiter(perMinute, 60_000);
  const asked =
    (mailOf: (request: FastifyRequest) => string, work: (asked: Asked) => Promise<object>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      if (!may(`${signed.tenant} ${signed.user}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const mail = await seenMail(site, signed, mailOf(request));
      const answer = mail ? await work({ signed, mail, request, reply }) : refuse('mails.notFound');
      return isRefused(answer) ? say(request, reply, 404, answer) : answer;
    };
  const named = (request: FastifyRequest) => (request.params as z.output<typeof id>).id;
  const response = { 200: anything };
  app.get(
    '/api/mails/:id/source',
    { schema: { params: id, description: 'A mail as it came or goes out, to be saved (RFC 5322).', response } },
    asked(named, async ({ signed, mail, reply }) => handOutSource(reply, mail, await sourceOf(site, signed.tenant, mail))),
  );
  app.get(
    '/api/mails/:id/head',
    { schema: { params: id, description: 'What the head of a mail says, field by field.', response } },
    asked(named, ({ signed, mail, reply }) => {
      reply.header('cache-control', 'no-store');
      return headOf(site, signed.tenant, mail);
    }),
  );
  app.get(
    '/api/mails/:id/pictures/:n',
    { schema: { params: picture, description: 'A remote picture of a mail, fetched by the server and drawn anew.', response } },
    asked(named, ({ mail, request, reply }) => remotePicture(site, reply, mail, (request.params as z.output<typeof picture>).n)),
  );
  app.post(
    '/api/mails/pictures',
    {
      schema: { body: wanted, description: 'Shows me the remote pictures of whoever wrote this mail at once, or not any more.', response },
    },
    asked(
      (request) => (request.body as z.output<typeof wanted>).mail,
      async ({ signed, mail, request }) => {
        const { show } = request.body as z.output<typeof wanted>;
        const address = mail.head.from?.address;
        if (!address) return refuse('mails.notFound');
        await showPicturesOf(site, signed, { address, show });
        return {};
      },
    ),
  );
}
