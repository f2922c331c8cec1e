import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { languageOf } from '@patchbay/base/words.ts';
import { firstUse } from '@patchbay/chat/identified.node.ts';
import { type Claims, claimsOf } from '@patchbay/chat/identity.node.ts';
import { admit, codeFor, visitorOf } from '@patchbay/chat/visitors.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { absenceOf, queueOf, waitOf } from './left-messages.node.ts';
import { limiter } from './limits.ts';
import { originAllowed } from './origin.ts';
import { openingOf, shownFiles } from './reception.ts';
import type { Site } from './site.node.ts';

const admission = z.strictObject({
  widget: z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}$/),
  resume: z.string().min(20).max(100).optional(),
  code: z.string().min(20).max(100).optional().describe('Of a chat that goes on here; once, for five minutes (POST /api/visitors/code).'),
  identity: z.string().min(20).max(4000).optional().describe('A JWT that the site has signed: whom it has signed in. Each is taken once.'),
});
const perMinute = 60;
const codesPerMinute = 10;

/** How customers come in: a token for a widget, for the web sites it may stand on (CORS). */
export function visitorRoutes(app: Http, site: Site): void {
  const mayCome = limiter(perMinute, 60_000);
  /**
   * Customers' pages call us from their own sites, without cookies. Any site may ask, so that it can read why it may not; what a widget
   * allows is decided below, and what a customer may do by the token.
   */
  const cors = (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    if (!origin) return;
    reply.headers({
      'access-control-allow-origin': origin,
      vary: 'Origin',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-max-age': '600',
    });
  };
  app.addHook('onRequest', async (request, reply) => {
    const isFile = /^\/api\/files\b/.test(request.url);
    if (isFile || /^\/api\/push-tokens\b/.test(request.url) || /^\/api\/visitors\b/.test(request.url) || request.url === '/api/commands')
      cors(request, reply);
    if (isFile && request.method === 'OPTIONS') return reply.code(204).send();
  });
  for (const path of ['/api/visitors', '/api/visitors/code', '/api/commands'])
    app.options(path, { schema: { hide: true } }, (_, reply) => reply.code(204).send());

  app.post(
    '/api/visitors',
    {
      schema: {
        description:
          'Admits a customer to a widget (`tenant/widget`). The token lives 15 minutes; `resume` gets the next one. `hours` says whether it is open, and when that changes (ms since 1970; null: not within a year). `away` is null, or says why a message is asked for instead of a chat (`always`, `nobody`, `closed`, `full`), and when it opens. `wait` says about how many minutes a chat waits that begins now, from and to; null: nobody waits, or nothing is known.',
        body: admission,
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const [tenant = '', key = ''] = request.body.widget.split('/');
      const preview = previewed(site, { tenant, key });
      if (preview) return preview;
      const { centre, widget } = widgetOf(site, tenant, key);
      if (!centre || !widget) return say(request, reply, 404, refuse('widget.unknown'));
      if (!originAllowed(widget.origins, request.headers.origin, request.host)) return say(request, reply, 403, refuse('widget.origin'));
      if (!mayCome(request.ip, site.k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany'));
      const { resume, identity, code } = request.body;
      const claims = identity === undefined ? undefined : await namedBy(site, { tenant: tenant as TenantId, widget: key }, identity);
      if (isRefused(claims)) return say(request, reply, 401, claims);
      const admitted = await admit(site.k, { tenant: tenant as TenantId, widget: key, resume, claims, code });
      if (isRefused(admitted)) return say(request, reply, 404, admitted);
      const language = languageOf(request.headers['accept-language']);
      const away = await absenceOf(site, { tenant: tenant as TenantId, widget: key }, language);
      const now = site.k.clock.now();
      const hours = openingOf(centre, widget.entryPoint, now);
      return {
        ...admitted,
        offline: away !== null,
        away,
        now,
        hours,
        wait: away ? null : waitOf(site, tenant, { centre, entryPoint: widget.entryPoint, language }),
        widget: { ...lookOf(centre, key, widget), call: callOf(site, { tenant, centre, widget, language }) },
      };
    },
  );
  const mayMove = limiter(codesPerMinute, 60_000);
  app.post(
    '/api/visitors/code',
    {
      schema: {
        body: z.strictObject({ to: z.literal('anotherDevice') }),
        description:
          'A code with which the same customer goes on at another device, beside this one: good once, for five minutes. The page `/chat/TENANT/WIDGET#go=CODE` takes it.',
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const { authorization = '' } = request.headers;
      const who = await visitorOf(site.k, site.centres.tenants(), authorization.replace(/^Bearer /i, ''));
      if (!who) return say(request, reply, 401, refuse('widget.expired'));
      if (!mayMove(`${who.tenant} ${who.visitor}`, site.k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany'));
      const { code, expiresAt } = await codeFor(site.k, who);
      const lasts = expiresAt - site.k.clock.now();
      return { code, expiresAt, lasts, page: `/chat/${who.tenant}/${who.widget}#go=${code}` };
    },
  );
}

/** A widget and its centre, where both are there and open to customers. */
function widgetOf({ centres }: Site, tenant: string, key: string) {
  const centre = centres.of(tenant);
  if (!centre || centre.tenant.disabled) return {};
  return { centre, widget: Object.hasOwn(centre.widgets, key) ? centre.widgets[key] : undefined };
}

/** What a widget will look like, without letting anybody in: nothing can be started with it. [SV52] */
function previewed(site: Site, { tenant, key }: { readonly tenant: string; readonly key: string }) {
  const { previews, centres, k } = site;
  const now = k.clock.now();
  const draft = previews.of(tenant, key, now);
  const centre = centres.of(tenant);
  return draft && centre
    ? {
        ...{ token: 'preview', resume: 'preview', expiresAt: now + 900_000, identity: null, now },
        hours: { open: true, changes: null },
        wait: null,
        away: draft.offline === 'always' ? { why: 'always', opens: null, text: null } : null,
        widget: { ...lookOf(centre, key, draft), call: callOf(site, { tenant, centre, widget: draft, language: 'en' }) },
      }
    : null;
}

/** Whom a token of the site names, once. [CH41] */
async function namedBy(
  site: Site,
  who: { readonly tenant: TenantId; readonly widget: string },
  identity: string,
): Promise<Claims | Refusal> {
  const { keys = {} } = site.centres.of(who.tenant)?.widgets[who.widget]?.identity ?? {};
  if (Object.keys(keys).length === 0) return refuse('identity.off');
  const claims = await claimsOf(identity, { keys, audience: `${who.tenant}/${who.widget}`, now: site.k.clock.now() });
  if (isRefused(claims)) return claims;
  return (await firstUse(site.k, who, claims)) ? claims : refuse('identity.used');
}

interface Called {
  readonly tenant: string;
  readonly centre: Centre;
  readonly widget: Centre['widgets'][string];
  readonly language: string;
}
/** The number customers may call, whether it is answered now, and about how many minutes one waits; null: none. [CH52] */
function callOf(site: Site, { tenant, centre, widget: { call }, language }: Called) {
  const number = call && centre.entryPoints[call]?.numbers[0];
  if (!number) return null;
  const { open, changes } = openingOf(centre, call, site.k.clock.now());
  return { number, open, changes, wait: open ? waitOf(site, tenant, { centre, entryPoint: call, language }) : null };
}

/** What the widget looks like, asks and tells, as the administrator has set it; `preview`: staff see what is typed before it is sent. [CH75] */
const lookOf = (centre: Centre, key: string, { title, welcome, colour, form, location, offline, origins }: Centre['widgets'][string]) => ({
  ...{ key, title, welcome, colour, form, location },
  files: shownFiles(centre, queueOf(centre, key) ?? null),
  mail: offline !== 'never',
  moves: origins.includes('self'),
  language: centre.tenant.language,
  preview: centre.queues[queueOf(centre, key) ?? '']?.typingPreview ?? false,
});
