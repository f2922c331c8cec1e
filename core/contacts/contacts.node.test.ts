import { randomUUID } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { photo } from '@patchbay/testing/upload.node.ts';
import { demoAs, startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Shown = {
  readonly id: string;
  readonly name: string;
  readonly verified: boolean;
  readonly addresses: readonly { readonly id: string; readonly kind: string; readonly typed: string }[];
  readonly proposed: readonly { readonly id: string; readonly field: string; readonly value: string }[];
  readonly absorbed: readonly { readonly contact: string }[];
  readonly alike: readonly { readonly id: string; readonly name: string }[];
};
let world: World;
let anna: ApiAgent;
let ben: ApiAgent;
let ada: ApiAgent;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  anna = await world.agent('anna');
  ben = await world.agent('ben');
  ada = await world.staff('ada');
  await anna.goesReady();
});
afterAll(() => world.close());

const shown = async (who: ApiAgent, id: string) => (await who.request('GET', `/api/contacts/${id}`)).body as unknown as Shown;
const found = async (who: ApiAgent, search: string) =>
  ((await who.request('GET', `/api/contacts?search=${encodeURIComponent(search)}`)).body['contacts'] as Shown[]).map(({ name }) => name);
/** A customer chats with Anna; answers chat and contact. */
async function chats(name: string, form: Record<string, string>, who = anna) {
  world.clock.pass(10); // two moments
  const customer = await world.customer(name);
  await customer.startsChat(`I am ${name}.`, form);
  const interaction = await who.seesOffer(name);
  await who.accepts(interaction);
  await who.sees('my chat', (a) => (a.chat(interaction)?.at.stage === 'active' ? true : undefined));
  return { customer, interaction, contact: String(who.chat(interaction)?.contact) };
}
async function over(interaction: string) {
  await anna.ends(interaction);
  await anna.sees('wrap-up', (a) => (a.chat(interaction)?.at.stage === 'wrapUp' ? true : undefined));
  await anna.wrapsUp(interaction, 'solved');
  await anna.sees('the end', (a) => (a.chat(interaction)?.at.stage === 'closed' ? true : undefined));
}

test('[CO3] nobody has the address: a contact is made; exactly one has it: joined, however it was typed', async () => {
  const first = await chats('Ida', { email: 'Ida@Example.org' });
  await over(first.interaction);
  const second = await chats('Ida', { email: ' ida@example.ORG' });
  expect(second.contact).toBe(first.contact);
  const { body } = await anna.request('GET', `/api/contacts/${first.contact}/interactions?limit=1`);
  const page = body as { interactions: { id: string; mayOpen: boolean }[]; next: string };
  expect(page.interactions).toMatchObject([{ id: second.interaction, mayOpen: true }]);
  const next = await anna.request('GET', `/api/contacts/${first.contact}/interactions?limit=1&before=${page.next}`);
  expect(next.body).toMatchObject({ interactions: [{ id: first.interaction }], next: null });
  await over(second.interaction);
});

test('[CO4] whoever types the address of a verified contact is not that contact: it is only shown beside, and an agent merges', async () => {
  const real = await chats('Vera', { email: 'vera@example.org' });
  await over(real.interaction);
  await anna.does({ type: 'verifyContact', contact: real.contact, verified: true });
  const doubtful = await chats('Mallory', { email: 'VERA@example.org' });
  expect(doubtful.contact).not.toBe(real.contact);
  expect((await shown(anna, doubtful.contact)).alike).toMatchObject([{ id: real.contact, name: 'Vera' }]);
  expect(await shown(anna, real.contact)).toMatchObject({ name: 'Vera', addresses: [{}, { typed: 'vera@example.org' }], proposed: [] });
  await anna.does({ type: 'tellApart', contact: doubtful.contact, from: real.contact });
  expect((await shown(anna, doubtful.contact)).alike).toEqual([]);
  await over(doubtful.interaction);
});

test('[CO4] what the browser of a verified contact types anew is only proposed', async () => {
  const { customer, interaction, contact } = await chats('Nora', { email: 'nora@example.org' });
  await anna.does({ type: 'verifyContact', contact, verified: true });
  await over(interaction);
  await customer.renews();
  await customer.startsChat('Me again', { name: 'Nora B.', email: 'new@example.org' });
  const again = await anna.seesOffer('Nora B.');
  await anna.accepts(again);
  const before = await shown(anna, contact);
  expect([before.name, before.proposed.map((p) => p.value)]).toEqual(['Nora', ['Nora B.', 'new@example.org']]);
  for (const { id, field } of before.proposed) await anna.does({ type: 'settleProposal', contact, proposal: id, take: field === 'email' });
  const after = await shown(anna, contact);
  expect([after.name, after.proposed, after.addresses.some((a) => a.typed === 'new@example.org')]).toEqual(['Nora', [], true]);
  await over(again);
});

