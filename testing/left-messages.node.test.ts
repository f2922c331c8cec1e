import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import type { ApiCustomer } from './customer.node.ts';
import { pdf, photo } from './upload.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

let world: World;
afterEach(() => world.close());
const offline = (when: string) => (text: string) => text.replace('    origins: [self]\n', (line) => `${line}    offline: ${when}\n`);
const message = (more: object = {}) => ({
  type: 'leaveMessage',
  id: randomUUID(),
  name: 'Eva',
  email: 'eva@customer.example',
  text: 'Call me.',
  ...more,
});
interface Left {
  readonly id: string;
  readonly text: string;
  readonly doneBy: string | null;
}
const list = async (who: ApiAgent, done = false) => (await who.request('GET', `/api/messages?done=${done}`)).body['messages'] as Left[];

test('[CH43] when nobody who serves the queue is there a chat is refused and a message is asked for; as soon as somebody is, it begins', async () => {
  world = await startWorld({ yaml: offline('whenNobodyIsThere') });
  const eva = await world.customer('Eva');
  const start = () => eva.asks({ type: 'startChat', form: { name: 'Eva', subject: 'Tent' } });
  expect((await eva.renews()).body['offline']).toBe(true);
  expect(await start()).toMatchObject({ status: 409, body: { refused: 'widget.offline' } });
  await world.agent('anna');
  expect((await eva.renews()).body['offline']).toBe(false);
  expect((await start()).status).toBe(200);
});
test.each([
  ['never', false],
  ['always', true],
])('[CH43] a widget asks for a message %s: %s', async (when, is) => {
  world = await startWorld({ yaml: offline(when) });
  await world.agent('anna');
  expect((await (await world.customer('Eva')).renews()).body['offline']).toBe(is);
});
/** Open on Monday until noon; the clock stands on Monday at 9 in London. */
const mornings =
  (more = '') =>
  (text: string) =>
    text.replace('    offerSeconds: 20\n', `    offerSeconds: 20\n    hours: office\n${more}`) +
    "\nhours:\n  office: { label: Office, zone: Europe/London, week: { mon: ['09:00-12:00'] } }\n";
const admittedTo = async (eva: ApiCustomer) => (await eva.renews()).body['away'];
const startAs = (eva: ApiCustomer) => eva.asks({ type: 'startChat', form: { name: 'Eva', subject: 'Tent' } });

