import { refuse } from '@patchbay/base/decision.ts';
import { languageOf } from '@patchbay/base/words.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { z } from 'zod';
import { policyOf } from './content-policy.ts';
import { type Http, say } from './http.node.ts';
import type { Site } from './site.node.ts';

const key = z.string().regex(/^[a-z0-9-]{1,63}$/);

/** A page that is nothing but the chat of a widget: to send as a link, and with `?embed=1` for the web view of an app or a frame. [SV51] */
export function chatPageRoute(app: Http, site: Site): void {
  app.get(
    '/chat/:tenant/:widget',
    {
      schema: {
        hide: true,
        params: z.object({ tenant: key, widget: key }),
        querystring: z.object({
          embed: z.enum(['0', '1']).default('0'),
          lang: z.enum(['en', 'de']).optional(),
          dir: z.enum(['ltr', 'rtl']).default('ltr'),
          look: z.enum(['dark']).optional(),
        }),
      },
    },
    (request, reply) => {
      const { tenant, widget: name } = request.params;
      const centre = site.centres.of(tenant);
      const saved = centre && Object.hasOwn(centre.widgets, name) ? centre.widgets[name] : undefined;
      const widget = saved ?? site.previews.of(tenant, name, site.k.clock.now());
      if (!widget || centre?.tenant.disabled) return say(request, reply, 404, refuse('widget.unknown'));
      const language = request.query.lang ?? languageOf(request.headers['accept-language'] ?? centre?.tenant.language);
      const embedded = request.query.embed === '1';
      return reply
        .headers({
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy': policyOf({ ...(embedded && { frames: widget.origins }) }),
          'permissions-policy': 'camera=(), geolocation=(self), microphone=()',
        })
        .send(
          pageOf({
            language,
            direction: request.query.dir,
            look: request.query.look,
            title: textIn(widget.title, language),
            widget: `${tenant}/${name}`,
            colour: widget.colour,
            keep: widget.keep,
            origins: embedded ? widget.origins : null,
          }),
        );
    },
  );
}

interface Page {
  readonly language: string;
  readonly direction: string;
  /** `dark`, however the browser is set: for previews. */
  readonly look: 'dark' | undefined;
  readonly title: string;
  readonly widget: string;
  readonly colour: string;
  readonly keep: 'browser' | 'tab';
  /** Who may show it in a frame; null: it is no part of anything. */
  readonly origins: readonly string[] | null;
}

/** Draws the page; whatever an administrator has written is only text. */
const pageOf = ({ language, direction, look, title, widget, colour, keep, origins }: Page): string => `<!doctype html>
<html lang="${language}"${direction === 'rtl' ? ' dir="rtl"' : ''}${look ? ' data-look="dark"' : ''} data-patchbay="${origins ? 'embed' : 'page'}" data-origins="${escaped((origins ?? []).join(' '))}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>${origins || look ? '' : install(widget, colour)}
<body>
<script src="/widget/loader.js" data-widget="${widget}" data-colour="${colour}" data-lang="${language}"${keep === 'tab' ? ' data-keep="tab"' : ''}></script>
<script type="module" src="/widget/embed.js"></script>
</html>
`;

/** As an app of its own it is installed where it stands alone. [SV76] */
const install = (widget: string, colour: string): string =>
  `\n<link rel="manifest" href="/chat/${widget}/app.webmanifest">\n<link rel="apple-touch-icon" href="/chat/${widget}/icon-192.png">\n<meta name="theme-color" content="${colour}">`;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