test('[CO5] two agents edit one contact: the first save wins, the other is told who and what', async () => {
  const { interaction, contact } = await chats('Olga', { email: 'olga@example.org' });
  const sam = await world.staff('sam');
  await sam.does({ type: 'editContact', contact, field: 'name', base: 'Olga', value: 'Olga Petrova' });
  const late = await anna.asks({ type: 'editContact', contact, field: 'name', base: 'Olga', value: 'Olga P.' });
  expect([late.status, late.body['refused'], late.body['with']]).toEqual([
    409,
    'contacts.savedFirst',
    { by: 'Sam Keller', value: 'Olga Petrova' },
  ]);
  expect((await shown(anna, contact)).name).toBe('Olga Petrova');
  const twice = await Promise.all(
    [anna, sam].map((who) => who.asks({ type: 'editContact', contact, field: 'language', base: null, value: who === anna ? 'de' : 'en' })),
  );
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await over(interaction);
});

test('[CO6] two contacts become one with one history, and are what they were when the merge is undone', async () => {
  const one = await chats('Rita', { email: 'rita@example.org' });
  await over(one.interaction);
  const two = await chats('Rita K.', { email: 'r.kohl@example.org' });
  await over(two.interaction);
  const before = [await shown(anna, one.contact), await shown(anna, two.contact)];
  const merged = await anna.does({ type: 'mergeContacts', contact: two.contact, other: one.contact });
  expect(merged.body['contact']).toBe(one.contact);
  expect((await shown(anna, two.contact)).id).toBe(one.contact);
  const history = await anna.request('GET', `/api/contacts/${one.contact}/interactions`);
  expect((history.body['interactions'] as { id: string }[]).map(({ id }) => id)).toEqual([two.interaction, one.interaction]);
  expect(await found(anna, 'kohl')).toEqual(['Rita']);
  const third = await chats('Rita', { email: 'R.Kohl@example.org' });
  expect(third.contact).toBe(one.contact);
  await over(third.interaction);
  await anna.does({ type: 'splitContact', contact: one.contact, from: two.contact });
  const plain = ({ version: _, saved: __, addresses, ...rest }: Shown & { version?: number; saved?: unknown }) => ({
    ...rest,
    addresses: addresses.filter(({ kind }) => kind !== 'visitor'),
  });
  expect(plain(await shown(anna, two.contact))).toEqual(plain(before[1] as Shown));
  expect(plain(await shown(anna, one.contact))).toEqual(plain(before[0] as Shown));
});

test('[CO6] after a day a merge stays', async () => {
  const a = (await ada.does({ type: 'createContact', name: 'Xenia' })).body;
  world.clock.pass(10);
  const b = (await ada.does({ type: 'createContact', name: 'Xenia Z.' })).body;
  await ada.does({ type: 'mergeContacts', contact: a['contact'], other: b['contact'] });
  expect(await found(ada, 'xenia')).toEqual(['Xenia']);
  world.clock.pass(25 * 3_600_000);
  ada = await world.staff('ada');
  expect((await ada.asks({ type: 'splitContact', contact: a['contact'], from: b['contact'] })).body['refused']).toBe('contacts.tooLate');
  anna = await world.agent('anna');
  await anna.goesReady();
  ben = await world.agent('ben');
});

test('[CO7] agents find those they talked with, whoever may see all finds all, nobody finds those of another tenant', async () => {
  const { interaction } = await chats('Zoë Unique', { email: 'zoe@example.org' });
  await over(interaction);
  const elsewhere = await world.staff('ada', 'other');
  expect(await Promise.all([anna, ben, ada, elsewhere].map((who) => found(who, 'zoe uni')))).toEqual([
    ['Zoë Unique'],
    [],
    ['Zoë Unique'],
    [],
  ]);
});

