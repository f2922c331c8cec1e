import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isRefused } from '@patchbay/base/decision.ts';
import { keepFile, takeFile } from '@patchbay/email/files.node.ts';
import { receive } from '@patchbay/email/receive.node.ts';
import { scanMailFiles } from '@patchbay/email/scanning.node.ts';
import { ScanFailure } from '@patchbay/files/scanner.node.ts';
import { receivingOf } from '@patchbay/server/email.node.ts';
import { keepHouse } from '@patchbay/server/housekeeping.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { coming, type MailWorld, mailOf, mailWorld, type Written, withMail, writes } from './mails.node.ts';
import { photo } from './upload.node.ts';
import { demo } from './world.node.ts';

let world: MailWorld;
let anna: ApiAgent;
let sam: ApiAgent;
beforeAll(async () => {
  world = await mailWorld();
  [anna, sam] = await Promise.all([world.agent('anna'), world.staff('sam')]);
});
afterAll(() => world.close());

const rows = <R extends Record<string, unknown>>(text: string, ...values: readonly unknown[]) =>
  world.server.site.k.db.as('demo' as never)<R>({ text, values });
const taken = async (mail: Written = {}) => {
  const came = await writes(world, mail);
  const id = String(came.interaction);
  await anna.does({ type: 'take', interaction: id });
  await anna.sees('it is mine', () => (mailOf(anna, id)?.at.stage === 'active' ? true : undefined));
  return { id, came };
};
const draft = async (id: string) => (await anna.request('GET', `/api/mail-drafts/${id}`)).body as unknown as { rev: string; body: object };

