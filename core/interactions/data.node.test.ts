import { randomBytes } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { openVault, type Vault } from '@patchbay/base/vault.node.ts';
import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revealed, sealOld } from './secure.node.ts';

const secret = 'Tg7-whisper-4711';
let world: World;
let anna: ApiAgent;
let ben: ApiAgent;
let sam: ApiAgent;
beforeAll(async () => {
  world = await startWorld({
    yaml: (text) =>
      text
        .replace('signIn: notReady', 'signIn: notReady\n  maskNumbers: true')
        .replace('- { field: email, required: false }', '- { field: email, required: false }\n      - { field: phone, required: false }'),
  });
  anna = await world.agent('anna');
  ben = await world.agent('ben');
  sam = await world.agent('sam');
  await anna.goesReady();
});
afterAll(() => world.close());

async function chats(name: string, more: object = {}) {
  const customer = await world.customer(name);
  await customer.asks({ type: 'startChat', form: { name, subject: 'A question' }, text: 'Hello', ...more });
  const interaction = await anna.seesOffer(name);
  await anna.accepts(interaction);
  await anna.sees('my chat', (a) => (a.chat(interaction)?.at.stage === 'active' ? true : undefined));
  return { customer, interaction };
}
async function over(interaction: string, who = anna) {
  await who.ends(interaction);
  await who.sees('wrap-up', (a) => (a.chat(interaction)?.at.stage === 'wrapUp' ? true : undefined));
  await who.wrapsUp(interaction, 'solved');
  await who.sees('the end', (a) => (a.chat(interaction)?.at.stage === 'closed' ? true : undefined));
}
const value = (who: ApiAgent, interaction: string, variable: string) => who.chat(interaction)?.data?.[variable];
const save = (interaction: string, variable: string, text: string, baseRev: number) => ({
  type: 'saveData',
  interaction,
  variable,
  value: text,
  baseRev,
});

test('[CD1] what the page brings is taken if it is declared and fits; agents change what may be changed', async () => {
  const { interaction } = await chats('Eva', { data: { order: 'HO-1', topic: 'nonsense', 'no-such': 'x', 'needed-by': '2026-02-31' } });
  expect(anna.chat(interaction)?.data).toEqual({ order: { value: 'HO-1', set: true, rev: 1, by: 'customer', at: expect.any(Number) } });
  const refused = async (...args: Parameters<typeof save>) => (await anna.asks(save(...args))).body['refused'];
  expect(await refused(interaction, 'topic', 'nonsense', 0)).toBe('data.noChoice');
  expect(await refused(interaction, 'needed-by', '2026-02-31', 0)).toBe('data.noDate');
  expect(await refused(interaction, 'order', 'x'.repeat(257), 1)).toBe('data.tooLong');
  expect(await refused(interaction, 'no-such', 'x', 0)).toBe('data.notEditable');
  await anna.does(save(interaction, 'topic', 'repair', 0));
  await anna.sees('the value', (a) => (value(a, interaction, 'topic')?.value === 'repair' ? true : undefined));
  expect((await ben.asks(save(interaction, 'topic', 'advice', 1))).status).toBe(404);
  await over(interaction);
});

test('[CD2] two who write at once: the first save wins, the other is told who and what, and can save on that', async () => {
  const { interaction } = await chats('Max');
  const [one, two] = await Promise.all([
    anna.asks(save(interaction, 'order', 'first', 0)),
    anna.asks(save(interaction, 'order', 'second', 0)),
  ]);
  expect([one.status, two.status].toSorted()).toEqual([200, 409]);
  const [won, lost] = one.status === 200 ? ['first', two] : ['second', one];
  expect(lost.body).toMatchObject({ refused: 'data.savedFirst', with: { by: 'Anna Winter', value: won, rev: 1 } });
  await anna.does(save(interaction, 'order', 'after all', 1));
  await over(interaction);
});

test('[CD3] after a transfer the values are there, and the last agent’s counts', async () => {
  const { interaction } = await chats('Tia');
  await anna.does(save(interaction, 'order', 'of Anna', 0));
  await ben.goesReady();
  await anna.does({ type: 'transfer', interaction, to: 'ben', comment: '' });
  await ben.sees('the offer', (a) => a.chat(interaction));
  await ben.accepts(interaction);
  await ben.sees('my chat', (a) => (a.chat(interaction)?.at.stage === 'active' && value(a, interaction, 'order') ? true : undefined));
  await ben.does(save(interaction, 'order', 'of Ben', 1));
  await anna.sees('the last value', (a) => (value(a, interaction, 'order')?.value === 'of Ben' ? true : undefined));
});

