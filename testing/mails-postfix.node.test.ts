import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownCertificate } from '@patchbay/email/test/certificate.node.ts';
import { hasDovecot, startMailboxes } from '@patchbay/email/test/dovecot.node.ts';
import { hasPostfix, startPostfix } from '@patchbay/email/test/postfix.node.ts';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { mailOf, withMail } from './mails.node.ts';
import { startWorld } from './world.node.ts';

const address = 'service@harbour.example';

test.skipIf(!hasDovecot || !hasPostfix)(
  '[EM70] [EM80] [EM86] [EM50] [EM100] the whole path by TLS and STARTTLS: a customer writes, the answer with its file lies in their mailbox, theirs comes back to the same agent; what cannot be delivered is told',
  async () => {
    const own = ownCertificate();
    const imap = await startMailboxes({ certificate: own });
    const postfix = await startPostfix(['harbour.example', 'example.com'], { ...imap, ...own });
    const world = await startWorld({ yaml: withMail });
    onTestFinished(async () => {
      await world.close();
      await Promise.all([imap.close(), postfix.close()]);
      own.remove();
    });
    const [ada, anna] = await Promise.all([world.staff('ada'), world.agent('anna')]);
    const shop = async () => ((await ada.request('GET', '/api/mailboxes')).body as object as Shown).mailboxes['shop'];
    const is = { address, name: 'Harbour Outdoor', queue: 'mails', password: imap.password, plus: true };
    const change = async (more: object) =>
      expect(
        (await ada.request('POST', '/api/mailboxes', { mailbox: 'shop', is: { ...is, ...more }, version: (await shop())?.version })).status,
      ).toBe(200);

    // A certificate that nobody vouches for is none.
    const byTls = {
      imap: { host: 'localhost', port: imap.imaps, tls: 'tls' },
      smtp: { host: 'localhost', port: postfix.submission, tls: 'starttls' },
    };
    await change(byTls);
    await expect.poll(async () => (await shop())?.light).toMatchObject({ is: 'failed', said: expect.stringContaining('certificate') });
    own.trust();
    const tried = { imap: null, smtp: null };
    await expect.poll(async () => (await ada.request('POST', '/api/mailboxes/try', { mailbox: 'shop' })).body).toEqual(tried);
    await change({
      imap: { host: 'localhost', port: imap.imap, tls: 'starttls' },
      smtp: { host: '127.0.0.1', port: postfix.smtps, tls: 'tls' },
    });
    await expect.poll(async () => (await ada.request('POST', '/api/mailboxes/try', { mailbox: 'shop' })).body).toEqual(tried);
    await change(byTls);
    await expect.poll(async () => (await shop())?.light).toMatchObject({ is: 'connected' });

    const eva = createTransport({ host: 'localhost', port: postfix.submission, requireTLS: true });
    await eva.sendMail({ from: 'Eva Lind <eva@example.com>', to: address, subject: 'Größe passt nicht', text: 'Where is it?' });
    const mails = () =>
      world.server.site.k.db.as('demo' as never)<Row>({
        text: 'select id, case_id, interaction, direction, state, said, subject from email_mails order by created_at, id',
      });
    await expect.poll(async () => (await mails()).length).toBe(1);
    const [first] = await mails();
    const id = first?.interaction ?? '';
    await anna.does({ type: 'take', interaction: id });
    await anna.sees('it is mine', () => mailOf(anna, id)?.at.stage === 'active' || undefined);
    await anna.does({ type: 'reply', interaction: id, what: 'reply' });
    const headers = { cookie: anna.cookie, 'content-type': 'text/plain' };
    const put = await fetch(`${world.url}/api/mail-files?interaction=${id}&name=label.txt`, { method: 'PUT', headers, body: 'the label' });
    const { file } = (await put.json()) as { file: { id: string } };
    const sends = async (interaction: string, more: object) => {
      const { body, rev } = (await anna.request('GET', `/api/mail-drafts/${interaction}`)).body as { body: object; rev: string };
      const saved = await anna.request('POST', '/api/mail-drafts', { interaction, rev, body: { ...body, ...more } });
      await anna.does({ type: 'send', interaction, rev: saved.body['rev'], reason: 'solved' });
      await expect.poll(async () => (world.clock.pass(1000), (await mails()).map(({ state }) => state))).toContain('delivered');
    };
    await sends(id, { html: '<p>Grüße</p>', files: [file.id] });
    const lies = (whose: string) =>
      readdirSync(join(imap.folder(whose), 'new')).map((name) => readFileSync(join(imap.folder(whose), 'new', name), 'utf8'));
    await expect.poll(() => lies('eva@example.com')).toHaveLength(1);
    const [answer = ''] = lies('eva@example.com');
    expect(answer).toContain('filename=label.txt');
    expect(answer).toMatch(/with ESMTPSA/); // signed in, by TLS

    // Her program keeps nothing but the address that is answered to.
    const plus = /^Reply-To:.*?<?(service\+[^>\s]*)/m.exec(answer)?.[1];
    await eva.sendMail({ from: 'eva@example.com', to: plus, subject: 'Thanks', text: 'It fits' });
    await expect.poll(async () => (await mails()).length).toBe(3);
    const third = (await mails()).find(({ subject }) => subject === 'Thanks');
    expect(third?.case_id).toBe(first?.case_id);
    const { mine } = (await anna.request('GET', '/api/mail-queue')).body as { mine: { interaction: string }[] };
    expect(mine.map(({ interaction }) => interaction)).toContain(third?.interaction);

    const { body } = await anna.does({ type: 'compose', queue: 'mails' });
    await sends(String(body['interaction']), {
      to: [{ name: '', address: 'no-such-person@gone.example' }],
      subject: 'Your order',
      html: '<p>Hello</p>',
    });
    const gone = async () => (await mails()).find((one) => one.direction === 'out' && one.subject.startsWith('Your order'));
    await expect.poll(async () => (world.clock.pass(1000), (await gone())?.state)).toBe('bounced');
    expect((await gone())?.said).toMatch(/no-such-person@gone\.example 5\.1\.1/);
    const work = (await mails()).find((one) => one.direction === 'in' && one.case_id !== first?.case_id);
    const after = (await anna.request('GET', '/api/mail-queue')).body as {
      mine: { interaction: string }[];
      team: { interaction: string }[];
    };
    expect([...after.mine, ...after.team].map(({ interaction }) => interaction)).toContain(work?.interaction);
  },
);

interface Shown {
  readonly mailboxes: Readonly<Record<string, { readonly version: string; readonly light: object }>>;
}
interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly case_id: string;
  readonly interaction: string;
  readonly direction: string;
  readonly state: string;
  readonly said: string | null;
  readonly subject: string;
}
