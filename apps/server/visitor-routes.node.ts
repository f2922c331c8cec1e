import { refuse, type TenantId } from '@patchbay/base/decision.ts';
import { admit } from '@patchbay/chat/visitors.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { originAllowed } from './origin.ts';
import type { Site } from './site.node.ts';

const admission = z.strictObject({
  widget: z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}$/),
  resume: z.string().min(20).max(100).optional(),
});
const perMinute = 60;

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
      'access-control-max-age': '600',
    });
  };
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/api/visitors' || request.url === '/api/commands') cors(request, reply);
  });
  for (const path of ['/api/visitors', '/api/commands'])
    app.options(path, { schema: { hide: true } }, (_, reply) => reply.code(204).send());

  app.post(
    '/api/visitors',
    {
      schema: {
        description: 'Admits a customer to a widget (`tenant/widget`). The token lives 15 minutes; `resume` gets the next one.',
        body: admission,
        response: { 200: z.unknown() },
      },
    },
    async (request, reply) => {
      const [tenant = '', key = ''] = request.body.widget.split('/');
      const centre = site.centres.of(tenant);
      const widget = centre && Object.hasOwn(centre.widgets, key) ? centre.widgets[key] : undefined;
      if (!centre || !widget || centre.tenant.disabled) return say(request, reply, 404, refuse('widget.unknown'));
      if (!originAllowed(widget.origins, request.headers.origin, request.host)) return say(request, reply, 403, refuse('widget.origin'));
      if (!mayCome(request.ip, site.k.clock.now())) return say(request, reply, 429, refuse('requests.tooMany'));
      const { title, welcome, colour, form } = widget;
      const admitted = await admit(site.k, tenant as TenantId, key, request.body.resume);
      return { ...admitted, now: site.k.clock.now(), widget: { key, title, welcome, colour, form, language: centre.tenant.language } };
    },
  );
}
