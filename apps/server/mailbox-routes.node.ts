import { hash } from 'node:crypto';
import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { type MailboxSettings, mailbox as schema } from '@patchbay/configuration/mailbox.ts';
import { asideOf, tryAside } from '@patchbay/email/mailbox/arrivals.node.ts';
import { copiesGivenUp } from '@patchbay/email/mailbox/copies.node.ts';
import { secretsOf } from '@patchbay/email/mailbox/secrets.node.ts';
import { sendTrial, tryMailbox } from '@patchbay/email/mailbox/trying.node.ts';
import { senderOf } from '@patchbay/users/api.node.ts';
import { audit } from '@patchbay/users/audit.node.ts';
import { isForeign } from '@patchbay/users/origin.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { z } from 'zod';
import { changeCentre } from './centre.node.ts';
import { anything, type Http, say } from './http.node.ts';
import { limiter } from './limits.ts';
import type { Identify } from './routes.node.ts';
import type { Site } from './site.node.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const version = z.string().min(8).max(64);
const written = z.strictObject({
  mailbox: key,
  is: schema.describe('The mailbox as a file of the configuration has it; a secret that is left out stays.'),
  version: version.nullable().describe('The version that was changed; null: it is a new one.'),
});
const removed = z.strictObject({ mailbox: key, version });
const named = z.strictObject({ mailbox: key });
const trial = z.strictObject({ mailbox: key, to: z.email().max(254) });
const again = z.strictObject({ id: z.uuid() });

/** Signing in and sending to try, by one user in an hour. */
const perHour = 60;
const trialMs = 30_000;

const versionOf = (settings: MailboxSettings | undefined): string => hash('sha256', JSON.stringify(settings ?? null), 'base64url');
const settingsOf = ({ mailboxes }: Centre, name: string): MailboxSettings | undefined =>
  Object.hasOwn(mailboxes, name) ? mailboxes[name] : undefined;

/** The mailboxes of a centre for its administrators: how they are, changes that are applied like a file, trying them, and what was set aside. [EM81] */
export function mailboxRoutes(app: Http, site: Site, identify: Identify): void {
  const may = limiter(perHour, 3_600_000);
  const forAdministrators =
    (work: (signed: Signed, centre: Centre, request: FastifyRequest) => Promise<object>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.method !== 'GET' && isForeign(senderOf(request))) return say(request, reply, 403, refuse('requests.origin'));
      const signed = await identify(request);
      if (!signed) return say(request, reply, 401, refuse('requests.notSignedIn'));
      const centre = site.centres.of(signed.tenant);
      if (!centre || !signed.person.may.includes('configure')) return say(request, reply, 404, refuse('requests.notFound'));
      const answer = await work(signed, centre, request);
      if (!isRefused(answer)) return answer;
      const status = { 'mailboxes.notFound': 404, 'requests.notFound': 404, 'requests.tooMany': 429 }[answer.refused];
      return say(request, reply, status ?? 409, answer);
    };
  const answers = { 200: anything, 409: anything };
  const noteTrial = ({ tenant, user }: Signed, address: string, about: string) =>
    audit(site.k.db.as(tenant), tenant, { at: site.k.clock.now(), actor: user, what: 'mailboxTried', address, about });

  app.get(
    '/api/mailboxes',
    { schema: { description: 'The mailboxes of the centre and how they are, for its administrators.', response: answers } },
    forAdministrators(async ({ tenant }, centre) => ({ mailboxes: await shown(site, tenant, centre), queues: queuesOf(centre) })),
  );
  app.post(
    '/api/mailboxes',
    { schema: { body: written, description: 'Adds or changes a mailbox, as applying a file with it would.', response: answers } },
    forAdministrators((signed, _, request) => {
      const { mailbox, is, version: before } = request.body as z.output<typeof written>;
      return write(site, signed, { name: mailbox, address: request.ip, before, is });
    }),
  );
  app.post(
    '/api/mailboxes/remove',
    { schema: { body: removed, description: 'Takes a mailbox out of the centre; its mails and cases stay.', response: answers } },
    forAdministrators((signed, _, request) => {
      const { mailbox, version: before } = request.body as z.output<typeof removed>;
      return write(site, signed, { name: mailbox, address: request.ip, before, is: undefined });
    }),
  );
  app.post(
    '/api/mailboxes/try',
    {
      schema: {
        body: named,
        description: 'Signs in to both servers of a mailbox: null where that works, else why not.',
        response: answers,
      },
    },
    forAdministrators(async (signed, centre, request) => {
      const { mailbox } = request.body as z.output<typeof named>;
      if (!settingsOf(centre, mailbox)) return refuse('mailboxes.notFound');
      if (!may(`${signed.tenant} ${signed.user}`, site.k.clock.now())) return refuse('requests.tooMany', { seconds: 3600 });
      await noteTrial(signed, request.ip, mailbox);
      const account = await site.mailboxes().account(signed.tenant, mailbox).catch(saidAlone);
      if ('said' in account)
        return 'off' in account ? refuse('mailboxes.off', { said: account.said }) : { imap: account.said, smtp: account.said };
      site.mailboxes().ring(signed.tenant, mailbox);
      return tryMailbox(account, account.credentials, { way: account.way, signal: AbortSignal.timeout(trialMs) });
    }),
  );
  app.post(
    '/api/mailboxes/test',
    { schema: { body: trial, description: 'Sends a short mail from a mailbox, and tells what the mail server said.', response: answers } },
    forAdministrators(async (signed, centre, request) => {
      const { mailbox, to } = request.body as z.output<typeof trial>;
      const settings = settingsOf(centre, mailbox);
      if (!settings) return refuse('mailboxes.notFound');
      if (!may(`${signed.tenant} ${signed.user}`, site.k.clock.now())) return refuse('requests.tooMany', { seconds: 3600 });
      await noteTrial(signed, request.ip, `${mailbox} ${to}`);
      const account = await site.mailboxes().account(signed.tenant, mailbox).catch(saidAlone);
      if ('said' in account)
        return 'off' in account ? refuse('mailboxes.off', { said: account.said }) : { was: 'deferred', said: account.said, lacking: [] };
      const how = { credentials: account.credentials, way: account.way, signal: AbortSignal.timeout(trialMs) };
      const mail = {
        to,
        id: site.k.ids.next(),
        at: site.k.clock.now(),
        subject: 'Patchbay',
        text: `${settings.name}: ${settings.address}\n`,
      };
      return sendTrial({ ...account, name: settings.name }, mail, how);
    }),
  );
  app.get(
    '/api/mailboxes/aside',
    { schema: { description: 'Mails that were set aside, with the reason, the newest first.', response: answers } },
    forAdministrators(async ({ tenant }) => ({ aside: await asideOf(site.k.db.as(tenant), tenant) })),
  );
  app.post(
    '/api/mailboxes/aside/again',
    { schema: { body: again, description: 'Has a mail that was set aside tried again.', response: answers } },
    forAdministrators(async ({ tenant }, _, request) => {
      const { id } = request.body as z.output<typeof again>;
      const mailbox = await tryAside(site.k.db.as(tenant), tenant, id);
      if (mailbox === undefined) return refuse('requests.notFound');
      site.mailboxes().ring(tenant, mailbox);
      return {};
    }),
  );
}

