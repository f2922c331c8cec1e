import { mailById } from '@patchbay/email/mails.node.ts';
import { hasDovecot, type Mailboxes, startMailboxes } from '@patchbay/email/test/dovecot.node.ts';
import { type MailServerForTests, startSmtp } from '@patchbay/email/test/smtp.node.ts';
import { made } from '@patchbay/server/delivering.node.ts';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { mailWorld } from './mails.node.ts';
import type { World } from './world.node.ts';

const address = 'service@harbour.example';

describe.skipIf(!hasDovecot)('the mailboxes of a centre', () => {
  let world: World;
  let imap: Mailboxes;
  let smtp: MailServerForTests;
  let ada: ApiAgent;
  beforeAll(async () => {
    [world, imap, smtp] = await Promise.all([mailWorld(), startMailboxes(), startSmtp(address, 'test-mail-1')]);
    ada = await world.staff('ada');
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([imap.close(), smtp.close()]);
  });

  const is = (more: object = {}) => ({
    ...{ address, name: 'Harbour Outdoor', queue: 'mails', password: 'test-mail-1' },
    imap: { host: '127.0.0.1', port: imap.imap, tls: 'none' },
    smtp: { host: '127.0.0.1', port: smtp.port, tls: 'none' },
    ...more,
  });
  const shop = async () => {
    const { body } = await ada.request('GET', '/api/mailboxes');
    return (
      body as {
        readonly mailboxes: Readonly<
          Record<string, { readonly is: object; readonly version: string; readonly light: object; readonly secrets: string[] }>
        >;
      }
    ).mailboxes['shop'];
  };
  const change = async (more: object, version?: string | null) =>
    ada.request('POST', '/api/mailboxes', {
      mailbox: 'shop',
      is: is(more),
      version: version === undefined ? (await shop())?.version : version,
    });

  test('[EM81] [EM82] [CF41] an administrator gives a mailbox its servers: its light goes on, a mail in it becomes a case, and no secret is shown', async () => {
    expect(await shop()).toMatchObject({ light: { is: 'off' }, secrets: [] });
    const changed = await change({});
    expect([changed.status, JSON.stringify(changed.body).includes('test-mail-1')], JSON.stringify(changed.body)).toEqual([200, false]);
    await expect.poll(async () => (await shop())?.light).toMatchObject({ is: 'connected', said: null });
    expect((await shop())?.secrets).toEqual(['password']);
    await imap.deliver(address, 'From: Eva <eva@example.com>\r\nSubject: Where is it?\r\nMessage-ID: <a@example.com>\r\n\r\nHello');
    const subjects = () =>
      world.server.site.k.db.as('demo' as never)<{ subject: string }>({ text: "select subject from email_mails where mailbox = 'shop'" });
    await expect.poll(subjects).toEqual([{ subject: 'Where is it?' }]);
    expect(await (await fetch(`${world.url}/healthz`)).json()).toMatchObject({ ok: true, mail: { connected: 1, failing: 0 } });
  });

  test('[EM81] signing in and sending are tried, and why not is told in the words of the mail server', async () => {
    expect((await ada.request('POST', '/api/mailboxes/try', { mailbox: 'shop' })).body).toEqual({ imap: null, smtp: null });
    const sent = await ada.request('POST', '/api/mailboxes/test', { mailbox: 'shop', to: 'eva@example.com' });
    expect([sent.body, smtp.taken.at(-1)]).toMatchObject([{ was: 'delivered' }, { from: address, to: ['eva@example.com'] }]);
    await change({ password: 'wrong' });
    await expect
      .poll(async () => (await ada.request('POST', '/api/mailboxes/try', { mailbox: 'shop' })).body)
      .toMatchObject({ imap: expect.stringMatching(/auth/i), smtp: expect.stringContaining('Who are you') });
    await change({ password: 'test-mail-1' });
    await expect.poll(async () => (await shop())?.light).toMatchObject({ is: 'connected' });
  });

  test('[EM261] a mail that was delivered lies in the folder for copies, as it was sent; the setting is written and read like any other', async () => {
    const changed = await change({ sent: 'Sent', plus: true, queue: 'thanks' });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    await expect.poll(async () => (await shop())?.is).toMatchObject({ sent: 'Sent', plus: true });
    await imap.deliver(address, 'From: Paul <paul@example.com>\r\nSubject: Thanks\r\nMessage-ID: <b@example.com>\r\n\r\nHello');
    const { site } = world.server;
    const run = site.k.db.as('demo' as never);
    const told = () => run<{ id: string }>({ text: "select id from email_mails where direction = 'out'" });
    await expect.poll(told).toHaveLength(1);
    const mail = await mailById(run, 'demo' as never, (await told())[0]?.id ?? '');
    if (!mail) throw new Error('The mail is not there.');
    const sent = await site
      .mailboxes()
      .deliver({ tenant: 'demo' as never, id: 'told', mail: mail.id, mailbox: 'shop' }, () => made(site, 'demo' as never, mail));
    expect(sent.was).toBe('delivered');
    await expect.poll(() => run({ text: 'select mail from mail_copies' })).toEqual([]);
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port: imap.imap, secure: false, logger: false },
      auth: { user: address, pass: 'test-mail-1' },
    });
    await client.connect();
    await client.mailboxOpen('Sent');
    const there = await client.fetchAll('1:*', { envelope: true, flags: true });
    client.close();
    expect(there.map(({ envelope, flags }) => [envelope?.messageId, flags?.has('\\Seen')])).toEqual([[`<${mail.messageId}>`, true]]);
    await change({});
    await expect.poll(async () => (await shop())?.is).toMatchObject({ sent: null });
  });

  test('[EM81] nobody else may, nor on top of what somebody else has changed; what it cannot be is told', async () => {
    const anna = await world.staff('anna');
    expect([
      (await anna.request('GET', '/api/mailboxes')).status,
      (await anna.request('POST', '/api/mailboxes/try', { mailbox: 'shop' })).status,
    ]).toEqual([404, 404]);
    expect(await change({}, null)).toMatchObject({ status: 409, body: { refused: 'mailboxes.changed' } });
    expect(await change({ queue: 'nowhere' })).toMatchObject({ status: 409, body: { refused: 'mailboxes.wrong' } });
    expect(await ada.request('POST', '/api/mailboxes/try', { mailbox: 'other' })).toMatchObject({
      status: 404,
      body: { refused: 'mailboxes.notFound' },
    });
  });

  test('[EM262] [BP-73] no mail is begun for a queue whose mailbox is switched off, and the desktop is told why', async () => {
    const ben = await world.agent('ben');
    const queue = async () => {
      const { queues } = (await ben.request('GET', '/api/desk')).body as { queues?: Readonly<Record<string, { email?: object }>> };
      return queues?.['mails']?.email;
    };
    expect(await queue()).toMatchObject({ serves: true, cannotSend: null });
    await change({ disabled: true });
    await expect.poll(queue).toMatchObject({ cannotSend: 'off' });
    expect(await ben.asks({ type: 'compose', queue: 'mails' })).toMatchObject({ status: 409, body: { refused: 'email.noMailbox' } });
    await change({});
    await expect.poll(queue).toMatchObject({ cannotSend: null });
    ben.goesHome();
  });

  test('[EM74] [EM81] what was set aside is shown, and tried again; a mailbox that is taken out is closed', async () => {
    const deep = Array.from({ length: 80 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('');
    await imap.deliver(address, `From: a@b.example\r\nSubject: deep\r\n${deep}`);
    const aside = async () =>
      ((await ada.request('GET', '/api/mailboxes/aside')).body as { readonly aside: readonly { readonly id: string }[] }).aside;
    await expect.poll(aside).toMatchObject([{ mailbox: 'shop', reason: 'tooDeep' }]);
    const [one] = await aside();
    expect((await ada.request('POST', '/api/mailboxes/aside/again', { id: one?.id })).status).toBe(200);
    await expect.poll(aside).toMatchObject([{ id: one?.id, reason: 'tooDeep' }]);
    expect((await ada.request('POST', '/api/mailboxes/aside/again', { id: '00000000-0000-7000-8000-000000000000' })).status).toBe(404);
    const version = (await shop())?.version;
    expect((await ada.request('POST', '/api/mailboxes/remove', { mailbox: 'shop', version })).status).toBe(200);
    await expect.poll(async () => (await (await fetch(`${world.url}/healthz`)).json()) as object).toMatchObject({ mail: { connected: 0 } });
    expect(await shop()).toBeUndefined();
  });
});
