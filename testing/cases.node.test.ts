import { randomUUID } from 'node:crypto';
import type { Case } from '@patchbay/email/case.ts';
import { questionOf } from '@patchbay/email/finding.ts';
import type { Received } from '@patchbay/email/receive.node.ts';
import { mailsFound } from '@patchbay/email/search.node.ts';
import type { Line } from '@patchbay/server/case-history.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { type MailWorld, mailOf, mailWorld, writes } from './mails.node.ts';

let world: MailWorld;
let anna: ApiAgent;
let ben: ApiAgent;
let sam: ApiAgent;
beforeAll(async () => {
  world = await mailWorld();
  [anna, ben, sam] = await Promise.all([world.agent('anna'), world.agent('ben'), world.agent('sam')]);
});
afterAll(() => world.close());

const stored = async (id: string | null): Promise<Case> => {
  const text = 'select state from email_cases where id = $1';
  const [row] = await world.server.site.k.db.as('demo' as never)<{ state: Case }>({ text, values: [id] });
  return row?.state as Case;
};
interface Page {
  readonly case: Case;
  readonly mayChange: boolean;
  readonly clock: { readonly is: string; readonly used: number } | null;
  readonly mails: readonly { readonly id: string; readonly direction: string }[];
  readonly notes: readonly { readonly id: string; readonly text: string; readonly agent: string }[];
  readonly merged: readonly { readonly id: string; readonly number: number }[];
  readonly others: readonly { readonly id: string; readonly linked: boolean }[];
}
const page = async (agent: ApiAgent, id: string | null) => (await agent.request('GET', `/api/cases/${id}`)).body as unknown as Page;
const history = async (agent: ApiAgent, id: string | null) =>
  ((await agent.request('GET', `/api/cases/${id}/history`)).body as { lines: Line[] }).lines;
const find = async (agent: ApiAgent, search: string, more = '') => {
  const { body } = await agent.request('GET', `/api/cases?search=${encodeURIComponent(search)}${more}`);
  return (body as { cases?: { id: string; excerpt: string }[] }).cases;
};
const finds = async (agent: ApiAgent, search: string, more = '') => (await find(agent, search, more))?.map(({ id }) => id);
/** A mail in the hands of an agent. */
const taken = async (agent: ApiAgent, mail: object = {}) => {
  const came = await writes(world, mail);
  await agent.does({ type: 'take', interaction: came.interaction });
  await agent.sees('it is mine', () => (mailOf(agent, String(came.interaction))?.at.stage === 'active' ? true : undefined));
  return came;
};
/** Closes it, until it cannot be taken back any more. */
const closes = async (agent: ApiAgent, { interaction }: Received): Promise<void> => {
  await agent.does({ type: 'closeWithoutReply', interaction, reason: 'solved' });
  world.clock.pass(10_000);
  await agent.sees('it is over', () => (mailOf(agent, String(interaction))?.at.stage === 'closed' ? true : undefined));
};
const refusedTo = async (agent: ApiAgent, command: object) => (await agent.asks(command as never)).body['refused'];
const attached = (name: string, text: string) =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Disposition: attachment; filename=${name}\n\n1\n--b--\n`;

test('[EM140] [BP-72] cases are found by subject, text, address, number and file, in any writing; by whoever may see them', async () => {
  const body = attached('lieferschein-77.txt', 'Die Müllers warten.\n\nNoch immer nichts: 注文番号 und 서울에서.');
  const came = await taken(anna, { from: 'Gül Öztürk <guel@kiosk.example>', subject: 'Paket beschädigt', body });
  const { number } = await stored(came.case);
  for (const typed of [
    'paket',
    'schädigt',
    'beschaedigt',
    'mueller',
    'Oeztuerk',
    'kiosk.exam',
    'ferschein-77',
    '注文',
    '서울',
    '号',
    String(number),
    `#${number}`,
  ])
    expect([typed, await finds(anna, typed)]).toEqual([typed, [came.case]]);
  expect((await find(anna, 'immer'))?.[0]?.excerpt).toBe('Noch immer nichts: 注文番号 und 서울에서.');
  expect([await finds(anna, 'paket elsewhere'), await finds(anna, '東京')]).toEqual([[], []]);
  expect([await finds(ben, 'paket'), await finds(ben, String(number)), await finds(sam, 'paket')]).toEqual([[], [], [came.case]]);
  expect((await anna.request('GET', '/api/cases?search=%20!')).body).toMatchObject({ refused: 'cases.tooShort' });
  const waits = await writes(world, { subject: 'Paket verloren' });
  expect(await finds(ben, 'paket')).toEqual([waits.case]);
  expect(await finds(anna, 'paket', '&mine=true')).toEqual([came.case]);
  await closes(anna, came);
  expect([await finds(anna, 'paket', '&mine=true&open=true'), await finds(anna, '', '&mine=true')]).toEqual([[], [came.case]]);
  const text = 'update email_parts set at = at - 31 * 86400000::bigint where case_id = $1';
  await world.server.site.k.db.as('demo' as never)({ text, values: [came.case] });
  expect(await finds(anna, '', '&mine=true')).toEqual([]);
});

