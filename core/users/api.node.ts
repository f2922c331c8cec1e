import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { forgetCookie, readCookie, setCookie } from './cookie.ts';
import { type Door, openDoor, type UsersDeps } from './door.node.ts';
import { meOf, meSchema } from './me.ts';
import { isForeign, type Sender } from './origin.ts';
import { isOutage } from './outage.node.ts';
import { changePassword } from './password-change.node.ts';
import { preferenceRoutes } from './preferences-api.node.ts';
import { refusal } from './refusal.ts';
import { sessionOf } from './sessions.node.ts';
import { signIn } from './sign-in.node.ts';
import { signOut, signOutByForce, signOutEverywhere } from './sign-out.node.ts';

/** A Fastify whose schemas are zod's. */
type App<Log extends FastifyBaseLogger> = FastifyInstance<Server, IncomingMessage, ServerResponse, Log, ZodTypeProvider>;
/** Puts a refusal into words, in a language of the Accept-Language header. */
type Speak = (refusal: Refusal, accept: string | undefined) => Refusal & { readonly text: string };

const nothing = z.null();
const me = z.object({ me: meSchema });
const knock = z.object({
  tenant: z.string().trim().toLowerCase().min(1).max(63),
  login: z.string().trim().toLowerCase().min(1).max(63),
  password: z.string().min(1).max(200),
  force: z.boolean().default(false).describe('Ends the session elsewhere.'),
});
const wish = z.object({ old: z.string().min(1).max(200), next: z.string().min(1).max(1000) });
const leaving = z.object({ open: z.enum(['refuse', 'giveBack']).default('refuse').describe('What happens to work that is open.') });
const out = z.strictObject({ user: z.string().min(1).max(63), why: z.string().trim().min(1).max(200).describe('They read it.') });
const tags = ['signing in'];
const refusals = { 401: refusal, 403: refusal, 409: refusal, 429: refusal, 503: refusal };

const statuses = {
  'signIn.badCredentials': 401,
  'signIn.userDisabled': 403,
  'signIn.tenantDisabled': 403,
  'signIn.alreadySignedIn': 409,
  'signIn.weakPassword': 409,
  'signIn.tooMany': 429,
} as const;
const statusOf = ({ refused }: Refusal) => (Object.hasOwn(statuses, refused) ? statuses[refused as keyof typeof statuses] : 503);

/** Adds the routes of signing in and out, of who is signed in, and of the password. `speak` puts refusals into words. */
export function userRoutes<Log extends FastifyBaseLogger>(app: App<Log>, deps: UsersDeps, speak: Speak): void {
  const door = openDoor(deps);
  const say: Say = (request, reply, why) => {
    const seconds = why.with?.['seconds'] ?? (why.refused === 'signIn.unavailable' ? 1 : undefined);
    if (seconds) reply.header('retry-after', String(seconds));
    return speak(why, request.headers['accept-language']);
  };
  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (isForeign(senderOf(request))) return reply.code(403).send(say(request, reply, refuse('signIn.foreign')));
    });
    const routes = scope.withTypeProvider<ZodTypeProvider>() as unknown as Routes;
    for (const add of [tenantRoute, enterRoute, whoRoute, leaveRoutes, forceRoute, passwordRoute, preferenceRoutes])
      add({ routes, door, say });
  });
}

/** What the routes of users are added with. */
export interface Desk {
  readonly routes: Routes;
  readonly door: Door;
  readonly say: Say;
}
type Routes = App<FastifyBaseLogger>;
type Say = (request: FastifyRequest, reply: { header(name: string, value: string): unknown }, why: Refusal) => ReturnType<Speak>;

function tenantRoute({ routes, door }: Desk) {
  const description = 'The tenant, when this server has exactly one; else it has to be typed.';
  const tenants = z.object({ tenants: z.array(z.object({ key: z.string(), name: z.string() })) });
  routes.get('/api/sign-in', { schema: { tags, description, querystring: leaving, response: { 200: tenants } } }, async () => {
    const all = [...door.tenants()].flatMap((key) => door.centre(key)?.tenant ?? []);
    return { tenants: all.length === 1 ? all.map(({ key, name }) => ({ key, name })) : [] };
  });
}

