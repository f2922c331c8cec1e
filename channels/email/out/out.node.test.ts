import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@patchbay/base/clock.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { openWay } from '@patchbay/base/egress.node.ts';
import { type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailId } from '../email.ts';
import { limits } from '../mime/mail.ts';
import { parse } from '../mime/parse.node.ts';
import { type MailServerForTests, startSmtp } from '../test/smtp.node.ts';
import { compose, type MailToSend } from './compose.node.ts';
import { type Outgoing, openOutbox } from './outbox.node.ts';
import type { Sent } from './sent.ts';

const tenant = 'demo' as TenantId;
const eva = { name: 'Eva Müller', address: 'eva@example.com' };
const shop = { name: 'Harbour Outdoor', address: 'shop@harbour.example' };
const mail: MailToSend = {
  ...{ id: 'm1' as MailId, from: shop, replyTo: [], to: [eva], cc: [], bcc: [{ name: '', address: 'boss@harbour.example' }] },
  ...{
    subject: 'Re: Größe 漢字',
    messageId: '4711-abcdefghijkl.n1@harbour.example',
    inReplyTo: 'a@example.com',
    references: ['z@example.com', 'a@example.com'],
  },
  ...{
    text: '.\r\nGrüße',
    html: '<p>Grüße <img src="cid:logo"></p>',
    files: [],
    headers: [{ name: 'auto-submitted', value: 'no' }],
    at: Date.UTC(2026, 0, 5),
  },
};

