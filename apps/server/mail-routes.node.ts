import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type DraftBody, draftBody } from '@patchbay/email/commands.ts';
import { draftOf } from '@patchbay/email/drafts.node.ts';
import type { Email } from '@patchbay/email/email.ts';
import { filesOf, filesToSend, type MailFile } from '@patchbay/email/files.node.ts';
import { answeredHead, casesWith, mailById, mailsOf, type StoredMail } from '@patchbay/email/mails.node.ts';
import { type Recipients, recipientsOf } from '@patchbay/email/threads/answer.ts';
import { isFromUs } from '@patchbay/email/threads/automatic.ts';
import { split } from '@patchbay/email/threads/quoting.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caseFacts } from './case-routes.node.ts';
import { oursIn, oursOf } from './email.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import { seenCase, seenMail } from './mail-access.node.ts';
import { drawn, handOut } from './mail-drawing.node.ts';
import { mailList } from './mail-lists.node.ts';
import { showsPicturesOf } from './mail-pictures.node.ts';
import { printed } from './mail-printing.node.ts';
import { savedDraft, theirWork } from './mail-saving.node.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const id = z.object({ id: z.uuid() });
const file = z.object({ id: z.uuid(), file: z.uuid() });
const printing = z.object({
  mail: z.uuid().optional().describe('Only this one.'),
  language: z.enum(['en', 'de']).default('en'),
  zone: z.string().max(64).default('UTC').describe('The time zone of whoever prints.'),
});
const saving = z.strictObject({
  interaction: z.uuid(),
  rev: z.string().min(1).max(64).describe('The revision this stands on.'),
  body: draftBody,
  window: z.string().min(1).max(64).default('-').describe('What this window calls itself; it comes back with the news.'),
});
/** More than a desktop ever saves. */
const perPerson = { saves: 240, milliseconds: 60_000 };
const draftLimit = 1_500_000;

