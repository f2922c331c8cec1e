import { type FileHandle, open } from 'node:fs/promises';
import { type InteractionId, isRefused, type Person, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { isOfCanned, mayOpen, mostInPlace, placeOf } from '@patchbay/canned/attached.ts';
import { isOf } from '@patchbay/chat/access.ts';
import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import { isLeft, leftBy, queueOfFile } from '@patchbay/chat/left.node.ts';
import { visitorOf } from '@patchbay/chat/visitors.node.ts';
import { filesIn } from '@patchbay/configuration/serving.ts';
import { type FileSettings, formats, isPicture } from '@patchbay/files/file.ts';
import { mayNotOpen, tooLarge } from '@patchbay/files/rules.ts';
import type { Part } from '@patchbay/files/shelf.node.ts';
import { factsOf, fileById, type StoredFile } from '@patchbay/files/store.node.ts';
import { takeIn } from '@patchbay/files/take.node.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { anything, type Http, say } from './http.node.ts';
import { queueOf, queuesOf } from './left-messages.node.ts';
import { limiter } from './limits.ts';
import { noteReading } from './opening.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

/** Who sends or opens a file: staff or a customer. */
interface Who {
  readonly tenant: TenantId;
  /** As files know their sender. */
  readonly name: string;
  /** Null: a customer. */
  readonly person: Person | null;
  /** Null: staff. */
  readonly visitor: string | null;
  /** Where a message of a customer's leads to. */
  readonly queue: string | null;
  /** From where they ask. */
  readonly address: string;
  readonly sees: (i: Interaction) => boolean;
}
const naming = z.object({
  interaction: z.uuid().optional().describe('The chat it is for. Without: a message that a customer is about to leave (leaveMessage).'),
  canned: z.enum(['own', 'shared']).optional().describe('For a canned response, instead: one of my own, or one for everybody.'),
  id: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .describe("The sender's own id of the file; the same id is the same file."),
  name: z.string().min(1).max(300),
});
type Naming = z.output<typeof naming>;
const one = z.object({ id: z.uuid() });
const perMinute = 40;
/** Visitors cost nothing, so an address is counted too; a company behind one address stays below. */
const perMinuteFromOneAddress = 300;
const atOnce = 4;
/** Files that one visitor sends for messages they leave. */
const perVisitor = 20;

/** How files come in and are handed out. Staff come with their cookie, customers with a bearer token. */
export function fileRoutes(app: Http, site: Site, identify: Identify): void {
  const mayCome = limiter(perMinute, 60_000);
  const mayComeFrom = limiter(perMinuteFromOneAddress, 60_000);
  const coming = new Map<string, number>();
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null)); // read piece by piece below, and only if wanted
    const description =
      'Sends a file: its bytes as they are, of whatever content type. What it is, its content says. A message shows it then (sendFile, file).';
    scope.put('/api/files', { schema: { description, querystring: naming, response: { 200: anything } } }, async (request, reply) => {
      const who = await whoAsks(site, identify, request);
      if (isRefused(who)) return refused(request, reply, who);
      const name = `${who.tenant} ${who.name}`;
      const busy = coming.get(name) ?? 0;
      const now = site.k.clock.now();
      if (busy >= atOnce || !mayComeFrom(request.ip, now) || !mayCome(name, now))
        return refused(request, reply, refuse('requests.tooMany'));
      coming.set(name, busy + 1);
      try {
        const file = await take(site, who, request as FastifyRequest<{ Querystring: Naming }>);
        return isRefused(file) ? refused(request, reply, file) : { file: factsOf(file) };
      } finally {
        coming.set(name, (coming.get(name) ?? 1) - 1);
        if (!coming.get(name)) coming.delete(name);
      }
    });
  });
  const handOut = (part: Part) => async (request: FastifyRequest, reply: FastifyReply) => {
    const who = await whoAsks(site, identify, request);
    if (isRefused(who)) return refused(request, reply, who);
    const file = await visible(site, who, (request.params as z.output<typeof one>).id);
    const why = file
      ? part === 'thumbnail' && !isPicture(file)
        ? refuse('files.notFound')
        : mayNotOpen(file.scan)
      : refuse('files.notFound');
    const content = file && !why ? await opened(site.files.shelf.path(who.tenant, file.id, part)) : undefined;
    if (!file || why || !content) return refused(request, reply, why ?? refuse('files.notFound'));
    return send(reply, content, { file, part, save: 'save' in (request.query as object) });
  };
  app.get(
    '/api/files/:id',
    { schema: { params: one, description: 'A file; `?save` to save a picture.', response: { 200: anything } } },
    handOut('view'),
  );
  app.get(
    '/api/files/:id/thumbnail',
    { schema: { params: one, description: 'A small picture of a picture.', response: { 200: anything } } },
    handOut('thumbnail'),
  );
}