test('[CD4] [UX-12] a secure value is in no frame, reading, event or log before it is asked for; who asked is in the audit', async () => {
  const { customer, interaction } = await chats('Sue', { data: { code: secret } });
  expect(value(anna, interaction, 'code')).toMatchObject({ value: null, set: true, rev: 1 });
  await anna.does(save(interaction, 'code', `${secret}-2`, 1));
  await anna.sees('the save', (a) => (value(a, interaction, 'code')?.rev === 2 ? true : undefined));
  const lost = await anna.asks(save(interaction, 'code', 'other', 1));
  expect(lost.body).toMatchObject({ refused: 'data.savedFirst', with: { value: '' } });
  const heard = JSON.stringify([anna.frames, ben.frames, sam.frames, customer.frames, lost.body]);
  expect(heard).toContain(interaction);
  expect(heard).not.toContain(secret);
  for (const who of [anna, sam])
    for (const path of ['', '/timeline', '/routing'])
      expect(JSON.stringify(await who.request('GET', `/api/interactions/${interaction}${path}`))).not.toContain(secret);
  const db = await openDatabase(world.database, { max: 1 });
  const run = db.as('demo' as TenantId);
  for (const table of ['interactions', 'events', 'commands', 'effects'])
    expect([table, await run({ text: `select from ${table} t where t::text like '%${secret}%'` })]).toEqual([table, []]);
  for (const who of [ben, sam]) expect((await who.request('POST', '/api/reveal', { interaction, variable: 'code' })).status).toBe(404);
  expect((await anna.request('POST', '/api/reveal', { interaction, variable: 'code' })).body).toEqual({
    value: `${secret}-2`,
    shownMs: 5000,
  });
  const audited = await run({ text: "select actor, what from audit where what like 'dataRevealed%'" });
  expect(audited).toEqual([{ actor: 'anna', what: `dataRevealed code ${interaction}` }]);
  await db.close();
});

test('[CD5] a number is masked before it reaches an interaction or a list; the contact keeps it and never tells it', async () => {
  const { interaction } = await chats('Nia', { form: { name: 'Nia', subject: 'A question', phone: '+49 30 1234567' } });
  expect(anna.chat(interaction)?.work.form['phone']).toBe('***4567');
  expect(JSON.stringify(anna.frames)).not.toContain('1234567');
  const list = await anna.request('GET', '/api/contacts?search=nia');
  expect(JSON.stringify(list.body)).toContain('***4567');
  expect(JSON.stringify(list.body)).not.toContain('1234567');
  const card = await anna.request('GET', `/api/contacts/${anna.chat(interaction)?.contact}`);
  expect(JSON.stringify(card.body)).not.toContain('1234567');
  const contact = anna.chat(interaction)?.contact as string;
  const { addresses } = card.body as { addresses: { id: string; kind: string; typed: string }[] };
  const phone = addresses.find(({ kind }) => kind === 'phone');
  expect(phone?.typed).toBe('***4567');
  const put = { type: 'putAddress', contact, address: phone?.id, kind: 'phone', label: null };
  const late = await anna.asks({ ...put, typed: '+49 30 99', base: '+49 30 1' });
  expect(late.body).toMatchObject({ refused: 'contacts.savedFirst', with: { value: '***4567' } });
  expect((await anna.asks({ ...put, typed: '***45678', base: '***4567' })).body['refused']).toBe('contacts.badAddress');
  await anna.does({ ...put, typed: '+49 30 7654321', base: '***4567' });
  const found = await anna.request('GET', '/api/contacts?search=7654321');
  expect(JSON.stringify(found.body)).toContain('***4321');
  await anna.does({ type: 'removeAddress', contact, address: phone?.id, base: '***4321' });
});

test('[CD7] a secure value is sealed in the database, also one from before; another key, or another place, shows nothing', async () => {
  const db = await openDatabase(world.database, { max: 1 });
  const run = db.as('demo' as TenantId);
  const [first] = await run<{ interaction: string; stored: string }>({
    text: 'select interaction, t::text as stored from secure_data t limit 1',
  });
  expect(first?.stored).not.toContain('whisper');
  const where = { tenant: 'demo' as TenantId, interaction: String(first?.interaction), variable: 'code' };
  await run({
    text: 'update secure_data set value = $1, sealed = null where interaction = $2',
    values: ['from before', where.interaction],
  });
  const { vault } = world.server.site;
  const shown = (with_: Vault, at = where) => revealed(run, with_, at, { at: 0, by: 'anna' });
  expect(await shown(vault)).toBe('from before');
  expect(await sealOld(run, vault, where.tenant)).toBe(1);
  expect(await run({ text: "select from secure_data t where t::text like '%before%'" })).toEqual([]);
  expect(await shown(vault)).toBe('from before');
  expect(await shown(openVault(randomBytes(32)))).toBeUndefined();
  await run({ text: "update secure_data set variable = 'other' where interaction = $1", values: [where.interaction] });
  expect(await shown(vault, { ...where, variable: 'other' })).toBeUndefined();
  await db.close();
});
