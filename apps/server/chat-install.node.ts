import { hash } from 'node:crypto';
import { refuse } from '@patchbay/base/decision.ts';
import { languageOf } from '@patchbay/base/words.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import sharp from 'sharp';
import { z } from 'zod';
import { worker } from './chat-worker.ts';
import { policyOf } from './content-policy.ts';
import { type Http, say } from './http.node.ts';
import type { Site } from './site.node.ts';

const key = z.string().regex(/^[a-z0-9-]{1,63}$/);
const named = z.object({ tenant: key, widget: key });
const sides = [192, 512] as const;

/** What makes the page of a chat an app that a phone installs: how it is called, its pictures, and a page for when there is no network. [SV76] */
export function chatInstallRoutes(app: Http, site: Site): void {
  const widgetOf = ({ tenant, widget }: z.output<typeof named>) => {
    const centre = site.centres.of(tenant);
    return centre && !centre.tenant.disabled && Object.hasOwn(centre.widgets, widget) ? centre.widgets[widget] : undefined;
  };
  app.get('/chat/:tenant/:widget/app.webmanifest', { schema: { hide: true, params: named } }, (request, reply) => {
    const widget = widgetOf(request.params);
    if (!widget) return say(request, reply, 404, refuse('widget.unknown'));
    const language = languageOf(request.headers['accept-language']);
    const page = `/chat/${request.params.tenant}/${request.params.widget}`;
    const name = textIn(widget.title, language);
    return reply
      .headers({ 'content-type': 'application/manifest+json; charset=utf-8', 'cache-control': 'no-cache', vary: 'Accept-Language' })
      .send(
        JSON.stringify({
          ...{ id: page, name, short_name: name.slice(0, 12), lang: language, start_url: page, scope: page, display: 'standalone' },
          ...{ theme_color: widget.colour, background_color: '#ffffff' },
          icons: sides.map((side) => ({
            src: `${page}/icon-${side}.png`,
            sizes: `${side}x${side}`,
            type: 'image/png',
            purpose: 'any maskable',
          })),
        }),
      );
  });
  const drawn = new Map<string, Promise<Buffer>>();
  for (const side of sides)
    app.get(`/chat/:tenant/:widget/icon-${side}.png`, { schema: { hide: true, params: named } }, async (request, reply) => {
      const widget = widgetOf(request.params as z.output<typeof named>);
      if (!widget) return say(request, reply, 404, refuse('widget.unknown'));
      const picture = drawn.get(`${widget.colour} ${side}`) ?? iconOf(widget.colour, side);
      if (drawn.size > mostDrawn) drawn.clear();
      drawn.set(`${widget.colour} ${side}`, picture);
      return reply.headers({ 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' }).send(await picture);
    });
  app.get('/chat/worker.js', { schema: { hide: true } }, (_, reply) =>
    reply.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }).send(worker),
  );
  app.get('/chat/offline', { schema: { hide: true } }, (request, reply) =>
    reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'content-security-policy': offlinePolicy })
      .send(offlinePage(languageOf(request.headers['accept-language']))),
  );
}

const mostDrawn = 200;
/** A white speech bubble on the colour of the widget, as pixels; what matters lies within the middle, which no phone cuts away. */
function iconOf(colour: string, side: number): Promise<Buffer> {
  const paint = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const pixels = Buffer.alloc(side * side * 3);
  for (let n = 0; n < side * side; n++) {
    const white = coverOf((n % side) / side, Math.floor(n / side) / side, 1 / side);
    for (const [at, part = 0] of paint.entries()) pixels[n * 3 + at] = Math.round(part + (255 - part) * white);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}
const quarters = [0.125, 0.375, 0.625, 0.875];
/** How much of a pixel the bubble covers, 0 to 1. */
const coverOf = (x: number, y: number, size: number): number =>
  quarters.flatMap((right) => quarters.filter((down) => isBubble(x + right * size, y + down * size))).length / 16;

/** A rectangle with round corners and a tail below; x and y from 0 to 1. */
function isBubble(x: number, y: number): boolean {
  const [left, right, top, bottom, round] = [0.235, 0.765, 0.265, 0.66, 0.08];
  const [dx, dy] = [Math.max(left + round - x, x - right + round, 0), Math.max(top + round - y, y - bottom + round, 0)];
  const inside = dx <= round && dy <= round && Math.hypot(dx, dy) <= round;
  return inside || (y >= bottom - round && x >= 0.345 && y - bottom <= 0.125 - (x - 0.345) * 0.85 && y <= bottom + 0.125 && x <= 0.5);
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 24px}a{display:inline-block;padding:12px 0;color:inherit}';
const offlinePolicy = `${policyOf({}).replace("style-src 'self'", `style-src 'sha256-${hash('sha256', style, 'base64')}'`)}`;
const offlineWords = {
  en: {
    title: 'No connection',
    text: 'There is no connection to the internet. Your chat and what you have written stay as they are.',
    again: 'Try again',
  },
  de: {
    title: 'Keine Verbindung',
    text: 'Es besteht keine Verbindung zum Internet. Ihr Chat und was Sie geschrieben haben, bleiben erhalten.',
    again: 'Erneut versuchen',
  },
} as const;
/** The link leads to where the customer wanted to go: this page stands at that address. */
const offlinePage = (language: 'en' | 'de'): string => {
  const { title, text, again } = offlineWords[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
<a href="">${again}</a>
</main>
</html>
`;
};