async function whoAsks(site: Site, identify: Identify, request: FastifyRequest): Promise<Who | Refusal> {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) {
    const who = await visitorOf(site.k, site.centres.tenants(), bearer);
    return who
      ? {
          tenant: who.tenant,
          name: `visitor:${who.visitor}`,
          person: null,
          visitor: who.visitor,
          queue: queueOf(site.centres.of(who.tenant), who.widget) ?? null,
          address: request.ip,
          sees: (i) => isOf(who.visitor)(i as Chat),
        }
      : refuse('widget.expired');
  }
  if (isForeign(senderOf(request))) return refuse('requests.origin');
  const signed = await identify(request);
  if (!signed) return refuse('requests.notSignedIn');
  const { tenant, person } = signed;
  return { tenant, name: person.agent, person, visitor: null, queue: null, address: request.ip, sees: (i) => maySee(person, i) };
}

async function take(site: Site, who: Who, request: FastifyRequest<{ Querystring: Naming }>) {
  const { id: clientId, name } = request.query;
  const ofCentre = site.centres.of(who.tenant)?.files;
  const interaction = request.query.interaction as InteractionId | undefined;
  if (request.query.canned) return takeForCanned(site, who, request, ofCentre);
  if (!interaction) return takeForMessage(site, who, request, settingsOf(site, who.tenant, who.queue));
  const found = await interactionById(site.k.db.as(who.tenant), who.tenant, interaction);
  const settings = found && settingsOf(site, who.tenant, found.state.queue);
  if (!settings || !who.sees(found.state)) return refuse('interactions.notFound');
  const size = Number(request.headers['content-length'] ?? 0);
  const why = mayNotSend(site, who, found.state as Chat) ?? tooLarge(size, settings);
  if (why) return why;
  return takeIn(site.files, { tenant: who.tenant, interaction, sender: who.name, clientId, name, settings }, request.raw);
}

/** A file for a message that a customer is about to leave; no more than one message can have. [CH48] */
function takeForMessage(site: Site, who: Who, request: FastifyRequest<{ Querystring: Naming }>, given?: FileSettings) {
  if (!given || who.visitor === null) return refuse('interactions.notFound');
  if (!given.customers) return refuse('files.off');
  const settings = { ...given, perInteraction: Math.min(given.perInteraction, perVisitor) };
  const why = tooLarge(Number(request.headers['content-length'] ?? 0), settings);
  if (why) return why;
  const { id: clientId, name } = request.query;
  return takeIn(
    site.files,
    { tenant: who.tenant, interaction: leftBy(who.visitor), sender: who.name, clientId, name, settings },
    request.raw,
  );
}