/** Cases, their mails, what is being written, and the lists to take work from. */
export function mailRoutes(app: Http, site: Site, identify: Identify): void {
  const maySave = limiter(perPerson.saves, perPerson.milliseconds);
  const asked =
    <T>(read: (signed: Signed, request: FastifyRequest, reply: FastifyReply) => Promise<T | Refusal>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const answer = await read(signed, request, reply);
      const refused = answer as Refusal | undefined;
      return refused && typeof refused === 'object' && 'refused' in refused
        ? say(request, reply, refused.refused === 'requests.tooMany' ? 429 : 404, refused)
        : answer;
    };
  const idOf = (request: FastifyRequest) => (request.params as z.output<typeof id>).id;

  app.get(
    '/api/cases/:id',
    { schema: { params: id, description: 'A case with its mails, newest first, and the work on it.', response: { 200: anything } } },
    asked(async (signed, request, reply) => {
      const seen = await seenCase(site, signed, idOf(request));
      if (!seen) return refuse('mails.notFound');
      reply.header('cache-control', 'no-store');
      const ours = oursOf(site, signed.tenant);
      const mails = await mailsOf(site.k.db.as(signed.tenant), signed.tenant, seen.of.id);
      const files = await filesOf(
        site.k.db.as(signed.tenant),
        signed.tenant,
        mails.map((one) => one.id),
      );
      const senders = mails.flatMap(({ head, remote }) => (remote.length && head.from ? [head.from.address] : []));
      const wanted: ReadonlySet<string> = senders.length ? await showsPicturesOf(site, signed, senders) : new Set();
      return {
        case: seen.of.state,
        version: seen.of.version,
        ...(await caseFacts(site, signed, seen)),
        mails: mails.map((one) => ({
          ...shownMail(one, files.get(one.id) ?? []),
          pictures: wanted.has(one.head.from?.address ?? ''),
          fromUs: one.direction === 'in' && isFromUs(one.head, ours),
        })),
        works: seen.works.map(({ state }) => ({
          id: state.id,
          at: state.at,
          queue: state.queue,
          startedAt: state.startedAt,
          notes: state.notes,
          doing: state.work.doing.doing,
          owner: ownerOf(state),
          asked: state.work.asked ?? null,
        })),
      };
    }),
  );
  app.get(
    '/api/cases/:id/print',
    {
      schema: {
        params: id,
        querystring: printing,
        description: 'The mails of a case, or one of them, as a page to print.',
        response: { 200: anything },
      },
    },
    asked(async (signed, request, reply) => {
      const seen = await seenCase(site, signed, idOf(request));
      const { mail, ...how } = request.query as z.output<typeof printing>;
      const run = site.k.db.as(signed.tenant);
      const listed = seen
        ? (await mailsOf(run, signed.tenant, seen.of.id)).filter(({ id: one }) => mail === undefined || one === mail)
        : [];
      const mails = (await Promise.all(listed.map(({ id: one }) => mailById(run, signed.tenant, one)))).filter((one) => one !== undefined);
      if (!seen || mails.length === 0) return refuse('mails.notFound');
      const ids = mails.map((one) => one.id);
      return printed(reply, { of: seen.of.state, mails: mails.toReversed(), files: await filesOf(run, signed.tenant, ids), ...how });
    }),
  );
  app.get(
    '/api/mails/:id/body',
    {
      schema: {
        params: id,
        querystring: z.object({
          pictures: z.enum(['yes', 'no']).optional().describe('`yes`: with its remote pictures, fetched by the server.'),
        }),
        description: 'A mail as its writer meant it: a page without scripts, remote pictures held back unless they are asked for.',
        response: { 200: anything },
      },
    },
    asked(async (signed, request, reply) => {
      const mail = await seenMail(site, signed, idOf(request));
      return mail
        ? drawn(reply, mail, (await filesOf(site.k.db.as(signed.tenant), signed.tenant, [mail.id])).get(mail.id) ?? [], {
            pictures: (request.query as { pictures?: string }).pictures === 'yes',
          })
        : refuse('mails.notFound');
    }),
  );
  app.get(
    '/api/mails/:id/files/:file',
    { schema: { params: file, description: 'A file of a mail; pictures are shown, all else is saved.', response: { 200: anything } } },
    asked(async (signed, request, reply) => {
      const { id: mail, file: wanted } = request.params as z.output<typeof file>;
      const all = (await seenMail(site, signed, mail)) ? await filesOf(site.k.db.as(signed.tenant), signed.tenant, [mail]) : undefined;
      const one = all?.get(mail)?.find(({ id }) => id === wanted);
      return one ? handOut(site, signed.tenant, reply, one) : refuse('files.notFound');
    }),
  );
  app.get(
    '/api/mail-drafts/:id',
    { schema: { params: id, description: 'What is being written in a piece of work, for whoever has it.', response: { 200: anything } } },
    asked(async (signed, request, reply) => {
      const i = await theirWork(site, signed, idOf(request));
      const draft = i && (await draftOf(site.k.db.as(signed.tenant), signed.tenant, i.id));
      reply.header('cache-control', 'no-store');
      return draft
        ? {
            ...draft,
            files: (await filesToSend(site.k.db.as(signed.tenant), signed.tenant, i, draft.body.files)).map(shownFile),
            answers: await answeredPeople(site, signed.tenant, i, draft.body),
          }
        : refuse('mails.notFound');
    }),
  );
  app.post(
    '/api/mail-drafts',
    {
      bodyLimit: draftLimit,
      schema: {
        body: saving,
        description: 'Keeps what is being written; `saved` false: it was saved elsewhere first, and `draft` is that.',
        response: { 200: anything },
      },
    },
    asked(async (signed, request) => {
      const now = site.k.clock.now();
      if (!maySave(`${signed.tenant} ${signed.person.agent}`, now)) return refuse('requests.tooMany', { seconds: 60 });
      return (await savedDraft(site, signed, request.body as z.output<typeof saving>)) ?? refuse('mails.notFound');
    }),
  );
  app.get(
    '/api/mail-queue',
    {
      schema: {
        description: 'E-mails that wait in my queues, and those in my workbin: what is due first comes first.',
        response: { 200: anything },
      },
    },
    asked((signed) => mailList(site, signed)),
  );
}

/** Whom the mail that is answered names, without us; null: none is answered. [EM36] */
async function answeredPeople(site: Site, tenant: TenantId, { work }: Email, { of, what }: DraftBody): Promise<Recipients | null> {
  if (!of || what === 'forward') return null;
  const run = site.k.db.as(tenant);
  const [mail, cases] = await Promise.all([mailById(run, tenant, of), casesWith(run, tenant, work.case)]);
  const centre = site.centres.of(tenant);
  if (!mail || !centre || !cases.some(({ id: one }) => one === mail.case)) return null;
  return recipientsOf(answeredHead(mail, oursIn(centre)), oursIn(centre), true);
}

const shownFile = ({ id, name, format, declared, size, scan, warning, cid }: MailFile) => ({
  id,
  name,
  format,
  declared,
  size,
  scan,
  warning,
  inline: cid !== null,
});

/** A mail as staff see it: its text parted, its HTML by itself. */
function shownMail(mail: StoredMail, files: readonly MailFile[]) {
  const { head, text, html, remote, draft: _, raw: __, ...rest } = mail;
  const { said, quoted } = split(text);
  return {
    ...rest,
    ...{
      from: head.from,
      to: head.to,
      cc: head.cc,
      replyTo: head.replyTo,
      said_text: said,
      quoted,
      html: html !== null,
      remote: remote.length,
    },
    files: files.map(shownFile),
  };
}
