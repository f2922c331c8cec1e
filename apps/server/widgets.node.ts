import { hash } from 'node:crypto';
import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Centre, widgetSchema } from '@patchbay/configuration/centre.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { z } from 'zod';
import { changeCentre } from './centre.node.ts';
import { type Http, say } from './http.node.ts';
import { openingOf } from './reception.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** What an administrator changes of a widget without a file; where it leads and its keys stay as they are. */
const changes = widgetSchema.pick({
  title: true,
  welcome: true,
  colour: true,
  origins: true,
  form: true,
  location: true,
  offline: true,
  position: true,
});
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const drafted = z.strictObject({ widget: key, changes });
const wanted = drafted.extend({
  version: z.string().min(8).max(64).describe('The version that was changed: of somebody else meanwhile, nothing is.'),
});

type Widget = Centre['widgets'][string];
/** The same for the same widget, in whatever order its fields and languages were written or kept. */
const versionOf = (widget: object | undefined): string => hash('sha256', ordered(widget), 'base64url');
const ordered = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );

/** The widgets of a centre for its administrators: as they are, previews, and changes that are applied like a file. [SV52] */
export function widgetRoutes(app: Http, site: Site, identify: Identify): void {
  const forAdministrators =
    (work: (signed: Signed, centre: Centre, request: FastifyRequest) => Promise<object> | object) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const centre = site.centres.of(signed.tenant);
      if (!centre || !signed.person.may.includes('configure')) return say(request, reply, 404, refuse('requests.notFound'));
      const answer = await work(signed, centre, request);
      return isRefused(answer) ? say(request, reply, answer.refused === 'widgets.notFound' ? 404 : 409, answer) : answer;
    };
  const any = { 200: z.unknown(), 409: z.unknown() };

  app.get(
    '/api/widgets',
    { schema: { description: 'The widgets of the centre, for its administrators.', response: any } },
    forAdministrators((signed, centre) => ({ widgets: shown(centre, signed.tenant, site.k.clock.now()) })),
  );
  app.post(
    '/api/widgets/preview',
    { schema: { body: drafted, description: 'Keeps a draft of a widget for ten minutes, so that it can be looked at.', response: any } },
    forAdministrators(({ tenant }, centre, request) => {
      const { widget: name, changes: change } = request.body as z.output<typeof drafted>;
      const widget = widgetOf(centre, name);
      if (!widget) return refuse('widgets.notFound');
      const draft: Widget = { ...widget, ...change, origins: ['self'] };
      return { preview: site.previews.keep(tenant, site.k.ids.secret(), draft, site.k.clock.now()) };
    }),
  );
  app.post(
    '/api/widgets',
    { schema: { body: wanted, description: 'Changes a widget of the centre, as applying a file with it would.', response: any } },
    forAdministrators((signed, _, request) => change(site, signed, request.body as z.output<typeof wanted>, request.ip)),
  );
}

async function change(site: Site, { tenant, person }: Signed, asked: z.output<typeof wanted>, address: string): Promise<object | Refusal> {
  const { widget: name, version, changes: change } = asked;
  const db = site.k.db;
  let already: Centre | null = null;
  const applied = await changeCentre(
    { db, clock: site.k.clock },
    {
      tenant: tenant as TenantId,
      note: { actor: person.agent, address, about: `widget ${name}` },
      next: (before) => {
        const widget = before && widgetOf(before, name);
        if (!before || !widget) return refuse('widgets.notFound');
        const next = { ...widget, ...change };
        if (versionOf(widget) !== version && versionOf(widget) === versionOf(next)) already = before; // the answer to it was lost
        if (versionOf(widget) !== version) return refuse('widgets.changed');
        return stringify({ ...before, widgets: { ...before.widgets, [name]: next } });
      },
    },
  );
  if (already) return { widget: shownOne(already, tenant, name, site.k.clock.now()) };
  if (isRefused(applied)) return applied;
  if ('problems' in applied)
    return refuse('widgets.wrong', {
      reason: applied.problems
        .map(({ reason }) => reason)
        .join(' ')
        .slice(0, 300),
    });
  return { widget: shownOne(applied.centre, tenant, name, site.k.clock.now()) };
}

const widgetOf = ({ widgets }: Centre, name: string): Widget | undefined => (Object.hasOwn(widgets, name) ? widgets[name] : undefined);

const shown = (centre: Centre, tenant: string, now: number) =>
  Object.fromEntries(Object.keys(centre.widgets).map((name) => [name, shownOne(centre, tenant, name, now)]));

/** A widget with where it leads, when that is open, and as a file would have it. */
function shownOne(centre: Centre, tenant: string, name: string, now: number) {
  const widget = widgetOf(centre, name);
  if (!widget) return null;
  const { entryPoint, identity, ...rest } = widget;
  return {
    name: `${tenant}/${name}`,
    version: versionOf(widget),
    changes: rest,
    ...leadingTo(centre, entryPoint),
    opening: openingOf(centre, entryPoint, now),
    keys: Object.keys(identity?.keys ?? {}),
    yaml: stringify({ widgets: { [name]: widget } }, { lineWidth: 0 }),
  };
}

/** The names of where it leads, and of the hours of that. */
function leadingTo({ entryPoints, queues, hours }: Centre, entryPoint: string) {
  const entry = entryPoints[entryPoint];
  if (!entry) return { entryPoint, queue: '', hours: null };
  const queue = queues[entry.queue];
  const kept = entry.hours ?? queue?.hours;
  return { entryPoint: entry.label, queue: queue?.label ?? '', hours: (kept && hours[kept]?.label) ?? null };
}