test('[CH46] outside the hours a message is asked for, and it is said when it opens; a chat that would begin then is refused with the same', async () => {
  world = await startWorld({ yaml: mornings() });
  await world.agent('anna');
  const eva = await world.customer('Eva');
  expect(await admittedTo(eva)).toBe(null);
  world.clock.pass(3 * 3_600_000);
  await eva.renews();
  const opens = Date.UTC(2026, 0, 12, 9);
  expect(await admittedTo(eva)).toEqual({ why: 'closed', opens, text: null });
  expect(await startAs(eva)).toMatchObject({ status: 409, body: { refused: 'widget.opens', with: { why: 'closed', opens } } });
  expect((await eva.asks(message())).status).toBe(200);
  world.clock.pass(opens - world.clock.now());
  expect(await admittedTo(await world.customer('Ida'))).toBe(null);
});
test('[CH46] too many wait: so it is, in the words of the centre and the language of the customer, until somebody was served', async () => {
  const full = '    full: { waiting: 1, text: { en: Too many., de: Zu viele. } }\n';
  world = await startWorld({ yaml: (text) => text.replace('    offerSeconds: 20\n', (line) => line + full) });
  const first = await world.customer('First');
  await first.startsChat();
  const eva = await world.customer('Eva');
  const german = () => eva.request('POST', '/api/visitors', { widget: 'demo/shop' }, { 'accept-language': 'de-AT' });
  await eva.sees('that too many wait', () => (first.position === 1 ? true : undefined));
  expect((await german()).body['away']).toEqual({ why: 'full', opens: null, text: 'Zu viele.' });
  expect(await startAs(eva)).toMatchObject({ status: 409, body: { with: { why: 'full' }, text: 'Too many.' } });
  await first.leaves();
  await first.sees('the end', () => (first.view?.stage === 'over' ? true : undefined));
  await expect.poll(async () => (await german()).body['away']).toBe(null);
});
test('[CH46] who wants no messages is asked for none: the chat is refused in its form', async () => {
  world = await startWorld({ yaml: (text) => offline('never')(mornings()(text)) });
  world.clock.pass(3 * 3_600_000);
  const eva = await world.customer('Eva');
  expect(await admittedTo(eva)).toBe(null);
  expect(await startAs(eva)).toMatchObject({ status: 409, body: { refused: 'widget.opens' } });
});
test('[CH46] another queue that takes the customer keeps the chat open', async () => {
  const night = (text: string) =>
    mornings('    closed: { queue: night }\n')(text).replace(
      '\ndispositions:\n',
      (line) => `  night: { label: Night, teams: [service], dispositions: [solved] }\n${line}`,
    );
  world = await startWorld({ yaml: night });
  world.clock.pass(3 * 3_600_000);
  expect(await admittedTo(await world.customer('Eva'))).toBe(null);
});
test('[CH43] a message is kept once; who serves the queue sees it, marks it as done and takes that back', async () => {
  world = await startWorld({ yaml: offline('always') });
  const eva = await world.customer('Eva');
  const one = message();
  for (let n = 0; n < 2; n++) expect((await eva.asks(one)).status).toBe(200);
  const [anna, sam] = [await world.staff('anna'), await world.staff('sam')];
  const [left] = await list(anna);
  expect(await list(anna)).toMatchObject([{ text: 'Call me.', name: 'Eva', email: 'eva@customer.example', verified: false, doneAt: null }]);
  await anna.does({ type: 'settleMessage', message: left?.id, done: true });
  expect([await list(sam), await list(sam, true)]).toMatchObject([[], [{ id: left?.id, doneBy: 'anna' }]]);
  await sam.does({ type: 'settleMessage', message: left?.id, done: false });
  expect([await list(anna), await list(anna, true)]).toMatchObject([[{ id: left?.id, doneBy: null }], []]);
});
test('[CH43] whom it does not concern sees no message and changes none', async () => {
  const twoTeams = (text: string) =>
    text
      .replace('teams:\n', 'teams:\n  other: { label: Others, capacity: { chat: 1 } }\n')
      .replace(/(ben: .*)team: service/, '$1team: other');
  world = await startWorld({ yaml: (text) => twoTeams(offline('always')(text)), more: [demoAs('other')] });
  await (await world.customer('Eva')).asks(message());
  const [left] = await list(await world.staff('sam'));
  for (const stranger of [await world.staff('ben'), await world.staff('sam', 'other')]) {
    expect(await list(stranger)).toEqual([]);
    expect((await stranger.asks({ type: 'settleMessage', message: left?.id, done: true })).status).toBe(404);
  }
  expect((await fetch(`${world.url}/api/messages`)).status).toBe(401);
});
test('[CH48] a message can have a number, the wish to be called back, and files that only who sees it opens', async () => {
  const twoTeams = (text: string) =>
    text
      .replace('teams:\n', 'teams:\n  other: { label: Others, capacity: { chat: 1 } }\n')
      .replace(/(ben: .*)team: service/, '$1team: other');
  world = await startWorld({ yaml: (text) => twoTeams(offline('always')(text)), more: [demoAs('other')] });
  const [eva, ida] = [await world.customer('Eva'), await world.customer('Ida')];
  const sent = await eva.uploads({ name: 'broken tent.jpg', bytes: await photo() });
  const { id } = sent.body['file'] as { id: string };
  for (const wrong of [{ callback: true }, { phone: 'soon' }, { files: Array(6).fill(id) }])
    expect((await eva.asks(message(wrong))).status).toBe(400);
  expect(await ida.asks(message({ files: [id] }))).toMatchObject({ status: 404, body: { refused: 'files.notFound' } });
  const [anna, ben, sam] = [await world.staff('anna'), await world.staff('ben'), await world.staff('sam', 'other')];
  const opened = async (headers: HeadersInit) => (await fetch(`${world.url}/api/files/${id}`, { headers })).status;
  const by = (token: string) => ({ authorization: `Bearer ${token}` });
  expect([await opened({ cookie: anna.cookie }), await opened(by(eva.token))]).toEqual([404, 200]); // not left yet
  expect((await eva.asks(message({ email: '' }))).status).toBe(400); // whoever wants no call needs an address
  expect((await eva.asks(message({ email: '', phone: '+49 30 1234567', callback: true, files: [id] }))).status).toBe(200);
  const files = [{ id, name: 'broken tent.jpg', format: 'jpeg' }];
  expect(await list(anna)).toMatchObject([{ email: '', phone: '+49 30 1234567', callback: true, files }]);
  expect(await Promise.all([anna, ben, sam].map(({ cookie }) => opened({ cookie })))).toEqual([200, 404, 404]);
  expect([await opened(by(eva.token)), await opened(by(ida.token))]).toEqual([200, 404]);
  expect((await anna.uploads({ name: 'mine.pdf', bytes: pdf() })).status).toBe(404); // staff leave no messages
});
test('[CH48] numbers are masked where the centre masks them, and twenty files are all that one visitor leaves', async () => {
  world = await startWorld({ yaml: (text) => text.replace('agents:\n', 'agents:\n  maskNumbers: true\n') });
  const eva = await world.customer('Eva');
  await eva.asks(message({ phone: '+49 30 1234567' }));
  expect(await list(await world.staff('anna'))).toMatchObject([{ phone: '***4567', callback: false, files: [] }]);
  const sent = [];
  for (let n = 0; n < 21; n++) sent.push((await eva.uploads({ name: `${n}.pdf`, bytes: pdf(String(n)) })).body['refused'] ?? 'sent');
  expect([sent.filter((one) => one === 'sent').length, sent.at(-1)]).toEqual([20, 'files.tooMany']);
});
test('[CH43] one address leaves ten messages an hour, each whole', async () => {
  world = await startWorld();
  const eva = await world.customer('Eva');
  for (const bad of [{ email: 'eva' }, { text: ' ' }, { name: '' }, { text: 'x'.repeat(4001) }])
    expect((await eva.asks(message(bad))).status).toBe(400);
  for (let n = 0; n < 10; n++) expect((await eva.asks(message())).status).toBe(200);
  expect((await (await world.customer('Ida')).asks(message())).status).toBe(429);
  world.clock.pass(3_600_000);
  await eva.renews();
  expect((await eva.asks(message())).status).toBe(200);
});
