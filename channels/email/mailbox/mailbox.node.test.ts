import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemIds } from '@patchbay/base/clock.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { openEgress, openWay } from '@patchbay/base/egress.node.ts';
import { openVault } from '@patchbay/base/vault.node.ts';
import type { MailboxSecrets } from '@patchbay/configuration/items.ts';
import { type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openReader } from '../mime/reader.node.ts';
import { send } from '../out/send.node.ts';
import type { ReceivedMail } from '../receive.node.ts';
import { hasDovecot, type Mailboxes, startMailboxes } from '../test/dovecot.node.ts';
import { startSmtp } from '../test/smtp.node.ts';
import { startTokens } from '../test/tokens.node.ts';
import type { Account, Credentials } from './account.ts';
import { asideOf, sweepSources, tryAside } from './arrivals.node.ts';
import { copiesGivenUp, copiesNow } from './copies.node.ts';
import { isUnauthenticated, openImap } from './imap.node.ts';
import { type OpenMailbox, openMailbox, type Post } from './mailbox.node.ts';

import { forgetSecrets, keepSecrets, secretsOf } from './secrets.node.ts';
import { openSources } from './sources.node.ts';
import { signerOf } from './token.node.ts';

const tenant = 'demo' as TenantId;
const mailNo = (n: number, more = '') =>
  `From: Eva <eva@example.com>\r\nTo: shop@harbour.example\r\nSubject: mail ${n}\r\nMessage-ID: <m${n}@example.com>\r\n${more}\r\nHello ${n}\r\n`;

