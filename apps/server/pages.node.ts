import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { refuse } from '@patchbay/base/decision.ts';
import { mapOf, policyOf } from './content-policy.ts';
import { type Http, say } from './http.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const folder = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const year = 31_536_000_000;

/** Serves the desktop, the widget and the demo shop. Whatever looks like a page of the desktop is the desktop. */
export async function pages(app: Http, site: Site, identify: Identify): Promise<void> {
  const desktop = folder('desktop/dist');
  const [widget, demo] = [folder('widget/dist'), folder('widget/demo')];
  if (existsSync(widget))
    await app.register(fastifyStatic, {
      root: widget,
      prefix: '/widget/',
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply) =>
        void reply.headers({
          'cache-control': 'public, max-age=300',
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        }),
    });
  if (existsSync(demo))
    await app.register(fastifyStatic, {
      root: demo,
      prefix: '/demo',
      redirect: true,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply) => void reply.headers({ 'permissions-policy': 'camera=(), geolocation=(self), microphone=()' }),
    });
  if (existsSync(desktop))
    await app.register(fastifyStatic, {
      root: desktop,
      wildcard: false,
      maxAge: year,
      immutable: true,
      index: false,
      globIgnore: ['**/index.html'],
    });
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    if (!page || !existsSync(`${desktop}/index.html`)) return say(request, reply, 404, refuse('requests.notFound'));
    const images = mapOf(site.centres, (await identify(request))?.tenant);
    return reply
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': policyOf({ images }) })
      .sendFile('index.html', desktop, { maxAge: 0, immutable: false });
  });
}
