import { languageOf } from '@patchbay/base/words.ts';
import { explained } from '@patchbay/help/help.ts';
import { z } from 'zod';
import type { Http } from './http.node.ts';
import { refusals } from './words.node.ts';

const row = z.object({
  code: z.string(),
  key: z.string().describe('As in `refused`.'),
  text: z.string(),
  cause: z.string(),
  remedy: z.string(),
});

/** Serves what every code means; it is the same for everybody, so nobody has to sign in for it. [HE3] */
export function helpRoute(app: Http): void {
  const description = 'Everything that can be refused or fail: code, text, cause and remedy, in the language of the request.';
  app.get('/api/errors', { schema: { description, response: { 200: z.object({ errors: z.array(row) }) } } }, (request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    reply.headers({ 'cache-control': 'public, max-age=300', vary: 'accept-language' });
    return { errors: [...explained(language, refusals(language))] };
  });
}