test('[EM143] [BP-58] [BP-63] a case waits, is resolved, closed and reopened by whoever works on it; its history tells who did what', async () => {
  const came = await taken(anna, { subject: 'History' });
  const of = { case: came.case };
  await anna.does({ type: 'waitCase', ...of, reason: 'customer' });
  expect(await refusedTo(anna, { type: 'waitCase', ...of, reason: 'lunch' })).toBe('case.unknownReason');
  expect(await refusedTo(anna, { type: 'closeCase', ...of })).toBe('case.hasWork');
  const note = randomUUID();
  await anna.does({ type: 'noteCase', ...of, note, text: 'Ask the carrier' });
  await anna.does({ type: 'transferToWorkbin', interaction: came.interaction, to: 'ben', comment: 'Yours' });
  await anna.does({ type: 'submitWrapUp', interaction: came.interaction, reason: 'follow-up' });
  await ben.does({ type: 'open', interaction: came.interaction });
  expect((await stored(came.case)).at.is).toBe('open');
  await closes(ben, came);
  expect(await page(ben, came.case)).toMatchObject({
    case: { at: { is: 'resolved' } },
    mayChange: true,
    notes: [{ id: note, agent: 'anna' }],
  });
  await ben.does({ type: 'reopenCase', ...of });
  await ben.does({ type: 'removeNote', ...of, note }); // somebody else's stays
  expect((await page(anna, came.case)).notes).toHaveLength(1);
  await anna.does({ type: 'removeNote', ...of, note });
  await ben.does({ type: 'closeCase', ...of });
  expect(await refusedTo(ben, { type: 'resolveCase', ...of })).toBe('case.over');
  const lines = (await history(anna, came.case)).map((line) => `${line.by} ${line.is}`);
  expect(lines.sort()).toEqual([
    ...['anna disposed', 'anna state', 'anna state', 'anna taken', 'anna transferred'],
    ...['ben state', 'ben state', 'ben state', 'ben state', 'ben taken', 'ben unanswered', 'null came'],
  ]);
  const waiting = await writes(world, { subject: 'Not mine' });
  expect((await page(anna, waiting.case)).mayChange).toBe(false);
  expect(await refusedTo(anna, { type: 'resolveCase', case: waiting.case })).toBe('case.notYours');
  expect((await anna.asks({ type: 'noteCase', case: randomUUID(), note, text: 'x' } as never)).status).toBe(404);
});

test('[EM144] a merged case goes on in the other: its mails, its work and what its customer writes; until it is taken apart', async () => {
  const one = await taken(anna, { id: 'twice-1', subject: 'Twice' });
  const two = await taken(ben, { id: 'twice-2', subject: 'Twice again' });
  const { number } = await stored(one.case);
  expect(await refusedTo(ben, { type: 'mergeCase', case: two.case, into: number })).toBe('case.noSuchNumber'); // somebody else's
  expect(await refusedTo(sam, { type: 'mergeCase', case: two.case, into: 1 })).toBe('case.noSuchNumber');
  expect(await refusedTo(sam, { type: 'mergeCase', case: one.case, into: number })).toBe('case.itself');
  await sam.does({ type: 'mergeCase', case: two.case, into: number });
  const whole = await page(anna, two.case);
  expect(whole).toMatchObject({ case: { id: one.case }, merged: [{ id: two.case }] });
  expect(whole.mails).toHaveLength(2);
  expect(await refusedTo(sam, { type: 'mergeCase', case: one.case, into: number + 1 })).toBe('case.itself');
  expect(await writes(world, { head: 'In-Reply-To: <twice-2@example.com>\n' })).toMatchObject({ was: 'new' });
  expect((await page(anna, one.case)).mails).toHaveLength(3);
  expect(await finds(anna, 'twice again')).toEqual([one.case]);
  await closes(anna, one);
  expect((await stored(one.case)).at.is).toBe('resolved');
  await sam.does({ type: 'unmergeCase', case: two.case });
  expect((await page(ben, two.case)).case).toMatchObject({ id: two.case, at: { is: 'open' } });
  await closes(ben, two);
  expect((await stored(two.case)).at.is).toBe('resolved');
});

