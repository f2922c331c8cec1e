import { isRefused, refuse } from '@patchbay/base/decision.ts';
import { filesById, keepFile, takeFile } from '@patchbay/email/files.node.ts';
import { most } from '@patchbay/email/writing.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { handOut } from './mail-drawing.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const naming = z.object({ interaction: z.uuid(), name: z.string().min(1).max(300) });
const one = z.object({ id: z.uuid() });
const perMinute = 60;

/** Files of a mail that is being written: sent as they are, seen by whoever writes it. [EM113] */
export function mailUpload(app: Http, site: Site, identify: Identify): void {
  const mayCome = limiter(perMinute, 60_000);
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null)); // read piece by piece below, and only if wanted
    const description = 'Sends a file for a mail that is being written: its bytes as they are. What it is, its content says.';
    scope.put('/api/mail-files', { schema: { description, querystring: naming, response: { 200: anything } } }, async (request, reply) => {
      if (isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { tenant, person } = signed;
      const { interaction, name } = request.query as z.output<typeof naming>;
      const run = site.k.db.as(tenant);
      const i = (await interactionById(run, tenant, interaction))?.state;
      if (i?.channel !== 'email' || ownerOf(i) !== person.agent) return say(request, reply, 404, refuse('interactions.notFound'));
      if (!mayCome(`${tenant} ${person.agent}`, site.k.clock.now()))
        return say(request, reply, 429, refuse('requests.tooMany', { seconds: 60 }));
      const file = await takeFile(site.mailFiles, tenant, {
        name,
        declared: request.headers['content-type'] ?? '',
        bytes: most.one,
        from: request.raw,
      });
      if (isRefused(file)) return say(request, reply, 409, file.refused === 'files.tooLarge' ? refuse('email.tooLarge') : file);
      await keepFile(run, tenant, file, { agent: person.agent, interaction, now: site.k.clock.now() });
      const { hash: _, ...shown } = file;
      return { file: shown };
    });
  });
  app.get(
    '/api/mail-files/:id',
    { schema: { params: one, description: 'A file of a mail that I am writing.', response: { 200: anything } } },
    async (request, reply) => {
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const { tenant, person } = signed;
      const run = site.k.db.as(tenant);
      const [file] = await filesById(run, tenant, [request.params.id]);
      const i = file?.interaction ? (await interactionById(run, tenant, file.interaction))?.state : undefined;
      if (!file || !i || ownerOf(i) !== person.agent) return say(request, reply, 404, refuse('files.notFound'));
      const sent = await handOut(site, tenant, reply, file);
      return isRefused(sent) ? say(request, reply, 409, sent) : sent;
    },
  );
}
