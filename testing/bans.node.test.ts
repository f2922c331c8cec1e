import { randomUUID } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterEach, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import type { ApiCustomer } from './customer.node.ts';
import { startWorld, type World } from './world.node.ts';

let world: World;
afterEach(() => world.close());
const day = 86_400_000;
interface Listed {
  readonly interaction: string;
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly until: number;
}
const list = async (who: ApiAgent) => (await who.request('GET', '/api/bans')).body['bans'] as Listed[];
const start = (who: ApiCustomer, form: object = {}) => who.asks({ type: 'startChat', form: { name: who.name, subject: 'Tent', ...form } });
const leave = (who: ApiCustomer, email: string) =>
  who.asks({ type: 'leaveMessage', id: randomUUID(), name: who.name, email, text: 'Call me.' });
/** Eva chats with Anna, who bans her. */
async function banned(more: object = {}) {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const eva = await world.customer('Eva');
  await eva.startsChat('You again!', { email: 'eva@customer.example' });
  const interaction = await anna.seesOffer('Eva');
  await anna.accepts(interaction);
  await anna.does({ type: 'ban', interaction, reason: 'Insults', days: 7, ...more });
  await eva.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
  return { anna, eva, interaction };
}

test('[CH70] [CH71] a ban ends the chat; its customer begins none and leaves no message, is told until when, and comes back after it', async () => {
  world = await startWorld();
  const { anna, eva, interaction } = await banned();
  const until = world.clock.now() + 7 * day;
  const refused = { status: 409, body: { refused: 'widget.banned', with: { why: 'banned', until } } };
  for (const answer of [await start(eva), await leave(eva, 'other@customer.example')]) expect(answer).toMatchObject(refused);
  expect((await start(eva)).body['text']).toMatch(/^You cannot chat with us or leave a message until \w+ \d+ \w+ at \d\d:\d\d\.$/);
  await eva.says('You!');
  expect((await anna.request('GET', `/api/interactions/${interaction}/timeline`)).body['entries']).not.toContainEqual(
    expect.objectContaining({ event: expect.objectContaining({ text: 'You!' }) }),
  );
  expect((await start(await world.customer('Ida'))).status).toBe(200);
  world.clock.pass(7 * day);
  await eva.renews();
  expect((await start(eva)).status).toBe(200);
});

test('[CH70] addresses are banned only where the agent says so, whoever gives them, in whatever writing', async () => {
  world = await startWorld();
  const { anna, interaction } = await banned();
  const ida = await world.customer('Ida');
  expect((await start(ida, { email: 'eva@customer.example' })).status).toBe(200);
  await ida.leaves();
  await anna.wrapsUp(interaction, 'spam');
  const zoe = await world.customer('Zoe');
  await zoe.startsChat('Hello', { email: 'zoe@customer.example' });
  const second = await anna.seesOffer('Zoe');
  await anna.accepts(second);
  await anna.does({ type: 'ban', interaction: second, reason: 'Spam', days: 1, addresses: true });
  const other = await world.customer('Other');
  for (const answer of [await start(other, { email: 'ZOE@customer.example ' }), await leave(other, 'Zoe@Customer.example')])
    expect(answer).toMatchObject({ status: 409, body: { refused: 'widget.banned' } });
  expect((await start(other)).status).toBe(200);
});

test('[CH72] whoever banned and whoever sees all work sees it in the list, lifts it and takes that back; each is in the audit', async () => {
  world = await startWorld();
  const { anna, eva, interaction } = await banned();
  const [sam, ben] = [await world.staff('sam'), await world.staff('ben')];
  const one = [{ interaction, name: 'Eva', reason: 'Insults', by: 'anna' }];
  expect([await list(anna), await list(sam), await list(ben)]).toMatchObject([one, one, []]);
  expect((await ben.asks({ type: 'liftBan', interaction })).status).toBe(404);
  await sam.does({ type: 'liftBan', interaction });
  const again = await start(eva);
  expect([await list(sam), again.status]).toEqual([[], 200]);
  await eva.sees('the new chat', (e) => (e.view?.interaction === again.body['interaction'] ? true : undefined));
  await eva.leaves();
  await anna.does({ type: 'liftBan', interaction, lifted: false });
  expect([await list(sam), await start(eva)]).toMatchObject([one, { status: 409 }]);
  const db = await openDatabase(world.database, { max: 1 });
  const audit = await db.as('demo' as TenantId)({ text: "select actor, what from audit where what like 'ban%' order by at, what" });
  await db.close();
  expect(audit).toEqual(
    [
      { actor: 'sam', what: 'banLifted' },
      { actor: 'anna', what: 'banRestored' },
      { actor: 'anna', what: 'banned' },
    ].toSorted((a, b) => (a.what < b.what ? -1 : 1)),
  );
});

test('[CH70] a ban is not longer than the centre allows, and only where it lets agents ban', async () => {
  world = await startWorld({ yaml: (text) => text.replace('teams:\n', 'bans: { agents: false, usualDays: 2, mostDays: 3 }\n\nteams:\n') });
  const anna = await world.agent('anna');
  await anna.goesReady();
  await (await world.customer('Eva')).startsChat();
  const interaction = await anna.seesOffer('Eva');
  await anna.accepts(interaction);
  expect(await anna.asks({ type: 'ban', interaction, reason: 'Spam', days: 4 })).toMatchObject({ body: { refused: 'chat.banTooLong' } });
  expect(await anna.asks({ type: 'ban', interaction, reason: 'Spam', days: 3 })).toMatchObject({
    body: { refused: 'interactions.notAllowed' },
  });
  expect((await anna.asks({ type: 'ban', interaction, reason: ' ', days: 1 })).status).toBe(400);
});

test('[CH70] contacts that become one customer are banned together', async () => {
  world = await startWorld();
  const { anna, interaction } = await banned();
  await anna.wrapsUp(interaction, 'spam');
  const ida = await world.customer('Ida');
  await ida.startsChat('Hello');
  const other = await anna.seesOffer('Ida');
  await anna.accepts(other);
  await anna.ends(other);
  await anna.wrapsUp(other, 'answered');
  await anna.does({ type: 'mergeContacts', contact: anna.chat(other)?.contact, other: anna.chat(interaction)?.contact });
  expect((await start(ida)).body['refused']).toBe('widget.banned');
  expect((await start(await world.customer('Zoe'))).status).toBe(200);
});