test('[EM145] a mail about something else becomes a case of its own, with what answers it', async () => {
  const came = await taken(anna, { id: 'mixed-1', subject: 'Mixed' });
  const other = await writes(world, {
    id: 'mixed-2',
    subject: 'Re: Mixed',
    head: 'In-Reply-To: <mixed-1@example.com>\n',
    text: 'By the way: invoices',
  });
  expect(await refusedTo(anna, { type: 'splitMail', case: came.case, mail: randomUUID() })).toBe('mails.notFound');
  const { body } = await anna.does({ type: 'splitMail', case: came.case, mail: other.mail });
  const made = String(body['case']);
  expect(await page(anna, made)).toMatchObject({
    case: { splitFrom: came.case, at: { is: 'new' }, subject: 'Mixed' },
    mails: [{ id: other.mail }],
  });
  expect((await page(anna, came.case)).mails).toHaveLength(1);
  expect(await refusedTo(anna, { type: 'splitMail', case: came.case, mail: came.mail })).toBe('case.lastMail');
  expect(await finds(anna, 'invoices')).toEqual([made]);
  expect(await writes(world, { head: 'In-Reply-To: <mixed-2@example.com>\n' })).toMatchObject({
    case: made,
    interaction: body['interaction'],
  });
  await closes(anna, came);
});

test('[EM146] [EM300] a chat of the same contact belongs to a case while whoever works on it says so: nobody else, of nobody else, of no other centre', async () => {
  const came = await taken(anna, { subject: 'Linked' });
  const chat = async (name: string, email: string) => (await world.customer(name)).startsChat('Hello', { email });
  const [hers, of] = [await chat('Eva Lind', 'eva@example.com'), await chat('Olaf', 'olaf@example.com')];
  const elsewhere = randomUUID();
  const text =
    "select state || jsonb_build_object('id', $2::text, 'at', jsonb_build_object('stage', 'closed')) as state from interactions where id = $1";
  const [copy] = await world.server.site.k.db.as('demo' as never)<{ state: object }>({ text, values: [hers, elsewhere] });
  const insert = "insert into interactions (tenant_id, id, version, state) values ('elsewhere', $1, 1, $2)";
  await world.server.site.k.db.as('elsewhere' as never)({ text: insert, values: [elsewhere, JSON.stringify(copy?.state)] });
  const link = async (agent: ApiAgent, linked: unknown, type = 'linkCase') => {
    const { status, body } = await agent.asks({ type, case: came.case, linked } as never);
    return [status, body['refused'] ?? 'done'];
  };
  expect(await link(ben, hers)).toEqual([404, 'mails.notFound']);
  for (const not of [elsewhere, randomUUID(), came.interaction]) expect(await link(anna, not)).toEqual([404, 'interactions.notFound']);
  expect(await link(anna, of)).toEqual([409, 'case.otherContact']);
  expect(await link(anna, hers)).toEqual([200, 'done']);
  expect(await link(anna, hers)).toEqual([409, 'case.linkedAlready']);
  const linked = async () => (await page(anna, came.case)).others.filter((one) => one.linked).map(({ id }) => id);
  expect(await linked()).toEqual([hers]);
  const { contact } = (await page(anna, came.case)).case;
  const cases = async (agent: ApiAgent) =>
    ((await agent.request('GET', `/api/contacts/${contact}/cases`)).body as { cases?: { id: string; links: unknown }[] }).cases ?? [];
  expect((await cases(anna)).find(({ id }) => id === came.case)?.links).toEqual([hers]);
  expect((await cases(ben)).map(({ id }) => id)).not.toContain(came.case);
  expect((await history(anna, came.case)).filter(({ is }) => is === 'linked')).toHaveLength(1);
  expect(await link(ben, hers, 'unlinkCase')).toEqual([404, 'mails.notFound']);
  expect(await link(anna, hers, 'unlinkCase')).toEqual([200, 'done']);
  expect([await linked(), await link(anna, hers, 'unlinkCase')]).toEqual([[], [409, 'case.notLinked']]);
  await closes(anna, came);
});