describe.skipIf(!hasDovecot)('a mailbox on a real mail server', () => {
  let server: Mailboxes;
  let house: TestDatabase;
  let data: string;
  let open: OpenMailbox | undefined;
  let mailbox = '';
  const received: string[] = [];
  const reader = openReader();
  let copyOf: Post['copyOf'] = async () => null;
  let receive = async (mail: ReceivedMail) => void received.push(mail.mail.head.subject);
  let was: 'new' | 'dropped' | 'ownMachine' = 'new';

  beforeAll(async () => {
    [server, house] = await Promise.all([startMailboxes(), testDatabase()]);
    data = mkdtempSync(join(tmpdir(), 'patchbay-mails-'));
  });
  afterAll(async () => {
    await Promise.all([server.close(), house.drop(), reader.close()]);
    rmSync(data, { recursive: true, force: true });
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
    received.length = 0;
    was = 'new';
    receive = async (mail) => void received.push(mail.mail.head.subject);
  });

  /** Each test has a mailbox of its own; `again` opens it anew, as a server that was started again does. */
  const address = () => `${mailbox}@harbour.example`;
  function begin(name: string, more: Partial<Account> = {}, way = openWay(['loopback'])) {
    mailbox = name;
    const at = { host: '127.0.0.1', port: server.imap, tls: 'none', user: address() } as const;
    const account: Account = {
      ...{
        tenant,
        mailbox,
        address: address(),
        imap: at,
        smtp: at,
        folders: ['INBOX'],
        handled: 'seen',
        first: 'unseen',
        sent: null,
        oauth: null,
      },
      ...more,
    };
    const post: Post = {
      ...{ run: house.db.as(tenant), clock: systemClock, ids: systemIds(systemClock), sources: openSources(data), reader },
      ...{ egress: openEgress(['loopback']), way, pauses: { first: 20, last: 100 } },
      receive: async (mail) => (await receive(mail), { was }),
      copyOf: (mail) => copyOf(mail),
      secrets: async () => ({ password: server.password }),
      keepSecrets: async () => undefined,
      failed: () => undefined,
    };
    open = openMailbox(post, account);
  }
  const deliver = (...numbers: number[]) => Promise.all(numbers.map((n) => server.deliver(address(), mailNo(n))));
  const subjects = (...numbers: number[]) => numbers.map((n) => `mail ${n}`);
  const came = () => received.toSorted();

  /** What somebody sees who opens the mailbox with another program. */
  async function looked<T>(work: (client: ImapFlow) => Promise<T>, folder = 'INBOX'): Promise<T> {
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port: server.imap, secure: false, logger: false, disableAutoIdle: true },
      auth: { user: address(), pass: server.password },
    });
    client.on('error', () => undefined); // whoever waits for an answer is told
    await client.connect();
    try {
      await client.mailboxOpen(folder);
      return await work(client);
    } finally {
      client.close();
    }
  }
  const unread = () => looked(async (client) => (await client.search({ seen: false })) || []);

  test('[EM261] what was delivered lies in the folder for copies once, read, also when we died after it was there; what fails stands in the light and is tried again', async () => {
    const run = house.db.as(tenant);
    const due = async (...mails: string[]) => {
      await run({
        text: "insert into mail_copies (tenant_id, mail, mailbox, at, due_at) select $1, mail, 'copies', $3, 0 from unnest($2::text[]) mail",
        values: [tenant, mails, Date.now()],
      });
      open?.sent();
    };
    const left = () => run({ text: "select mail, tries > 0 as tried from mail_copies where mailbox = 'copies'" });
    copyOf = async (mail) => {
      const raw = `From: Shop <shop@harbour.example>\r\nMessage-ID: <${mail}@harbour.example>\r\nSubject: ${mail}\r\n\r\nHello\r\n`;
      return mail === 'gone' ? null : { messageId: `${mail}@harbour.example`, at: 1_700_000_000_000, raw: Buffer.from(raw) };
    };
    begin('copies', { sent: 'Sent Items' });
    await due('c1', 'gone');
    await expect.poll(left).toEqual([]);
    await due('c1', 'c2'); // as after a death between laying c1 there and noting it
    await expect.poll(left).toEqual([]);
    await open?.close();
    begin('copies', { sent: 'Sent//Items' }); // no mail server has such a folder
    await due('c3');
    await expect.poll(() => open?.light()).toMatchObject({ is: 'failed', said: expect.stringContaining('Sent//Items: ') });
    await expect.poll(left).toEqual([{ mail: 'c3', tried: true }]);
    await deliver(1);
    await expect.poll(came).toEqual(subjects(1)); // what comes in is not touched by it
    await open?.close();
    begin('copies', { sent: 'Sent Items' });
    await expect.poll(left).toEqual([]);
    await expect.poll(() => open?.light()).toMatchObject({ is: 'connected' });
    const seen = (flags: ReadonlySet<string> | undefined) => flags?.has('\\Seen');
    const there = await looked(
      async (client) =>
        (await client.fetchAll('1:*', { envelope: true, flags: true, internalDate: true })).map(({ envelope, flags, internalDate }) => [
          ...[envelope?.subject, seen(flags), new Date(internalDate ?? 0).getTime()],
        ]),
      'Sent Items',
    );
    expect(there.toSorted()).toEqual(['c1', 'c2', 'c3'].map((subject) => [subject, true, 1_700_000_000_000]));
  });

  test('[EM332] a copy that could not be laid there for thirty days is given up, which stands in the audit and is counted', async () => {
    const run = house.db.as(tenant);
    const now = Date.now();
    const old = now - 31 * 86_400_000;
    await run({
      text: "insert into mail_copies (tenant_id, mail, mailbox, at, due_at) values ($1, 'lost', 'old', $2, 0), ($1, 'left', 'old', $3, 0)",
      values: [tenant, old, now],
    });
    expect(await copiesNow(run, tenant, 'old', now)).toEqual([{ mail: 'left', tries: 0 }]);
    expect(await copiesNow(run, tenant, 'old', now)).toHaveLength(1);
    expect(await run({ text: "select actor, about from audit where what = 'copyGivenUp'" })).toEqual([
      { actor: 'system', about: 'old lost' },
    ]);
    expect(await copiesGivenUp(run, tenant, now)).toEqual(new Map([['old', 1]]));
    expect(await copiesGivenUp(run, tenant, now + 31 * 86_400_000)).toEqual(new Map());
  });

  test('[EM41] [EM331] [EM70] [EM71] [EM76] [EM77] what nobody has read is fetched, then what comes; each once, also after a restart, and marked as read when it was received', async () => {
    mailbox = 'shop';
    await deliver(1, 2);
    await looked((client) => client.messageFlagsAdd('1', ['\\Seen']));
    begin('shop');
    await expect.poll(came).toHaveLength(1);
    await deliver(3);
    await expect.poll(came).toHaveLength(2);
    await expect.poll(unread).toEqual([]);
    await open?.close();
    await deliver(4);
    begin('shop');
    await expect.poll(came).toHaveLength(3);
    expect(received.at(-1)).toBe('mail 4');
    expect(open?.light()).toMatchObject({ is: 'connected', said: null });
    await expect.poll(unread).toEqual([]);
    was = 'dropped'; // of this one nothing is kept
    await deliver(5);
    await expect.poll(came).toHaveLength(4);
    was = 'new';
    await deliver(6);
    await expect.poll(came).toHaveLength(5);
    await expect.poll(unread).toEqual([5]); // it is there for people
    was = 'ownMachine'; // and this one is set aside
    await deliver(7);
    const aside = () => asideOf(house.db.as(tenant), tenant);
    await expect.poll(aside).toMatchObject([{ mailbox: 'shop', reason: 'ownMachine', said: 'mail 7' }]);
    was = 'new';
    await deliver(8);
    await expect.poll(came).toHaveLength(7);
    await expect.poll(unread).toEqual([5, 7]);
    expect(await tryAside(house.db.as(tenant), tenant, (await aside())[0]?.id ?? '')).toBe('shop');
    open?.ring();
    await expect.poll(unread).toEqual([5]);
  });

  test('[EM71] the mail server is killed in the middle: everything comes once when it is back, and the light says what is wrong meanwhile', async () => {
    begin('killed');
    await expect.poll(() => open?.light().is).toBe('connected');
    await deliver(1, 2, 3, 4, 5);
    await server.kill();
    await expect.poll(() => open?.light().is).not.toBe('connected');
    await server.start();
    await deliver(6);
    await expect.poll(came).toEqual(subjects(1, 2, 3, 4, 5, 6));
    expect(open?.light().said).not.toBeNull();
  });

  test('[EM72] the numbers of the folder change: what we have is not received again, what came meanwhile is', async () => {
    begin('renumbered');
    await deliver(1, 2);
    await expect.poll(came).toEqual(subjects(1, 2));
    await expect.poll(unread).toEqual([]);
    await open?.close();
    await server.kill();
    for (const name of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache'])
      rmSync(join(server.folder(address()), name), { force: true });
    await server.start();
    await deliver(3);
    begin('renumbered');
    await expect.poll(came).toEqual(subjects(1, 2, 3));
    await expect.poll(unread).toEqual([]);
  });

  test('[EM73] a mail that shows itself late, under a lower number, is found by what has changed', async () => {
    begin('late');
    await deliver(1);
    await expect.poll(came).toEqual(subjects(1));
    await expect.poll(unread).toEqual([]);
    await open?.close();
    await house.db.as(tenant)({ text: "update mail_places set last_uid = 100 where mailbox = 'late'" });
    await deliver(2);
    begin('late');
    await expect.poll(came).toEqual(subjects(1, 2));
  });

  test('[EM335] what another program removed while we were away is told by the mail server: its number is forgotten, and we go on from there', async () => {
    const run = house.db.as(tenant);
    const seen = async () =>
      (await run<{ uid: string }>({ text: "select uid from mail_seen where mailbox = 'removed' order by uid" })).map(({ uid }) =>
        Number(uid),
      );
    const modseq = async () =>
      BigInt((await run<{ modseq: string }>({ text: "select modseq from mail_places where mailbox = 'removed'" }))[0]?.modseq ?? 0);
    begin('removed');
    await expect.poll(() => open?.light().is).toBe('connected');
    for (const n of [1, 2, 3]) await deliver(n);
    await expect.poll(came).toEqual(subjects(1, 2, 3));
    await expect.poll(unread).toEqual([]);
    await open?.close();
    const before = await modseq();
    expect([await seen(), before > 0n]).toEqual([[1, 2, 3], true]);
    expect(await looked(async (client) => [client.capabilities.has('QRESYNC'), await client.messageDelete('2')])).toEqual([true, true]);
    await deliver(4);
    begin('removed');
    await expect.poll(came).toEqual(subjects(1, 2, 3, 4));
    await expect.poll(seen).toEqual([1, 3, 4]);
    await expect.poll(modseq).toBeGreaterThan(before);
    await looked((client) => client.messageDelete('1')); // and while we are there
    await deliver(5);
    await expect.poll(came).toEqual(subjects(1, 2, 3, 4, 5));
    await expect.poll(seen).toEqual([3, 4, 5]);
  });

  test('[EM70] a source that was written and not noted when we died is forgotten, others stay', async () => {
    mailbox = 'swept';
    await deliver(1);
    begin('swept');
    await expect.poll(came).toEqual(subjects(1));
    const sources = openSources(data);
    const before = await sources.kept(tenant);
    await sources.write(tenant, 'left-over', Buffer.from('x'));
    await sweepSources(house.db.as(tenant), sources, tenant);
    expect((await sources.kept(tenant)).toSorted()).toEqual(before.toSorted());
  });

  test('[EM80] a mail server is not asked where the server may ask nobody, and the light says so', async () => {
    mailbox = 'forbidden';
    begin('forbidden', {}, openWay([]));
    await expect.poll(() => open?.light()).toMatchObject({ is: 'failed', said: expect.stringContaining('forbidden') });
  });

  test('[EM74] [EM75] what cannot be read, or fails again and again, is set aside and stays unread; the next comes, and it can be tried again', async () => {
    const bad = (n: number) => mailNo(n, 'X-Bad: yes\r\n');
    receive = async ({ mail }) => {
      if (mail.head.fields.some(({ name }) => name === 'x-bad')) throw new Error('not this one');
      received.push(mail.head.subject);
    };
    mailbox = 'poison';
    const deep = Array.from({ length: 80 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('');
    await server.deliver(address(), `From: a@b.example\r\nSubject: deep\r\n${deep}`);
    await server.deliver(address(), bad(1));
    await deliver(2);
    begin('poison');
    await expect.poll(came).toEqual(subjects(2));
    const run = house.db.as(tenant);
    await expect.poll(() => asideOf(run, tenant)).toMatchObject([{ reason: 'tooDeep', mailbox: 'poison' }]);
    await run({ text: "update mail_arrivals set tries = 7, due_at = 0 where mailbox = 'poison' and state = 'waiting'" });
    open?.ring();
    await expect.poll(async () => (await asideOf(run, tenant)).map(({ reason }) => reason).toSorted()).toEqual(['failed', 'tooDeep']);
    await expect.poll(unread).toEqual([1, 2]);
    receive = async ({ mail }) => void received.push(mail.head.subject);
    const failed = (await asideOf(run, tenant)).find(({ reason }) => reason === 'failed');
    expect(await tryAside(run, tenant, failed?.id ?? '')).toBe('poison');
    open?.ring();
    await expect.poll(came).toEqual(subjects(1, 2));
    await expect.poll(unread).toEqual([1]);
  });

  test('[EM76] [EM71] several folders; what is handled is moved to a folder that is made for it', async () => {
    mailbox = 'moved';
    await looked((client) => client.mailboxCreate('Forms'));
    begin('moved', { folders: ['INBOX', 'Forms'], handled: { move: 'Done' } });
    await expect.poll(() => open?.light().is).toBe('connected');
    await deliver(1);
    await looked((client) => client.append('Forms', mailNo(2)));
    await expect.poll(came).toEqual(subjects(1, 2));
    await expect.poll(() => looked(async (client) => (await client.fetchAll('1:*', { uid: true }, { uid: true })).length)).toBe(0);
    await expect.poll(() => looked(async (client) => (await client.fetchAll('1:*', { uid: true }, { uid: true })).length, 'Done')).toBe(2);
  });
});

describe('what one signs in with', () => {
  const oauth = { tokenUrl: 'https://login.there.example/token', clientId: 'patchbay', scope: 'mail' };
  function signing(...answers: readonly (object | number)[]) {
    const asked: string[] = [];
    const kept: object[] = [];
    const clock = { now: 0 };
    const signer = signerOf(oauth, {
      now: () => clock.now,
      secrets: async () => ({ clientSecret: 's3cret', refreshToken: 'r1', ...kept.at(-1) }),
      keep: async (secrets) => void kept.push(secrets),
      egress: async ({ body = '' }) => {
        const answer = answers[asked.push(body) - 1] ?? 500;
        return typeof answer === 'number'
          ? { status: answer, headers: {}, body: '{"error":"invalid_grant","error_description":"s3cret"}' }
          : { status: 200, headers: {}, body: JSON.stringify(answer) };
      },
    });
    return { signer, asked, kept, clock };
  }

  test('[EM78] a token serves until shortly before its end, or until it is refused; a newer refresh token is kept and used', async () => {
    const one = (n: number, more = {}) => ({ access_token: `t${n}`, expires_in: 600, ...more });
    const { signer, asked, kept, clock } = signing(one(1, { refresh_token: 'r2' }), one(2), one(3));
    expect(await Promise.all([signer.credentials(), signer.credentials()])).toEqual([{ accessToken: 't1' }, { accessToken: 't1' }]);
    clock.now = 539_000;
    expect([await signer.credentials(), asked.length]).toEqual([{ accessToken: 't1' }, 1]);
    clock.now = 541_000;
    expect(await signer.credentials()).toEqual({ accessToken: 't2' });
    signer.spoiled();
    expect(await signer.credentials()).toEqual({ accessToken: 't3' });
    expect(asked.map((body) => new URLSearchParams(body).get('refresh_token'))).toEqual(['r1', 'r2', 'r2']);
    expect(kept).toEqual([{ clientSecret: 's3cret', refreshToken: 'r2' }]);
  });

  test('[EM78] [EM79] who gives no token is told by name and reason; no secret is', async () => {
    const { signer } = signing(400);
    const said = await signer.credentials().then(String, String);
    expect(said).toContain('login.there.example gave no token: 400 invalid_grant');
    expect(said).not.toMatch(/s3cret|r1/);
  });

  test.skipIf(!hasDovecot)(
    '[EM78] a real mail server takes tokens of a real server of tokens, by OAUTHBEARER or XOAUTH2, to read and to send, for their mailbox only; the refresh token is changed at each use',
    async () => {
      const tokens = await startTokens();
      const { introspection } = tokens;
      const user = 'shop@harbour.example';
      const [server, older, smtp] = await Promise.all([
        startMailboxes({ introspection }),
        startMailboxes({ introspection, tokenBy: 'xoauth2' }),
        startSmtp(user, 'never', undefined, { asks: tokens.knows }),
      ]);
      onTestFinished(async () => void (await Promise.all([server, older, smtp, tokens].map((one) => one.close()))));
      let secrets: MailboxSecrets = { clientSecret: tokens.client.secret, refreshToken: await tokens.allows(user) };
      const first = secrets.refreshToken;
      const signer = signerOf(
        { tokenUrl: tokens.tokenUrl, clientId: tokens.client.id, scope: null },
        { egress: openEgress(['loopback']), now: () => 0, secrets: async () => secrets, keep: async (newer) => void (secrets = newer) },
      );
      const opens = async (as: string, credentials: Credentials, { imap } = server) => {
        const at = { host: '127.0.0.1', port: imap, tls: 'none', user: as } as const;
        const client = await openImap(at, credentials, { way: openWay(['loopback']), signal: AbortSignal.timeout(60_000) });
        const { path } = await client.mailboxOpen('INBOX');
        client.close();
        return path;
      };
      const credentials = await signer.credentials();
      expect(await opens(user, credentials)).toBe('INBOX');
      await expect(opens(user, { accessToken: 'forged' })).rejects.toSatisfy(isUnauthenticated);
      await expect(opens('other@harbour.example', credentials)).rejects.toSatisfy(isUnauthenticated);
      expect(await opens(user, credentials, older)).toBe('INBOX');
      await expect.poll(() => [server.mechanisms(), older.mechanisms()]).toEqual([['OAUTHBEARER'], ['XOAUTH2']]);
      const submits = async (as: string, credentials: Credentials) => {
        const at = { host: '127.0.0.1', port: smtp.port, tls: 'none', user: as } as const;
        const how = { server: at, credentials, way: openWay(['loopback']), signal: AbortSignal.timeout(60_000) };
        return (await send({ from: user, to: ['eva@example.com'] }, Buffer.from('Subject: s\r\n\r\nHello\r\n'), how)).was;
      };
      expect([await submits(user, credentials), await submits(user, { accessToken: 'forged' })]).toEqual(['delivered', 'deferred']);
      expect([await submits('other@harbour.example', credentials), smtp.taken.length]).toEqual(['deferred', 1]);
      signer.spoiled();
      expect([await opens(user, await signer.credentials()), secrets.refreshToken === first]).toEqual(['INBOX', false]);
    },
  );

  test('[EM79] it is sealed at its place, given bit by bit, and forgotten with its mailbox', async () => {
    const house = await testDatabase();
    const run = house.db.as(tenant);
    const vault = openVault(Buffer.alloc(32, 1));
    await keepSecrets(run, vault, tenant, ['shop', { password: 's3cret' }]);
    await keepSecrets(run, vault, tenant, ['shop', { refreshToken: 'r1' }]);
    expect(await secretsOf(run, vault, tenant, 'shop')).toEqual({ password: 's3cret', refreshToken: 'r1' });
    expect(JSON.stringify(await run({ text: 'select * from secrets' }))).not.toContain('s3cret');
    await run({ text: "update secrets set name = 'mailbox other' where name = 'mailbox shop'" });
    await expect(secretsOf(run, vault, tenant, 'other')).rejects.toThrow('give it again');
    await forgetSecrets(run, tenant, ['shop']);
    expect(await secretsOf(run, vault, tenant, 'other')).toEqual({});
    await house.drop();
  });
});
