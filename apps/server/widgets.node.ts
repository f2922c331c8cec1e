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
import { anything, type Http, say } from './http.node.ts';
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
  call: true,
  keep: true,
  offline: true,
  position: true,
});
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const drafted = z.strictObject({ widget: key, changes });
const wanted = drafted.extend({
  version: z.string().min(8).max(64).describe('The version that was changed: of somebody else meanwhile, nothing is.'),
});

const version = z.string().min(8).max(64);
const added = z.strictObject({ widget: key, is: widgetSchema.describe('The widget as a file of the configuration has it.') });
const removed = z.strictObject({ widget: key, version });

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
  const answers = { 200: anything, 409: anything };

  app.get(
    '/api/widgets',
    { schema: { description: 'The widgets of the centre, for its administrators.', response: answers } },
    forAdministrators((signed, centre) => ({
      widgets: shown(centre, signed.tenant, site.k.clock.now()),
      entryPoints: entryPointsOf(centre),
      numbers: numbersOf(centre),
    })),
  );
  app.post(
    '/api/widgets/preview',
    {
      schema: { body: drafted, description: 'Keeps a draft of a widget for ten minutes, so that it can be looked at.', response: answers },
    },
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
    { schema: { body: wanted, description: 'Changes a widget of the centre, as applying a file with it would.', response: answers } },
    forAdministrators((signed, _, request) => {
      const { widget, version, changes: change } = request.body as z.output<typeof wanted>;
      return write(site, signed, {
        ...{ name: widget, address: request.ip, about: `widget ${widget}` },
        next: (before) => {
          if (!before) return refuse('widgets.notFound');
          const next = { ...before, ...change };
          if (versionOf(before) === version) return next;
          return versionOf(before) === versionOf(next) ? before : refuse('widgets.changed');
        },
      });
    }),
  );
  app.post(
    '/api/widgets/add',
    { schema: { body: added, description: 'Adds a widget to the centre, as applying a file with it would.', response: answers } },
    forAdministrators((signed, _, request) => {
      const { widget, is } = request.body as z.output<typeof added>;
      return write(site, signed, {
        ...{ name: widget, address: request.ip, about: `widget ${widget} added` },
        next: (before) => (before === undefined ? is : versionOf(before) === versionOf(is) ? before : refuse('widgets.taken')),
      });
    }),
  );
  app.post(
    '/api/widgets/remove',
    {
      schema: {
        body: removed,
        description: 'Takes a widget out of the centre; of somebody else meanwhile changed, it is not.',
        response: answers,
      },
    },
    forAdministrators((signed, _, request) => {
      const { widget, version } = request.body as z.output<typeof removed>;
      return write(site, signed, {
        ...{ name: widget, address: request.ip, about: `widget ${widget} removed` },
        next: (before) => (before === undefined || versionOf(before) === version ? undefined : refuse('widgets.changed')),
      });
    }),
  );
}

interface Writing {
  readonly name: string;
  readonly address: string;
  /** For the audit. */
  readonly about: string;
  /** What the widget becomes (undefined: it goes), or why not; the same as before: the answer to it was lost. */
  next(before: Widget | undefined): Widget | undefined | Refusal;
}
/** Writes one widget of the centre, checked as a file would be; answers it as it is then. */
async function write(site: Site, { tenant, person }: Signed, { name, address, about, next }: Writing): Promise<object | Refusal> {
  const db = site.k.db;
  let already: Centre | null = null;
  const note = { actor: person.agent, address, about };
  const changing = {
    tenant: tenant as TenantId,
    note,
    next: (centre: Centre | undefined) => {
      if (!centre) return refuse('widgets.notFound');
      const before = widgetOf(centre, name);
      const after = next(before);
      if (isRefused(after)) return after;
      if (after === before) already = centre;
      if (after === before) return refuse('widgets.changed'); // nothing is to be done
      const { [name]: _, ...others } = centre.widgets;
      return stringify({ ...centre, widgets: after ? { ...centre.widgets, [name]: after } : others });
    },
  };
  const applied = await changeCentre({ db, clock: site.k.clock }, changing);
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
    is: widget,
    yaml: stringify({ widgets: { [name]: widget } }, { lineWidth: 0 }),
  };
}

/** Where a widget can lead: entry points of chats. */
const entryPointsOf = ({ entryPoints, queues }: Centre) =>
  Object.fromEntries(
    Object.entries(entryPoints).flatMap(([name, { label, queue }]) => (queues[queue]?.channel === 'chat' ? [[name, label]] : [])),
  );

/** Entry points of calls, by the number that customers are shown. */
const numbersOf = ({ entryPoints }: Centre) =>
  Object.fromEntries(
    Object.entries(entryPoints).flatMap(
      ([
        name,
        {
          numbers: [first],
        },
      ]) => (first ? [[name, first]] : []),
    ),
  );

/** The names of where it leads, and of the hours of that. */
function leadingTo({ entryPoints, queues, hours }: Centre, entryPoint: string) {
  const entry = entryPoints[entryPoint];
  if (!entry) return { entryPoint, queue: '', hours: null };
  const queue = queues[entry.queue];
  const kept = entry.hours ?? queue?.hours;
  return { entryPoint: entry.label, queue: queue?.label ?? '', hours: (kept && hours[kept]?.label) ?? null };
}