test('[EM147] [BP-71] a follow-up goes out in the thread of a case that is over, which stays as it is', async () => {
  const came = await taken(anna, { id: 'after', subject: 'Afterwards' });
  expect((await anna.does({ type: 'followUp', case: came.case })).body['interaction']).toBe(came.interaction);
  await closes(anna, came);
  await anna.does({ type: 'closeCase', case: came.case });
  const { body } = await anna.does({ type: 'followUp', case: came.case });
  const id = String(body['interaction']);
  await anna.sees('the follow-up', () => (mailOf(anna, id)?.work.doing.doing === 'writing' ? true : undefined));
  const draft = (await anna.request('GET', `/api/mail-drafts/${id}`)).body as { rev: string; body: { subject: string; to: unknown[] } };
  expect(draft.body).toMatchObject({ to: [{ address: 'eva@example.com' }], subject: expect.stringMatching(/^Re: Afterwards \[#\d+-/) });
  const saved = await anna.request('POST', '/api/mail-drafts', {
    interaction: id,
    rev: draft.rev,
    body: { ...draft.body, html: '<p>It came</p>' },
  });
  await anna.does({ type: 'send', interaction: id, rev: saved.body['rev'], reason: 'solved' });
  const gone = () => {
    world.clock.pass(1000);
    return world.sent.some(({ raw }) => raw.includes('It came') && raw.includes('In-Reply-To: <after@example.com>'));
  };
  await expect.poll(gone).toBe(true);
  expect((await stored(came.case)).at.is).toBe('closed');
});

test('[EM22] [EM142] the clock presses in time, what is resolved closes after the days of the centre', async () => {
  const came = await taken(anna, { subject: 'In time' });
  world.clock.pass(3_600_000 * 0.9);
  await expect.poll(async () => (await stored(came.case)).told).toBe('near');
  expect((await page(anna, came.case)).clock).toMatchObject({ is: 'near' });
  world.clock.pass(3_600_000 * 0.1);
  await expect.poll(async () => (await stored(came.case)).told).toBe('over');
  await closes(anna, came);
  expect(await stored(came.case)).toMatchObject({ at: { is: 'resolved' }, due: null });
  expect((await history(anna, came.case)).filter(({ is }) => is === 'pressed')).toHaveLength(2);
  world.clock.pass(14 * 86_400_000); // nobody's session lives so long
  await expect.poll(async () => (await stored(came.case)).at.is).toBe('closed');
});

test('[EM336] [BP-72] of a word that very many mails have the newest are found, page by page, by whoever may see them; of other words all there are', async () => {
  const { db } = world.server.site.k;
  const run = db.as('demo' as never);
  await run({
    text: `insert into email_mails (tenant_id, id, case_id, interaction, direction, mailbox, head, sender, speaker, author, subject, text, created_at, bytes)
      select 'demo', 'many ' || n, 'case ' || n / 3, 'none', 'in', 'shop', '{}', 'a@b.example', 'contact', 'person', '', '', n, 1 from generate_series(1, 10500) n`,
  });
  await run({
    text: `insert into email_search (tenant_id, mail, case_id, at, words)
      select 'demo', 'many ' || n, 'case ' || n / 3, n, array_to_tsvector(array['everywhere'] || case when n % 2000 = 0 then array['seldom'] end)
      from generate_series(1, 10500) n`,
  });
  await run({
    text: `insert into email_parts (tenant_id, agent, case_id, at) select 'demo', 'many', 'case ' || n, 1 from generate_series(0, 3500, 4) n`,
  });
  const all = { agent: 'sam', queues: null, since: null };
  const own = { agent: 'many', queues: ['mails'], since: null };
  const found = async (typed: string, whose: typeof all | typeof own, before = 20_000) =>
    (await mailsFound(db, 'demo' as never, questionOf(typed) ?? '', { whose, before, limit: 100 })).map(({ at }) => at);
  const numbers = (from: number, may = (_: number) => true) =>
    Array.from({ length: 10_500 }, (_, n) => from - n).filter((n) => n > 0 && may(n));
  const theirs = (n: number) => Math.floor(n / 3) % 4 === 0;
  expect(await found('everywhere', all)).toEqual(numbers(10_500).slice(0, 100));
  expect(await found('everywhere', all, 10_401)).toEqual(numbers(10_400).slice(0, 100));
  expect(await found('everywhere', own)).toEqual(numbers(10_500, theirs).slice(0, 100));
  expect(await found('everywhere', own, 50)).toEqual(numbers(49, theirs)); // fewer than a page
  expect(await found('seldom', all)).toEqual([10_000, 8000, 6000, 4000, 2000]);
  expect(await found('seldom', own)).toEqual([10_000, 8000, 6000, 4000, 2000].filter(theirs));
});