/** All that is kept anywhere: every column of every table as text, and every file of the data folder, also as mails encode it. */
async function everything(): Promise<string> {
  const tables = await rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  expect(tables.length).toBeGreaterThan(30);
  const kept: string[] = [];
  for (const { name } of tables)
    kept.push(...(await rows<{ row: string }>(`select t::text as row from "${name}" t`)).map(({ row }) => row));
  for (const name of readdirSync(world.data, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const text = readFileSync(join(name.parentPath, name.name), 'latin1');
    const encoded = [...text.matchAll(/(?:^[A-Za-z0-9+/]{16,}={0,2}\r?\n?)+/gm)].map(([one]) =>
      Buffer.from(one, 'base64').toString('latin1'),
    );
    kept.push(text, text.replace(/=\r?\n/g, ''), ...encoded);
  }
  return kept.join('\n').replace(/[\s>.-]/g, '');
}

const card = '4111 1111 1111 1111';
const bare = card.replaceAll(' ', '');
const body = (text: string, html: string, more = '') =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n')}\n--c\nContent-Type: text/html; charset=utf-8\n\n${html}\n--c--\n${more}--b--\n`;
const attached = (name: string, content: string) =>
  `--b\nContent-Type: text/plain; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(content).toString('base64')}\n`;

test('[EM200] [EM203] [EM204] [EM205] [EM292] [UX-22] what is masked is nowhere any more: not in the database, the files, the search, quotations, drafts, notes, nor in what comes later', async () => {
  const { id, came } = await taken({
    id: 'paid',
    subject: `Paid with ${card}`,
    body: body(
      `My card is ${card}, thanks`,
      `<p>My card is <b>4111 1111</b> <i>1111 1111</i>, thanks</p>`,
      attached('card.txt', `no ${card}`) + attached(`${card}.txt`, 'bill'),
    ),
  });
  await writes(world, { head: 'In-Reply-To: <paid@example.com>\n', text: `And?\n\n> My card is 4111 1111\n> 1111 1111, thanks` });
  await anna.does({ type: 'writeNotes', interaction: id, notes: `pays with ${bare}` });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const { rev, body: first } = await draft(id);
  const saved = await anna.request('POST', '/api/mail-drafts', {
    interaction: id,
    rev,
    body: { ...first, html: `<p>We took ${card}</p>` },
  });
  await anna.does({ type: 'interimSend', interaction: id, rev: saved.body['rev'] });
  await expect.poll(() => (world.clock.pass(1000), world.sent.length)).toBe(1);
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const next = await draft(id);
  await anna.request('POST', '/api/mail-drafts', { interaction: id, rev: next.rev, body: { ...next.body, html: `<p>Again: ${bare}</p>` } });
  expect(await everything()).toContain(bare);

  const wanted = { mail: came.mail, texts: [card], files: [], pictures: false };
  await world.apply(withMail(demo.replace('  mask: true', '  mask: false')));
  await expect.poll(async () => (await anna.request('GET', `/api/mails/${came.mail}/masking`)).body['refused']).toBe('mails.mayNotMask');
  expect((await anna.request('POST', '/api/mails/mask', wanted)).status).toBe(403);
  const can = (await sam.request('GET', `/api/mails/${came.mail}/masking`)).body;
  expect(can).toMatchObject({
    subject: `Paid with ${card}`,
    text: `My card is ${card}, thanks`,
    suggestions: [{ is: 'card', text: card }],
  });
  expect((await sam.request('POST', '/api/mails/mask', { ...wanted, texts: ['411'] })).body).toMatchObject({ refused: 'mails.tooShort' });
  const preview = (await sam.request('POST', '/api/mails/mask/preview', wanted)).body;
  expect(preview).toMatchObject({ mails: 3, files: [{ name: 'card.txt' }], unseen: [], stays: false });
  expect(JSON.stringify(preview)).not.toMatch(/4111 ?1111/);
  expect(await everything()).toContain(bare);

  const done = await sam.request('POST', '/api/mails/mask', wanted);
  expect([done.status, done.body['files']]).toEqual([200, 1]);
  expect(await everything()).not.toContain(bare);
  expect(await rows("select actor, about from audit where what = 'mailMasked'")).toEqual([{ actor: 'sam', about: `mail ${came.mail}` }]);
  await anna.sees('it is masked', () => (mailOf(anna, id)?.work.masked === 1 ? true : undefined));
  expect(mailOf(anna, id)?.notes).toBe('pays with ██████');
  const shown = await (await fetch(`${world.url}/api/mails/${came.mail}/body`, { headers: { cookie: anna.cookie } })).text();
  expect(shown).toContain('My card is <b>██████</b>');
  expect((await sam.request('POST', '/api/mails/mask', wanted)).body).toMatchObject({ refused: 'mails.nothingToMask' });
  expect(await rows("select mail from email_search where words::text like '%4111%'")).toEqual([]);

  await writes(world, {
    head: 'In-Reply-To: <paid@example.com>\n',
    body: body(`Hello\n> We took ${card}`, `<p>We took 4111&nbsp;1111 1111 1111</p>`, attached('again.txt', bare)),
  });
  await writes(world, { head: 'In-Reply-To: <paid@example.com>\n', text: 'And the bill?' });
  expect(await everything()).not.toContain(bare);
  expect(
    (await rows<{ n: string }>('select count(*) as n from email_mails where case_id = $1 and masked_at is not null', came.case))[0]?.n,
  ).toBe('4');
  await anna.does({ type: 'discard', interaction: id });
  await anna.does({ type: 'reply', interaction: id, what: 'forward' });
  const onward = await draft(id);
  const to = [{ name: '', address: 'bank@example.com' }];
  const kept = await anna.request('POST', '/api/mail-drafts', { interaction: id, rev: onward.rev, body: { ...onward.body, to } });
  const forward = { type: 'interimSend', interaction: id, rev: kept.body['rev'] };
  expect((await anna.asks(forward)).body['refused']).toBe('email.masked');
  await anna.does({ ...forward, checked: true });
  await expect.poll(() => (world.clock.pass(1000), world.sent.length)).toBe(2);
  await anna.does({ type: 'closeWithoutReply', interaction: id, reason: 'solved' });
});

test('[EM210] [EM211] [EM212] [EM295] remote pictures are fetched when they are asked for, without telling of whom, and only if they are pictures; a mail is saved as it came', async () => {
  const asked: { readonly path: string; readonly headers: object }[] = [];
  const pixels = await photo();
  const elsewhere = createServer((request, reply) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    if (request.url === '/moved') return reply.writeHead(302, { location: '/photo' }).end();
    if (request.url === '/round') return reply.writeHead(302, { location: '/round' }).end();
    if (request.url === '/inside') return reply.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    if (request.url === '/large') return reply.end(Buffer.alloc(6 * 1024 * 1024));
    return reply.end(request.url === '/svg' ? '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>' : pixels);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const paths = ['photo', 'moved', 'svg', 'large', 'round', 'inside'];
  const { came, id } = await taken({
    subject: 'Look: äöü',
    body: `MIME-Version: 1.0\nContent-Type: text/html\n\n${paths.map((path) => `<img src="http://127.0.0.1:${port}/${path}">`).join('')}`,
  });
  const get = (path: string) => fetch(`${world.url}/api/mails/${came.mail}/${path}`, { headers: { cookie: anna.cookie } });
  const paper = await fetch(`${world.url}/api/cases/${came.case}/print?language=de&zone=Mars`, { headers: { cookie: anna.cookie } });
  expect(paper.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts).*allow-modals/);
  const printed = await paper.text();
  expect([printed.includes('<dt>Betreff</dt><dd>Look: äöü</dd>'), printed.includes(String(port)), asked.length]).toEqual([true, false, 0]);
  const held = await (await get('body')).text();
  expect([held.includes('data-remote="0"'), held.includes(String(port)), asked.length]).toEqual([true, false, 0]);
  expect(await (await get('body?pictures=yes')).text()).toContain(`src="/api/mails/${came.mail}/pictures/0"`);
  const answers = await Promise.all([...paths.keys(), 99].map((n) => get(`pictures/${n}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404, 404, 404]);
  expect([answers[0]?.headers.get('content-type'), answers[0]?.headers.get('x-content-type-options')]).toEqual(['image/jpeg', 'nosniff']);
  expect(Buffer.from((await answers[0]?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(pixels)).toBe(false); // drawn anew
  expect(asked.filter(({ headers }) => 'cookie' in headers || 'referer' in headers)).toEqual([]);
  expect(asked.filter(({ path }) => path === '/round').length).toBe(4);
  const of = async () => (await anna.request('GET', `/api/cases/${came.case}`)).body as { mails: { pictures: boolean }[] };
  expect((await of()).mails.map(({ pictures }) => pictures)).toEqual([false]);
  await anna.request('POST', '/api/mails/pictures', { mail: came.mail, show: true });
  expect((await of()).mails.map(({ pictures }) => pictures)).toEqual([true]);
  const source = await get('source');
  expect([source.headers.get('content-type'), source.headers.get('content-disposition')]).toEqual([
    ...['message/rfc822', expect.stringMatching(/^attachment; filename\*=UTF-8''Look%20/)],
  ]);
  expect(await source.text()).toMatch(/^From: Eva Lind[\s\S]*<img src="http:/);
  expect((await (await get('head')).json()) as object).toMatchObject({
    fields: expect.arrayContaining([{ name: 'to', value: 'service@harbour.example' }]),
  });
  await anna.does({ type: 'closeWithoutReply', interaction: id, reason: 'solved' });
  await new Promise((resolve) => elsewhere.close(resolve));
});

test('[EM280] [CO9] of a customer who is anonymised no mail is left, nor what we answered, its files, source, notes or what finds it; number, times and dispositions stay', async () => {
  const ada = await world.staff('ada');
  const from = 'Secretia Vell <secretia@vell.example>';
  const { id, came } = await taken({
    ...{ from, id: 'secretia-1', subject: 'Secretia lost it' },
    body: body('I am secretia', '<p>I am <b>secretia</b></p>', attached('secretia.txt', 'of secretia')),
  });
  const other = await writes(world, { from: 'Noor <noor@example.com>', subject: 'Bill' });
  await writes(world, { from, head: `In-Reply-To: <secretia-1@example.com>\n`, text: 'secretia again' });
  await anna.does({ type: 'noteCase', case: came.case, note: randomUUID(), text: 'secretia is nice' } as never);
  await anna.does({ type: 'writeNotes', interaction: id, notes: 'secretia wants it' });
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const { rev, body: first } = await draft(id);
  const html = '<p>Dear secretia</p>';
  const saved = await anna.request('POST', '/api/mail-drafts', { interaction: id, rev, body: { ...first, html } });
  await anna.does({ type: 'send', interaction: id, rev: saved.body['rev'], reason: 'solved', seen: 2 });
  const [of] = await rows<{ contact: string }>('select contact from email_cases where id = $1', came.case);
  const anonymises = () => ada.asks({ type: 'anonymiseContact', contact: of?.contact } as never);
  expect((await anonymises()).body['refused']).toBe('contacts.hasWork'); // it can be taken back, and goes then
  const stands = () => rows("select state from email_mails where case_id = $1 and direction = 'out'", came.case);
  await expect.poll(async () => (world.clock.pass(1000), await stands())).toEqual([{ state: 'delivered' }]);
  await expect.poll(async () => (await rows("select 1 from interactions where id = $1 and stage = 'closed'", id)).length).toBe(1);
  const figures = () =>
    rows('select id, case_id, direction, created_at, agent, state from email_mails where case_id = $1 order by created_at, id', came.case);
  const before = await figures();
  expect(await everything()).toMatch(/secretia/i);

  expect((await anonymises()).status).toBe(200);
  expect((await everything()).match(/.{0,60}secretia.{0,60}/i)?.[0]).toBeUndefined();
  expect(await figures()).toEqual(before);
  expect(await rows("select actor, about from audit where what = 'mailsErased'")).toEqual([
    { actor: 'ada', about: `contact ${of?.contact}: 1 cases, 3 mails, 1 files` },
  ]);
  const { status, body: seen } = await anna.request('GET', `/api/cases/${came.case}`);
  expect([status, (seen['mails'] as object[]).length]).toEqual([200, 3]);
  const told = (await anna.request('GET', `/api/cases/${came.case}/history`)).body as { lines: { is: string; reason?: string }[] };
  expect(JSON.stringify(told)).toContain('solved');
  expect(await rows('select subject from email_mails where id = $1', other.mail)).toEqual([{ subject: 'Bill' }]);
  expect((await writes(world, { from, head: `In-Reply-To: <secretia-1@example.com>\n` })).case).not.toBe(came.case);
});

test('[EM203] [EM206] what a crash leaves of masking is done afterwards; files that no mail needs are deleted after a day', async () => {
  const { id, came } = await taken({ text: 'It is 5500 0055 5555 5559' });
  const [mail] = await rows<{ raw: string }>("update email_mails set text = 'It is masked' where id = $1 returning raw", came.mail);
  await rows("insert into email_rewrites (tenant_id, mail) values ('demo', $1)", came.mail); // it died here
  await anna.does({ type: 'reply', interaction: id, what: 'reply' });
  const put = async (name: string) => {
    const headers = { cookie: anna.cookie, 'content-type': 'text/plain' };
    const answer = await fetch(`${world.url}/api/mail-files?interaction=${id}&name=${name}`, { method: 'PUT', headers, body: name });
    return ((await answer.json()) as { file: { id: string } }).file.id;
  };
  const { shelf } = world.server.site.mailFiles;
  const kept = async (file: string) => (await shelf.kept('demo' as never)).has(file);
  const [unsent, unnamed] = [await put('unsent'), await put('unnamed')];
  await rows('delete from email_files where id = $1', unnamed); // it died here too
  await keepHouse(world.server.site);
  expect(readFileSync(mail?.raw ?? '', 'latin1')).toMatch(/^Subject: Order 8123 late\r\n[\s\S]*It is masked/m);
  expect([await kept(unsent), await kept(unnamed)]).toEqual([true, true]);
  await anna.does({ type: 'discard', interaction: id });
  world.clock.pass(24 * 3_600_000);
  await keepHouse(world.server.site);
  expect([await kept(unsent), await kept(unnamed), await rows('select 1 from email_files where id = $1', unsent)]).toEqual([
    false,
    false,
    [],
  ]);
});

test('[EM263] [BP-63] what nobody could look at when it came is looked at again, until it was; a virus is noted with who sent it', async () => {
  const part = (name: string, text: string) =>
    `--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=${name}\n\n${text}\n`;
  const body = `Content-Type: multipart/mixed; boundary=x\n\n${part('a.txt', 'harmless')}${part('b.txt', 'a virus of a test')}--x--\n`;
  const { mail, interaction } = await writes(world, { body });
  const files = () => rows<{ name: string; scan: string }>('select name, scan from email_files where mail = $1 order by name', mail);
  const scans = async () => (await files()).map(({ scan }) => scan);
  await rows("update email_files set scan = 'failed' where mail = $1", mail);
  let down = true;
  let looks = 0;
  const scanner = {
    async scan(path: string) {
      looks++;
      if (down) throw new ScanFailure('unreachable', 'nobody there');
      return readFileSync(path, 'utf8').includes('virus') ? ('infected' as const) : ('clean' as const);
    },
  };
  const { site } = world.server;
  const again = () => scanMailFiles(site.k.db.as('demo' as never), 'demo' as never, { ...site.mailFiles, scanner }, 1);
  await again();
  expect(await scans()).toEqual(['failed', 'failed']);
  down = false;
  await again();
  expect(await scans()).toEqual(['clean', 'infected']);
  const before = looks;
  await again();
  expect(looks).toBe(before);
  const noted = await rows<{ actor: string; about: string }>("select actor, about from audit where what = 'virusFound'");
  expect(noted).toEqual([{ actor: 'customer', about: expect.stringContaining(` ${interaction}`) }]);
});

test('[EM334] [BP-63] a virus that is found when a mail comes, or an agent adds a file, is noted with who sent it', async () => {
  const { site } = world.server;
  const desk = receivingOf(site);
  const files = { ...desk.files, scanner: { scan: async () => 'infected' as const } };
  const body = 'Content-Type: text/plain\nContent-Disposition: attachment; filename=c.txt\n\nsomething';
  const { interaction } = await receive({ ...desk, files }, await coming(world, { body }));
  const file = { name: 'd.txt', declared: 'text/plain', bytes: 100, from: Readable.from([Buffer.from('something')]) };
  const added = await takeFile(files, 'demo' as never, file);
  if (isRefused(added)) throw new Error(added.refused);
  await keepFile(site.k.db.as('demo' as never), 'demo' as never, added, { agent: 'anna', interaction: String(interaction), now: 1 });
  const noted = await rows<{ actor: string; about: string }>(
    "select actor, about from audit where what = 'virusFound' and about like $1 order by actor",
    `% ${interaction}`,
  );
  expect(noted.map(({ actor }) => actor)).toEqual(['anna', 'customer']);
  expect(noted[0]?.about).toBe(`${added.id} ${interaction}`);
});