test('[CO8] umlauts, Japanese and Korean names are found by two characters, page by page', async () => {
  for (const name of ['Jürgen Größe', '山田太郎', '박지성', ...Array.from({ length: 5 }, (_, n) => `Pagename ${n}`)])
    await ada.does({ type: 'createContact', name });
  expect(await found(ada, 'juergen groesse')).toEqual(['Jürgen Größe']);
  expect(await found(ada, 'größ')).toEqual(['Jürgen Größe']);
  expect(await found(ada, '太郎')).toEqual(['山田太郎']);
  expect(await found(ada, '지성')).toEqual(['박지성']);
  const first = (await ada.request('GET', '/api/contacts?search=pagename&limit=3')).body as { contacts: Shown[]; more: boolean };
  const second = (await ada.request('GET', `/api/contacts?search=pagename&limit=3&after=${first.contacts.at(-1)?.id}`))
    .body as typeof first;
  expect([first.more, second.more, [...first.contacts, ...second.contacts].map(({ name }) => name.slice(-1)).join('')]).toEqual([
    true,
    false,
    '01234',
  ]);
  expect((await ada.request('GET', '/api/contacts?search=x')).status).toBe(409);
});

test('[IN40] an interaction is assigned to another contact, if one may see it', async () => {
  const { interaction, contact } = await chats('Uwe', { email: 'uwe@example.org' });
  const { body } = await anna.does({ type: 'createContact', name: 'Uwe the other' });
  expect((await anna.asks({ type: 'assignContact', interaction, contact: body['contact'] })).status).toBe(404);
  const other = await chats('Uta', { email: 'uta@example.org' });
  await anna.does({ type: 'assignContact', interaction, contact: other.contact });
  await anna.sees('the other contact', (a) => (a.chat(interaction)?.contact === other.contact ? true : undefined));
  expect((await anna.asks({ type: 'assignContact', interaction, contact: randomUUID() })).status).toBe(404);
  expect(contact).not.toBe(other.contact);
  await over(interaction);
  await over(other.interaction);
});

test('[CO9] [IN41] an administrator removes everything personal, out of the interactions and the events too, with a note in the audit', async () => {
  const { customer, interaction, contact } = await chats('Secretia', { email: 'secretia@example.org' });
  await customer.says('My secretia code');
  await anna.hears(interaction, 'My secretia code');
  await anna.does({ type: 'writeNotes', interaction, notes: 'secretia notes' });
  await anna.does({ type: 'saveData', interaction, variable: 'order', value: 'secretia order', baseRev: 0 });
  await anna.does({ type: 'saveData', interaction, variable: 'code', value: 'secretia code', baseRev: 0 });
  await anna.request('POST', '/api/drafts', { interaction, kind: 'reply', text: 'Dear secretia', caret: 0, base: null });
  await customer.shows({ name: 'secretia.jpg', bytes: await photo(20, 20) });
  await customer.asks({ type: 'leaveMessage', id: 'left-by-browser', name: 'Secretia', email: '', text: 'secretia here' });
  const elsewhere = await world.customer('Somebody');
  await elsewhere.asks({ type: 'leaveMessage', id: 'left-by-address', name: 'S.', email: 'Secretia@example.org', text: 'secretia there' });
  await elsewhere.asks({ type: 'leaveMessage', id: 'left-by-another', name: 'O.', email: 'other@example.org', text: 'of somebody else' });
  expect((await anna.asks({ type: 'anonymiseContact', contact })).body['refused']).toBe('contacts.notAllowed');
  expect((await ada.asks({ type: 'anonymiseContact', contact })).body['refused']).toBe('contacts.hasWork');
  await over(interaction);
  await ada.does({ type: 'anonymiseContact', contact });
  expect(await found(ada, 'secretia')).toEqual([]);
  const db = await openDatabase(world.database, { max: 1 });
  const run = db.as('demo' as TenantId);
  const tables = await run<{ name: string }>({
    text: "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'",
  });
  expect(tables.length).toBeGreaterThan(20);
  for (const { name: table } of tables)
    expect([table, await run({ text: `select t::text from ${table} t where t::text ilike '%secretia%'` })]).toEqual([table, []]);
  expect(await run({ text: "select from left_messages where text = 'of somebody else'" })).toHaveLength(1);
  expect(await run({ text: "select actor from audit where what like 'contactAnonymised%'" })).toEqual([{ actor: 'ada' }]);
  await db.close();
  expect((await ada.request('GET', `/api/interactions/${interaction}/timeline`)).status).toBe(200);
});

test('[CO10] who works for a customer is told that somebody else has changed something', async () => {
  const { interaction, contact } = await chats('Wanda', { email: 'wanda@example.org' });
  await ada.does({ type: 'editContact', contact, field: 'name', base: 'Wanda', value: 'Wanda N.' });
  await anna.sees('news of the contact', (a) => (a.contactNews.includes(contact) ? true : undefined));
  expect(ben.contactNews).toEqual([]);
  await over(interaction);
});
