import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Http } from './http.node.ts';
import type { Site } from './site.node.ts';

const page = fileURLToPath(new URL('../desktop/dist/index.html', import.meta.url));

/** The name of a build of the desktop: the part of its first script's name that changes with it; null: the page names none. */
export const buildOf = (html: string): string | null => /\/assets\/[\w.]+-([\w-]+)\.js/.exec(html)?.[1] ?? null;

/** Serves which build of the desktop this server has, and its clock: small, so that desktops measure the way to it. [SV60] */
export function versionRoute(app: Http, { k }: Pick<Site, 'k'>): void {
  const description = 'The build of the desktop that this server serves, and its time in ms since 1970.';
  const answer = z.object({ build: z.string().nullable(), now: z.number() });
  app.get('/api/version', { schema: { description, response: { 200: answer } } }, (_, reply) => {
    reply.header('cache-control', 'no-store');
    return { build: existsSync(page) ? buildOf(readFileSync(page, 'utf8')) : null, now: k.clock.now() };
  });
}
