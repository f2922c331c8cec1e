import type { TenantId } from '@patchbay/base/decision.ts';
import { openWay, type Way } from '@patchbay/base/egress.node.ts';
import type { MailboxSettings } from '@patchbay/configuration/mailbox.ts';
import type { Account } from '@patchbay/email/mailbox/account.ts';
import { sweepSources } from '@patchbay/email/mailbox/arrivals.node.ts';
import { type Light, type OpenMailbox, openMailbox, type Post } from '@patchbay/email/mailbox/mailbox.node.ts';
import { keepSecrets, secretsOf } from '@patchbay/email/mailbox/secrets.node.ts';
import { openSources } from '@patchbay/email/mailbox/sources.node.ts';
import type { Receive } from '@patchbay/email/mailbox/taking.node.ts';
import { signerOf } from '@patchbay/email/mailbox/token.node.ts';
import { type Off, type OwnServer, wanted } from '@patchbay/email/mailbox/wanted.ts';
import { mailById } from '@patchbay/email/mails.node.ts';
import { openReader } from '@patchbay/email/mime/reader.node.ts';
import { type Attempt, openOutbox } from '@patchbay/email/out/outbox.node.ts';
import type { Envelope, Handing } from '@patchbay/email/out/send.node.ts';
import type { Sent } from '@patchbay/email/out/sent.ts';
import { made } from './delivering.node.ts';
import { every } from './every.node.ts';
import type { Site } from './site.node.ts';

/** How a mailbox is: open with its light, or why not. */
export type Shining = Light | { readonly is: 'off'; readonly said: string };
/** A mail as it goes out through a mailbox. */
export interface Written {
  readonly envelope: Envelope;
  readonly raw: Buffer;
}
/** The mailboxes of every centre, while this server runs. */
export interface Mailboxes {
  /** Opens what is new or changed, closes what is gone; called when a centre was applied. */
  follow(tenant: TenantId): Promise<void>;
  /** The same for every centre: the mail server for trying came or went. */
  followAll(): Promise<void>;
  light(tenant: TenantId, mailbox: string): Shining;
  /** Looks into it at once. */
  ring(tenant: TenantId, mailbox: string): void;
  /** How to sign in to it; or why nobody can. */
  account(tenant: TenantId, mailbox: string): Promise<(Account & Pick<Handing, 'credentials' | 'way'>) | Off>;
  /** Hands a mail to the mail server of its mailbox; the same attempt once. [EM87] */
  deliver(attempt: Attempt & { readonly mailbox: string }, make: () => Promise<Written>): Promise<Sent>;
  /** How many are open, and what is wrong with the others; for /healthz. */
  health(): { readonly connected: number; readonly failing: number; readonly own?: string };
  close(): Promise<void>;
}

/** What the mailboxes of a site stand on. */
export interface Posting {
  readonly data: string;
  readonly ownNetworks: readonly string[];
  readonly receive: Receive;
  /** The mail server that is brought for trying, as it is now. */
  own(): OwnServer;
  failed(error: unknown): void;
}

const againMs = 5000;
const idOf = (tenant: string, mailbox: string) => `${tenant}/${mailbox}`;