/** A file for a canned response, by whoever may write it; under the same limits as what is sent. [CN9] */
function takeForCanned(
  site: Site,
  { tenant, person, name: sender }: Who,
  request: FastifyRequest<{ Querystring: Naming }>,
  given?: FileSettings,
) {
  const { id: clientId, name, canned = 'own' } = request.query;
  if (!given || !person) return refuse('interactions.notFound');
  if (canned === 'shared' && !person.may.includes('seeAllWork')) return refuse('canned.notAllowed');
  const why = given.agents ? tooLarge(Number(request.headers['content-length'] ?? 0), given) : refuse('files.off');
  if (why) return why;
  const interaction = placeOf(canned === 'own' ? person.agent : '');
  return takeIn(
    site.files,
    { tenant, interaction, sender, clientId, name, settings: { ...given, perInteraction: mostInPlace[canned] } },
    request.raw,
  );
}

/** What holds for files of a queue. [FI12] */
export function settingsOf(site: Site, tenant: string, queue: string | null): FileSettings | undefined {
  const centre = site.centres.of(tenant);
  return centre && filesIn(centre, queue);
}

/** Whoever may write may send; a customer until the chat is over. */
export function mayNotSend(site: Site, { tenant, person }: Pick<Who, 'tenant' | 'person'>, chat: Chat): Refusal | undefined {
  const settings = settingsOf(site, tenant, chat.queue);
  if (!settings?.[person ? 'agents' : 'customers']) return refuse('files.off');
  if (!person) return isOver(chat) ? refuse('files.chatOver') : undefined;
  const sample = { by: person, type: 'say', id: 'sample', text: 'sample' };
  const may = site.channels[chat.channel]?.decide(chat as never, sample as never, site.k.clock.now());
  return isRefused(may) ? may : undefined;
}

/** A file that is theirs to see: of an interaction they may see, and shown by a message or sent by themselves. Who has no part in it reads the conversation by that. [FI7] [FI11] */
async function visible(site: Site, who: Who, id: string): Promise<StoredFile | undefined> {
  const run = site.k.db.as(who.tenant);
  const file = await fileById(run, who.tenant, id);
  if (!file) return undefined;
  if (isLeft(file.interaction)) return (await isOfMessage(site, who, file)) ? file : undefined;
  if (isOfCanned(file.interaction)) return who.person && mayOpen(file, who.name) ? file : undefined;
  const interaction = await interactionById(run, who.tenant, file.interaction);
  if (!interaction || !who.sees(interaction.state)) return undefined;
  if (file.sentAt === null && file.sender !== who.name) return undefined;
  if (who.person) await noteReading(site, { ...who, person: who.person }, interaction.state);
  return file;
}

/** A file of a message that was left: for those who see the message, and its sender. [CH48] */
async function isOfMessage(site: Site, { tenant, name, person }: Who, file: StoredFile): Promise<boolean> {
  if (!person) return file.sender === name;
  const queue = await queueOfFile(site.k.db.as(tenant), tenant, file.id);
  return queue !== undefined && (queuesOf(site, { tenant, person })?.includes(queue) ?? true);
}

/** Pictures are shown, documents only saved; nothing in either runs. [FI7] */
function send(reply: FastifyReply, content: FileHandle, { file, part, save }: { file: StoredFile; part: Part; save: boolean }) {
  const { type } = formats[file.format];
  const inline = isPicture(file) && !save;
  return reply
    .headers({
      'content-type': part === 'thumbnail' ? 'image/webp' : type,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=300',
    })
    .send(content.createReadStream());
}

/** Content that was deleted a moment ago is not there any more. */
async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const statuses: Readonly<Record<string, number>> = {
  ...{ 'interactions.notFound': 404, 'files.notFound': 404, 'requests.notSignedIn': 401, 'widget.expired': 401, 'requests.origin': 403 },
  ...{ 'files.tooLarge': 413, 'requests.tooMany': 429, 'commands.keyReused': 422 },
};
/** Says no; what is still coming is not listened to any more. */
function refused(request: FastifyRequest, reply: FastifyReply, why: Refusal) {
  if (!request.raw.complete) reply.header('connection', 'close');
  return say(request, reply, statuses[why.refused] ?? 409, why);
}