describe('outgoing mail', () => {
  let house: TestDatabase;
  let smtp: MailServerForTests;
  let folder: string;
  beforeAll(async () => {
    [house, smtp] = await Promise.all([testDatabase(), startSmtp('shop', 'pass', 'token-1')]);
    folder = mkdtempSync(join(tmpdir(), 'patchbay-out-'));
  });
  afterAll(async () => {
    await Promise.all([house.drop(), smtp.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  let n = 0;
  const attempt = () => ({ tenant, id: `e${++n}`, mail: 'm1' });
  const outgoing = async (more: Partial<Outgoing> = {}): Promise<Outgoing> => ({
    ...{
      server: { host: '127.0.0.1', port: smtp.port, tls: 'none', user: 'shop' },
      credentials: { password: 'pass' },
      way: openWay(['loopback']),
    },
    ...{ envelope: { from: shop.address, to: [eva.address] }, raw: await compose(mail) },
    ...more,
  });
  const outbox = () => openOutbox(house.db, systemClock);
  const delivered = (more: Partial<Outgoing> = {}) => outbox().deliver(attempt(), () => outgoing(more));

  test('[EM85] a composed mail is read as it was written; blind copies are not in it, files and pictures are', async () => {
    const path = join(folder, 'logo.png');
    writeFileSync(
      path,
      Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    );
    const files = [
      { name: 'logo.png', type: 'image/png', cid: 'logo', path },
      { name: 'Größe.png', type: 'image/png', path },
    ];
    const raw = await compose({ ...mail, files });
    expect(raw.toString()).not.toMatch(/boss@/i);
    const read = await parse(raw, limits);
    if ('poison' in read) throw new Error(read.said);
    const { head, text, html, attachments, sentAt } = read.mail;
    expect([head.messageId, head.inReplyTo, head.references, head.subject, head.from, head.to]).toEqual([
      ...[mail.messageId, ['a@example.com'], mail.references, mail.subject, shop, [eva]],
    ]);
    expect([text.trim(), html?.html.includes('Grüße'), sentAt, head.fields.some(({ name }) => name === 'auto-submitted')]).toEqual([
      '.\nGrüße',
      true,
      mail.at,
      true,
    ]);
    expect(attachments.map(({ name, cid, format }) => [name, cid, format])).toEqual([
      ['logo.png', 'logo', 'png'],
      ['Größe.png', null, 'png'],
    ]);
  });

  test('[EM86] it is delivered with the words of the mail server; what that says of recipients, of the mail and of time is told apart', async () => {
    expect(await delivered()).toMatchObject({ was: 'delivered', said: expect.stringContaining('250'), lacking: [] });
    expect(smtp.taken.at(-1)).toMatchObject({
      from: shop.address,
      to: [eva.address],
      source: expect.stringContaining('Message-ID: <4711-abcdefghijkl.n1@'),
    });
    expect(await delivered({ envelope: { from: shop.address, to: [eva.address, 'nobody@example.com'] } })).toMatchObject({
      was: 'delivered',
      lacking: [{ address: 'nobody@example.com', said: expect.stringContaining('No such user') }],
    });
    expect(await delivered({ envelope: { from: shop.address, to: ['nobody@example.com'] } })).toMatchObject({
      was: 'refused',
      said: expect.stringContaining('No such user'),
    });
    smtp.plant(
      { at: 'data', code: 554, said: 'Looks like spam' },
      { at: 'to', code: 450, said: 'Greylisted' },
      { at: 'from', code: 552, said: 'Too much' },
    );
    expect([await delivered(), await delivered(), await delivered()].map(({ was }) => was)).toEqual(['refused', 'deferred', 'refused']);
    expect(await delivered({ credentials: { password: 'wrong' } })).toMatchObject({
      was: 'deferred',
      said: expect.stringContaining('Who are you'),
    });
    expect(await delivered({ server: { host: '127.0.0.1', port: 1, tls: 'none', user: 'shop' } })).toMatchObject({ was: 'deferred' });
    expect(await delivered({ way: openWay([]) })).toMatchObject({ was: 'deferred', said: expect.stringContaining('forbidden') });
    expect(await delivered({ credentials: { accessToken: 'token-1' } })).toMatchObject({ was: 'delivered' });
  });

  test('[EM261] with the delivery it is noted that a copy is to be laid into the mailbox, once; not for what was refused, or may not be there', async () => {
    const deliver = (id: string, mail: string) => outbox().deliver({ tenant, id, mail }, () => outgoing({ copyIn: 'shop' }));
    await deliver('copy 1', 'copied');
    await deliver('copy 2', 'copied');
    smtp.plant({ at: 'data', code: 554, said: 'No' }, { at: 'cut', when: 'afterwards', taken: true });
    expect([(await deliver('copy 3', 'refused')).was, (await deliver('copy 4', 'unknown')).was]).toEqual(['refused', 'unknown']);
    const noted = await house.db.as(tenant)({ text: 'select mail, mailbox, tries from mail_copies' });
    expect(noted).toEqual([{ mail: 'copied', mailbox: 'shop', tries: 0 }]);
  });

  test('[EM87] a line that is cut before the last byte leaves nothing there; after it, nobody knows; and neither is sent again by itself', async () => {
    const before = smtp.taken.length;
    smtp.plant({ at: 'cut', when: 'afterwards', taken: true });
    const one = attempt();
    expect(await outbox().deliver(one, () => outgoing())).toMatchObject({ was: 'unknown' });
    expect(await outbox().deliver(one, () => outgoing())).toMatchObject({ was: 'unknown' });
    expect(smtp.taken.length - before).toBe(1);
  });

  test('[EM87] the same attempt is made once: twice at the same moment, by another server, and after we died before or after the last byte', async () => {
    const before = smtp.taken.length;
    const one = attempt();
    const ours = outbox();
    const both = await Promise.all([ours.deliver(one, () => outgoing()), ours.deliver(one, () => outgoing())]);
    expect([both.map(({ was }) => was), smtp.taken.length - before]).toEqual([['delivered', 'delivered'], 1]);
    const run = house.db.as(tenant);
    const died = (id: string, handed: number | null) =>
      run({
        text: "insert into mail_attempts (tenant_id, id, mail, holder, began_at, handed_at) values ($1, $2, 'm1', 'dead', 0, $3)",
        values: [tenant, id, handed],
      });
    await died('early', null);
    await died('late', 1);
    const of = (id: string) => outbox().deliver({ tenant, id, mail: 'm1' }, () => outgoing());
    expect([await of('early'), await of('late')].map(({ was }) => was)).toEqual(['delivered', 'unknown']);
    const gone: Sent = { was: 'refused', said: 'The mailbox is gone.', lacking: [] };
    expect(await outbox().deliver(attempt(), async () => gone)).toEqual(gone);
  });

  test('[EM87] whoever was overtaken while sending does not send the last byte', async () => {
    const before = smtp.taken.length;
    const run = house.db.as(tenant);
    const sent = await outbox().deliver({ tenant, id: 'overtaken', mail: 'm1' }, async () => {
      await run({ text: "update mail_attempts set holder = 'another' where id = 'overtaken'" });
      return outgoing();
    });
    expect([sent.was, smtp.taken.length - before]).toEqual(['deferred', 0]);
  });
});