function enterRoute({ routes, door, say }: Desk) {
  const schema = { tags, description: 'Signs in; the answer sets the cookie.', body: knock, response: { 200: me, ...refusals } };
  routes.post('/api/session', { schema }, async (request, reply) => {
    const { tenant, login, password, force } = request.body;
    const who = { tenant: tenant as TenantId, user: login, password, force, address: request.ip, cookie: request.headers.cookie };
    const opened = await orUnavailable(request, signIn(door, who));
    if (isRefused(opened)) return reply.code(statusOf(opened)).send(say(request, reply, opened));
    reply.header('set-cookie', setCookie(opened.token, secondsOf(opened.centre), isHttps(request)));
    return reply.code(200).send({ me: opened.me });
  });
}

function whoRoute({ routes, door, say }: Desk) {
  const schema = { tags, description: 'Who is signed in. Renews the cookie.', response: { 200: me, 401: refusal } };
  routes.get('/api/session', { schema }, async (request, reply) => {
    const signed = await sessionOf(door, request.headers.cookie);
    const token = readCookie(request.headers.cookie);
    const centre = signed && door.centre(signed.tenant);
    const who = centre && meOf(centre, signed.user);
    if (!who || !token) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
    reply.header('set-cookie', setCookie(token, secondsOf(centre), isHttps(request)));
    return reply.code(200).send({ me: who });
  });
}

function leaveRoutes({ routes, door, say }: Desk) {
  const ways = [
    ['/api/session', 'Signs out; refused while work is open, unless it is given back. An offer has to be answered.', signOut],
    ['/api/sessions', 'Signs out everywhere: elsewhere at once, here as above.', signOutEverywhere],
  ] as const;
  for (const [path, description, leave] of ways)
    routes.delete(
      path,
      { schema: { tags, description, response: { 204: nothing, 401: refusal, 409: refusal } } },
      async (request, reply) => {
        const signed = await sessionOf(door, request.headers.cookie);
        if (!signed) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
        const why = await leave(door, signed, {
          address: request.ip,
          giveBack: (request.query as z.output<typeof leaving>).open === 'giveBack',
        });
        if (why) return reply.code(409).send(say(request, reply, why));
        return reply
          .header('set-cookie', forgetCookie(isHttps(request)))
          .code(204)
          .send(null);
      },
    );
}

function forceRoute({ routes, door, say }: Desk) {
  const description =
    'Signs somebody out everywhere, with a reason they read; what they have open goes back to its queue. For administrators.';
  const schema = { tags, description, body: out, response: { 204: nothing, ...refusals, 404: refusal } };
  routes.post('/api/sessions/end', { schema }, async (request, reply) => {
    const signed = await sessionOf(door, request.headers.cookie);
    if (!signed) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
    const why = await signOutByForce(door, signed, { ...request.body, address: request.ip });
    if (!why) return reply.code(204).send(null);
    return reply.code(why.refused === 'agents.notFound' ? 404 : 403).send(say(request, reply, why));
  });
}

function passwordRoute({ routes, door, say }: Desk) {
  const description = 'Changes the own password and ends all other sessions.';
  routes.post(
    '/api/password',
    { schema: { tags, description, body: wish, response: { 204: nothing, ...refusals } } },
    async (request, reply) => {
      const signed = await sessionOf(door, request.headers.cookie);
      if (!signed) return reply.code(401).send(say(request, reply, refuse('signIn.needed')));
      const why = await orUnavailable(request, changePassword(door, signed, { ...request.body, address: request.ip }));
      if (!why) return reply.code(204).send(null);
      const status = statusOf(why);
      return reply.code(status === 401 ? 409 : status).send(say(request, reply, why));
    },
  );
}

/** While the database does not answer, nobody is told that their password is wrong. */
function orUnavailable<T>(request: FastifyRequest, work: Promise<T>): Promise<T | Refusal> {
  return work.catch((error: unknown) => {
    if (!isOutage(error)) throw error;
    request.log.error({ err: error }, 'signing in is not possible');
    return refuse('signIn.unavailable');
  });
}

const isHttps = (request: FastifyRequest): boolean => request.protocol === 'https';
const secondsOf = (centre: Centre): number => centre.signIn.sessionHours * 3600;

/** What a request says about where it comes from. */
export const senderOf = (request: FastifyRequest): Sender => ({
  method: request.method,
  host: request.host,
  https: isHttps(request),
  origin: request.headers.origin,
  site: request.headers['sec-fetch-site']?.toString(),
});