/** Opens the mailboxes of all centres: one server of a database does, others wait until it is gone. [EM70] */
export async function openMailboxes(site: Site, posting: Posting): Promise<Mailboxes> {
  const { db, clock } = site.k;
  const open = new Map<string, OpenMailbox>();
  const reader = openReader();
  const outbox = openOutbox(db, clock);
  const sources = openSources(posting.data);
  const roads = { usual: openWay(posting.ownNetworks), here: openWay(['loopback']) };
  let mine = false;
  let letGo: (() => Promise<void>) | null = null;
  let turn: Promise<unknown> = Promise.resolve(); // one change after the other

  const settingsOf = (tenant: TenantId): Readonly<Record<string, MailboxSettings>> => site.centres.of(tenant)?.mailboxes ?? {};
  const find = (tenant: TenantId, mailbox: string): Account | Off => {
    const settings = settingsOf(tenant);
    const one = Object.hasOwn(settings, mailbox) ? settings[mailbox] : undefined;
    return one ? wanted(tenant, mailbox, one, posting.own()) : { off: 'disabled', said: '' };
  };
  const isOwn = (tenant: TenantId, mailbox: string): boolean => settingsOf(tenant)[mailbox]?.imap === null;
  const wayOf = (tenant: TenantId, mailbox: string): Way => (isOwn(tenant, mailbox) ? roads.here : roads.usual);
  const post = (tenant: TenantId, mailbox: string): Post => {
    const run = db.as(tenant);
    const own = posting.own();
    return {
      ...{ run, clock, ids: site.k.ids, egress: site.egress, way: wayOf(tenant, mailbox), sources, reader, receive: posting.receive },
      secrets: async () =>
        isOwn(tenant, mailbox) && own.is === 'ready' ? { password: own.password } : secretsOf(run, site.vault, tenant, mailbox),
      keepSecrets: (name, secrets) => keepSecrets(run, site.vault, tenant, [name, secrets]),
      copyOf: async (id) => {
        const mail = await mailById(run, tenant, id);
        return mail?.head.messageId
          ? { messageId: mail.head.messageId, at: mail.createdAt, raw: (await made(site, tenant, mail)).raw }
          : null;
      },
      failed: posting.failed,
    };
  };

  async function arrange(tenant: TenantId): Promise<void> {
    const names = new Set(mine ? Object.keys(settingsOf(tenant)) : []);
    for (const [id, box] of open)
      if (
        box.account.tenant === tenant &&
        JSON.stringify(box.account) !== JSON.stringify(names.has(box.account.mailbox) && find(tenant, box.account.mailbox))
      ) {
        open.delete(id);
        await box.close();
      }
    for (const name of names) {
      const account = find(tenant, name);
      const before = open.get(idOf(tenant, name));
      before?.signer.spoiled(); // its secrets may be others now
      before?.ring();
      if (!before && !('off' in account)) open.set(idOf(tenant, name), openMailbox(post(tenant, name), account));
    }
  }
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(posting.failed);
    return done;
  };
  const arrangeAll = async () => {
    for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) await arrange(tenant);
  };
  async function hold(): Promise<void> {
    if (mine) return;
    letGo = await db.hold('mailboxes', () => {
      mine = false;
      void inTurn(arrangeAll).catch(posting.failed);
    });
    if (letGo === null) return;
    for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) await sweepSources(db.as(tenant), sources, tenant);
    mine = true;
    await inTurn(arrangeAll);
  }
  const accountOf: Mailboxes['account'] = async (tenant, mailbox) => {
    const account = find(tenant, mailbox);
    if ('off' in account) return account;
    const { egress, secrets, keepSecrets: keep } = post(tenant, mailbox);
    const signing = { egress, now: () => clock.now(), secrets: () => secrets(mailbox) };
    const signer = open.get(idOf(tenant, mailbox))?.signer ?? signerOf(account.oauth, { ...signing, keep: (one) => keep(mailbox, one) });
    return { ...account, credentials: await signer.credentials(), way: wayOf(tenant, mailbox) };
  };
  await hold().catch(posting.failed); // the next turn tries again: the server serves all the same
  const stopHolding = every(clock, againMs, hold, posting.failed);

  return {
    follow: (tenant) => inTurn(() => arrange(tenant)),
    followAll: () => inTurn(arrangeAll),
    light(tenant, mailbox) {
      const box = open.get(idOf(tenant, mailbox));
      if (box) return box.light();
      const account = find(tenant, mailbox);
      return { is: 'off', said: 'off' in account ? account.said : '' };
    },
    ring: (tenant, mailbox) => open.get(idOf(tenant, mailbox))?.ring(),
    account: accountOf,
    async deliver({ mailbox, ...attempt }, make) {
      const done = await outbox.deliver(attempt, async () => {
        const account = await accountOf(attempt.tenant, mailbox).catch((error: unknown) => ({ said: String(error) })); // no token, no secret
        if ('said' in account) return { was: 'deferred', said: account.said || 'The mailbox is switched off.', lacking: [] };
        const { credentials, way, smtp: server, sent } = account;
        return { ...(await make()), credentials, way, server, ...(sent !== null && { copyIn: mailbox }) };
      });
      open.get(idOf(attempt.tenant, mailbox))?.sent();
      return done;
    },
    health() {
      const lights = [...open.values()].map((box) => box.light().is);
      const own = posting.own();
      const count = (is: Light['is']) => lights.filter((one) => one === is).length;
      return {
        connected: count('connected'),
        failing: count('failed'),
        ...(own.is !== 'off' && { own: own.is === 'failed' ? own.reason : own.is }),
      };
    },
    async close() {
      stopHolding();
      outbox.close();
      await turn;
      await Promise.all([...open.values()].map((box) => box.close()));
      await reader.close();
      await letGo?.();
    },
  };
}