/** Why nobody can sign in: no token, no secret that opens. */
const saidAlone = (error: unknown) => ({ said: error instanceof Error ? error.message : String(error) });

async function shown(site: Site, tenant: TenantId, centre: Centre): Promise<object> {
  const givenUp = await copiesGivenUp(site.k.db.as(tenant), tenant, site.k.clock.now());
  const all = await Promise.all(
    Object.keys(centre.mailboxes).map(
      async (name) => [name, { ...(await shownOne(site, tenant, centre, name)), copiesGivenUp: givenUp.get(name) ?? 0 }] as const,
    ),
  );
  return Object.fromEntries(all);
}

/** A mailbox as a file would have it, how it is, and which of its secrets are kept. */
async function shownOne(site: Site, tenant: TenantId, centre: Centre, name: string) {
  const secrets = await secretsOf(site.k.db.as(tenant), site.vault, tenant, name).catch(() => ({})); // its light says that it does not open
  const { password: _, clientSecret: __, refreshToken: ___, ...is } = settingsOf(centre, name) ?? ({} as MailboxSettings);
  return { is, version: versionOf(settingsOf(centre, name)), secrets: Object.keys(secrets), light: site.mailboxes().light(tenant, name) };
}

/** Where a mailbox can lead. */
const queuesOf = ({ queues }: Centre) =>
  Object.fromEntries(Object.entries(queues).flatMap(([name, { label, channel }]) => (channel === 'email' ? [[name, label]] : [])));

/** The centre without a mailbox; queues mail no transcripts from it any more. [EM81] */
function without({ mailboxes, queues, ...centre }: Centre, name: string): Centre {
  const { [name]: _, ...others } = mailboxes;
  const kept = Object.entries(queues).map(([key, queue]) => [
    key,
    queue.transcript?.mailbox === name ? { ...queue, transcript: null } : queue,
  ]);
  return { ...centre, mailboxes: others, queues: Object.fromEntries(kept) };
}

interface Writing {
  readonly name: string;
  readonly address: string;
  readonly before: string | null;
  /** What it becomes; undefined: it goes. */
  readonly is: MailboxSettings | undefined;
}
/** Writes one mailbox of the centre, checked as a file would be; answers it as it is then. */
async function write(site: Site, { tenant, person }: Signed, { name, address, before, is }: Writing): Promise<object | Refusal> {
  const changing = {
    tenant,
    note: { actor: person.agent, address, about: `mailbox ${name}` },
    next: (centre: Centre | undefined) => {
      const now = centre && settingsOf(centre, name);
      if (!centre || (before !== null && !now)) return refuse('mailboxes.notFound');
      if (now ? before !== versionOf(now) : before !== null) return refuse('mailboxes.changed');
      return stringify(is ? { ...centre, mailboxes: { ...centre.mailboxes, [name]: is } } : without(centre, name));
    },
  };
  const applied = await changeCentre({ db: site.k.db, clock: site.k.clock, vault: () => site.vault }, changing);
  if (isRefused(applied)) return applied;
  if ('problems' in applied) {
    const reason = applied.problems.map((problem) => problem.reason).join(' ');
    return refuse('mailboxes.wrong', { reason: reason.slice(0, 300) });
  }
  return is ? { mailbox: await shownOne(site, tenant, applied.centre, name) } : {};
}
