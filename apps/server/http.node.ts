import swagger from '@fastify/swagger';
import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchemaCompiler,
  LogController,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { z } from 'zod';
import { policyOf } from './content-policy.ts';
import type { Trusts } from './proxy.node.ts';
import { isStorable } from './storable.ts';
import { spoken } from './words.node.ts';

/** A Fastify whose schemas are zod's. */
export type Http = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  Logger,
  ZodTypeProvider
>;

/** One route of the API. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** The schema of an answer that only its description tells of. */
export const anything = z.unknown();

const bodyLimit = 256 * 1024;
/** Whoever takes longer to send a request does not mean to; a file over a slow line takes its time. */
const requestMs = 30_000;
const fileMs = 300_000;
const headers = {
  'content-security-policy': policyOf({}),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
};

/** The HTTP server: schemas, safe headers, errors that say what is wrong, an OpenAPI of all that; and every route it will have. */
export async function openHttp(log: Logger, trusts: Trusts): Promise<{ readonly app: Http; readonly routes: readonly Route[] }> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: fileMs,
    trustProxy: trusts,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Patchbay', version: '1', description: 'Everything our own desktop, widget and tests use; there is no other API.' },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRequest', async ({ raw, method }) => {
    if (method === 'PUT') return; // files are the only ones
    const late = setTimeout(() => raw.complete || raw.destroy(), requestMs);
    raw.once('close', () => clearTimeout(late));
  });
  app.addHook('onSend', async (_, reply) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  app.removeContentTypeParser('text/plain'); // what a form of another web site could send
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, path: url });
  });
  app.addHook('preValidation', async (request, reply) => {
    if (!isStorable(request.body)) return say(request, reply, 400, refuse('requests.characters'));
  });
  app.setErrorHandler((error: FastifyError, request, reply) => failed(error, request, reply));
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return { app: app as unknown as Http, routes };
}

/** Says no: with the key of a text and the text in the language of the request. */
export const say = (request: FastifyRequest, reply: FastifyReply, status: number, refusal: Refusal) =>
  reply.code(status).send(spoken(refusal, request.headers['accept-language']));

/** Answers with what was asked for, or says no with this status. */
export const answer = (request: FastifyRequest, reply: FastifyReply, value: object | Refusal, status: number) =>
  isRefused(value) ? say(request, reply, status, value) : value;

/** What is wrong with a request, and where. */
interface Issue {
  readonly path: string;
  readonly message: string;
}
function invalid(request: FastifyRequest, reply: FastifyReply, issues: readonly Issue[]) {
  const reason = issues.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
  const refusal = refuse('requests.invalid', { reason: reason.slice(0, 300) });
  return reply.code(400).send({ ...spoken(refusal, request.headers['accept-language']), issues });
}

/** Says what of a body is not what a schema asks for, for routes that know only on the way which schema that is. */
export const malformed = (request: FastifyRequest, reply: FastifyReply, { issues }: z.ZodError) =>
  invalid(
    request,
    reply,
    issues.map(({ path, message }) => ({ path: path.map((part) => `/${String(part)}`).join(''), message })),
  );

/** Leaves the body of a route, which is in the description of the API all the same, to the route. */
export const bodyUnread: FastifySchemaCompiler<unknown> = (part) =>
  part.httpPart === 'body' ? (value) => ({ value }) : validatorCompiler(part as never);

function failed(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (hasZodFastifySchemaValidationErrors(error)) {
    if (error.validationContext === 'headers' && request.headers['idempotency-key'] === undefined)
      return say(request, reply, 400, refuse('commands.keyMissing'));
    return invalid(
      request,
      reply,
      error.validation.map((v) => ({ path: v.instancePath, message: v.message ?? '' })),
    );
  }
  const status = error.statusCode ?? 500;
  if (status === 413) return say(request, reply, 413, refuse('requests.tooLarge'));
  if (status < 500) return say(request, reply, status, refuse('requests.invalid', { reason: error.code ?? 'bad request' }));
  request.log.error({ err: error, method: request.method, url: request.routeOptions.url }, 'a request failed');
  return say(request, reply, 500, refuse('requests.failed'));
}
