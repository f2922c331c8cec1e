import { expect, test } from 'vitest';
import { chatOf } from './api.ts';
import { wrongIn } from './form.ts';
import type { Absence, Answer } from './frames.ts';
import { askedToLeave, callTime, leaving, saidSoFar, spokenTime } from './late/leaving.ts';
import { isNews, located, sharedUntil, troubleOf, untilWarned } from './late/locating.ts';
import { nothingKept } from './outside.ts';
import type { Picture } from './picture.ts';
import { interaction, look, type Posted, pretend, view, welcome } from './pretend.ts';
import { openVisit } from './visit.ts';

const place = { widget: 'demo/shop', language: 'en', visible: true };
const unreachable: Answer = { is: 'unreachable' };
type World = ReturnType<typeof pretend>;
/** Admitted, and told this too. */
const told = (post: Posted, more: object): Answer => {
  const answer = welcome(post);
  return answer.is === 'done' ? { is: 'done', body: { ...(answer.body as object), ...more } } : answer;
};
const named = (post: Posted, identity: object | null): Answer => told(post, { identity });
const nobody: Absence = { why: 'nobody', opens: null, text: null };
const closed: Absence = { why: 'closed', opens: 5_600_000, text: null };

function visitIn(world: World) {
  const seen: { picture?: Picture } = {};
  const visit = openVisit(world.outside, place, (picture) => {
    seen.picture = picture;
  });
  const picture = () => {
    if (!seen.picture) throw new Error('Nothing was drawn.');
    return seen.picture;
  };
  return { visit, picture, fates: () => picture().conversation.outbox.map((m) => `${m.text} ${m.is}`) };
}
/** A customer whose chat has begun and whose line is up. */
async function chatting(more: object = {}) {
  const world = pretend();
  world.answer = (post) => told(post, { widget: { ...look, ...more } });
  const page = visitIn(world);
  page.visit.open();
  await world.settle();
  page.visit.start({ name: 'Eva' });
  await world.settle();
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  await world.settle();
  return { world, ...page };
}

test('[WI1] nothing is asked of the server before the customer opens the chat', async () => {
  const world = pretend();
  visitIn(world);
  await world.pass(60_000);
  expect([world.posts.length, world.sockets.length]).toEqual([0, 0]);
});
test('[WI1] an open chat goes on by itself after a reload, and reopens if it was open', async () => {
  const { world } = await chatting();
  const reloaded = visitIn(world);
  await world.settle();
  world.line().on.opened();
  expect(world.line().said).toMatchObject([{ f: 'hello' }]);
  world.hears({ f: 'chat', view, now: 0 });
  expect(reloaded.picture()).toMatchObject({ phase: 'chat', open: true });
});
test('[CH118] a chat that goes on on another page tells which one, and so does a page that is never loaded anew', async () => {
  const { world } = await chatting();
  const pages = () => world.commands().flatMap(({ body }) => ((body as { type: string }).type === 'tellPage' ? [body] : []));
  expect(pages()).toEqual([]); // the start has told it
  const { visit } = visitIn(world);
  await world.settle();
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  await world.settle();
  const there = { type: 'tellPage', page: 'https://shop.example/tents', interaction };
  expect(pages()).toEqual([there]);
  visit.goes();
  await world.settle();
  expect(pages()).toEqual([there, there]);
});
test('[WI2] the form is mended in place before anything is sent', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  visit.open();
  await world.settle();
  visit.start({ name: ' ' });
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', wrong: { name: 'needName' } });
  expect(world.commands()).toEqual([]);
});
test('[WI3] a start whose answer was lost is repeated under the same key, also after a reload', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  visit.open();
  await world.settle();
  world.answer = (post) => (post.path === '/api/commands' ? unreachable : welcome(post));
  visit.start({ name: 'Eva' });
  await world.pass(5000);
  expect(picture()).toMatchObject({ phase: 'form', trouble: { is: 'unreachable' } });
  world.answer = welcome;
  visitIn(world);
  await world.settle();
  const keys = world.commands().map((p) => p.headers['idempotency-key']);
  expect(keys.length).toBe(4);
  expect(new Set(keys).size).toBe(1);
  expect(world.kept()).toMatchObject({ chat: interaction, start: null });
});
test('[WI3] pressing start again is the same start; with other answers it is another one', async () => {
  const world = pretend();
  const { visit } = visitIn(world);
  visit.open();
  await world.settle();
  world.answer = (post) => (post.path === '/api/commands' ? unreachable : welcome(post));
  for (const name of ['Eva', 'Eva', 'Eve']) {
    visit.start({ name });
    await world.pass(5000);
  }
  const keys = world.commands().map((p) => p.headers['idempotency-key']);
  expect([keys.length, new Set(keys.slice(0, 6)).size, new Set(keys).size]).toEqual([9, 1, 2]);
});
test('[WI30] a file that the server has is shown by a message of its own; what is being written stays', async () => {
  const { world, visit, picture } = await chatting();
  const file = { id: 'f', name: 'a.jpg', format: 'jpeg', size: 1, width: 1, height: 1, scan: 'clean', alt: 'A tent' } as const;
  visit.typed('half a message');
  visit.write('', file);
  await world.settle();
  expect(world.commands().at(-1)?.body).toMatchObject({ type: 'file', interaction, file: 'f', alt: 'A tent' });
  expect(picture().draft).toBe('half a message');
});
test('[WI4] a message is kept until the server has it, and its id is its key', async () => {
  const { world, visit, fates } = await chatting();
  const waiting: ((answer: Answer) => void)[] = [];
  world.outside.post = (path, body, headers) => {
    world.posts.push({ path, body: body as Posted['body'], headers: headers ?? {} });
    return new Promise((resolve) => void waiting.push(resolve));
  };
  visit.write('Hi');
  await world.settle();
  const [id = ''] = world.unsent();
  expect(fates()).toEqual(['Hi sending']);
  expect(world.commands().at(-1)).toMatchObject({
    body: { type: 'message', interaction, id, text: 'Hi' },
    headers: { 'idempotency-key': id },
  });
  waiting[0]?.({ is: 'done', body: {} });
  await world.settle();
  expect(fates()).toEqual(['Hi sent']);
  expect(world.unsent()).toEqual([]);
});
test('[WI6] what could not be sent is shown so, survives a reload, and goes when the line is back: same ids, same order', async () => {
  const { world, visit, fates } = await chatting();
  world.answer = () => unreachable;
  visit.write('one');
  visit.write('two');
  await world.pass(5000);
  expect(fates()).toEqual(['one failed', 'two failed']);
  const ids = world.unsent();
  const reloaded = visitIn(world);
  await world.pass(5000);
  world.answer = welcome;
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  await world.settle();
  expect(
    world
      .commands()
      .slice(-2)
      .map((p) => p.body['id']),
  ).toEqual(ids);
  expect(reloaded.fates()).toEqual(['one sent', 'two sent']);
});
test('[WI8] a lost line comes back after 0.5, 1, 2, 4 ... 15 s, says so after 2 s, and at once when the computer is online', async () => {
  const { world, visit, picture } = await chatting();
  const waits: number[] = [];
  for (let n = 0; n < 7; n++) {
    const before = world.sockets.length;
    world.line().on.closed();
    let waited = 0;
    for (; world.sockets.length === before; waited += 500) await world.pass(500);
    waits.push(waited);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(picture().lost).toBe(true);
  world.line().on.closed();
  visit.wake();
  await world.settle();
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  expect(picture().lost).toBe(false);
  world.line().on.closed();
  await world.pass(1900);
  expect(picture().lost).toBe(false);
});
test('[WI8] a line that says nothing to a hello is taken for dead', async () => {
  const { world, visit } = await chatting();
  visit.looks(true);
  await world.pass(5000);
  expect(world.sockets[0]?.closed).toBe(true);
  await world.pass(500);
  expect(world.sockets.length).toBe(2);
});
test('[WI7] a gap says hello again and the answer fills it', async () => {
  const { world, picture } = await chatting();
  const hellos = () => world.line().said.filter((f) => f['f'] === 'hello').length;
  const before = hellos();
  world.hears({ f: 'entries', interaction, from: 5, to: 6, entries: [{ n: 6, at: 1, type: 'joined', name: 'Anna' }] });
  expect(hellos()).toBe(before + 1);
  world.hears({ f: 'chat', view: { ...view, version: 6, stage: 'chatting', agent: 'Anna' }, now: 0 });
  expect(picture().conversation.view).toMatchObject({ version: 6, agent: 'Anna' });
});
test('[WI10] an expired pass is renewed with the key, on the line and for a command', async () => {
  const { world, visit, fates } = await chatting();
  world.hears({ f: 'expired' });
  await world.pass(10);
  expect(world.posts.at(-1)).toMatchObject({ path: '/api/visitors', body: { resume: 'resume' } });
  expect(world.sockets.length).toBe(2);
  let refused = 0;
  world.answer = (post) =>
    post.path === '/api/commands' && !refused++
      ? { is: 'refused', status: 401, why: 'widget.expired', text: '', seconds: 0 }
      : welcome(post);
  visit.write('Hi');
  await world.settle();
  expect(fates()).toEqual(['Hi sent']);
});
test('[WI12] typing is told at most every 3 s, its end after 5 s of silence or with the message', async () => {
  const { world, visit } = await chatting();
  world.hears({ f: 'entries', interaction, from: 2, to: 3, entries: [{ n: 3, at: 1, type: 'joined', name: 'Anna' }] });
  const told = () => world.line().said.flatMap((f) => (f['f'] === 'typing' ? [f['on']] : []));
  visit.typed('a');
  await world.pass(1000);
  visit.typed('ab');
  expect(told()).toEqual([true]);
  await world.pass(5000);
  expect(told()).toEqual([true, false]);
  visit.typed('abc');
  visit.write('abc');
  expect(told()).toEqual([true, false, true, false]);
});
test.each([
  [true, ['I', 'Is it', false]],
  [false, [true, false]],
])(
  '[WI50] where staff see it (%s), what is typed is told each second with its text, the last of it too; else never',
  async (preview, all) => {
    const { world, visit } = await chatting({ preview });
    world.hears({ f: 'entries', interaction, from: 2, to: 3, entries: [{ n: 3, at: 1, type: 'joined', name: 'Anna' }] });
    visit.typed('I');
    visit.typed('Is');
    await world.pass(900);
    visit.typed('Is it');
    await world.pass(100);
    visit.typed('');
    expect(world.line().said.flatMap((f) => (f['f'] === 'typing' ? [f['text'] ?? f['on']] : []))).toEqual(all);
  },
);
test('[WI51] it is told how far the chat has come here and was looked at, once, and again on a new line', async () => {
  const { world, visit } = await chatting();
  const said = (n: number) => ({ n, at: 1, type: 'said', id: `agent-000${n}`, text: 'Hello', from: 'agent', name: 'Anna' }) as const;
  const told = () => world.line().said.flatMap((f) => (f['f'] === 'received' ? [[f['to'], f['read']]] : []));
  visit.minimise();
  world.hears({ f: 'entries', interaction, from: 2, to: 3, entries: [said(3)] });
  expect(told().at(-1)).toEqual([3, 0]);
  visit.open();
  expect(told().at(-1)).toEqual([3, 3]);
  const before = told().length;
  world.hears({ f: 'typing', on: true, name: 'Anna' });
  expect(told().length).toBe(before);
  world.line().on.closed();
  await world.pass(500);
  world.line().on.opened();
  world.hears({ f: 'chat', view: { ...view, version: 3, entries: [said(3)] }, now: 0 });
  expect(told()).toEqual([[3, 3]]);
});
test('[WI9] unread messages are counted while minimised, and seen when opened', async () => {
  const { world, visit } = await chatting();
  visit.minimise();
  world.hears({
    f: 'entries',
    interaction,
    from: 2,
    to: 3,
    entries: [{ n: 3, at: 1, type: 'said', id: 'agent-0001', text: 'Hello', from: 'agent', name: 'Anna' }],
  });
  expect(world.kept().seen).toBe(0);
  visit.open();
  expect(world.kept()).toMatchObject({ seen: 3, open: true });
});
test('[WI21] whom the site names is sent once, when the chat begins, and is not asked for again', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  const eva = { name: 'Eva', email: 'eva@shop.example' };
  world.answer = (post) => (post.path === '/api/visitors' ? named(post, post.body['identity'] ? eva : null) : welcome(post));
  visit.identify(async () => 'signed');
  expect(world.posts).toEqual([]);
  visit.open();
  await world.settle();
  expect([world.posts.map((p) => p.body['identity']), picture().identity]).toEqual([['signed'], eva]);
  visit.start({});
  await world.settle();
  expect(world.commands().at(-1)?.body).toMatchObject({ type: 'startChat', form: {} });
  visit.identify('another');
  await world.pass(1000);
  expect(world.posts.filter((p) => p.body['identity'] === 'another')).toEqual([]);
});
test.each([
  ['that is refused', () => 'forged'],
  ['that the site cannot give', () => Promise.reject(new Error('no session'))],
])('[WI21] a token %s is told to the site, and the customer goes on', async (_, source) => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  world.answer = (post) =>
    post.body['identity']
      ? { is: 'refused', status: 401, why: 'identity.signature', text: 'The signature is wrong.', seconds: 0 }
      : named(post, null);
  visit.identify(source);
  visit.open();
  await world.settle();
  expect([picture().phase, picture().identity, world.complaints.length]).toEqual(['form', null, 1]);
});
test('[WI21] a site that signs its customer out has nothing of them left here', async () => {
  const { world, visit, picture } = await chatting();
  visit.typed('half a message');
  visit.forget();
  expect(world.kept()).toEqual(nothingKept);
  expect([picture().open, picture().conversation.view, picture().draft, world.line().closed]).toEqual([false, null, '', true]);
});
test('[WI22] what was called before the chat was there is done in its order, and what is called later at once; what nobody knows is left out', async () => {
  const done: unknown[] = [];
  const does =
    (name: string) =>
    (...given: unknown[]) =>
      done.push([name, ...given]);
  let arrived = (_: object) => {};
  const there = new Promise<object>((come) => {
    arrived = come;
  });
  const chat = chatOf(there, () => done.push('loads'));
  chat['identify']?.('token');
  chat['constructor']?.();
  chat['nobodyKnows']?.();
  chat['open']?.();
  expect(done).toEqual(['loads']);
  arrived({ open: does('open'), identify: does('identify') });
  await there;
  chat['identify']?.('another');
  await there;
  expect(done).toEqual(['loads', ['identify', 'token'], ['open'], ['identify', 'another']]);
});
test('[WI23] when nobody is there a message is asked for, with what was filled in; somebody may be there when one looks again', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  let away: Absence | null = null;
  world.answer = (post) => {
    if (post.body['type'] === 'startChat') return { is: 'refused', status: 409, why: 'widget.offline', text: '', seconds: 0 };
    return told(post, { away });
  };
  visit.open();
  await world.settle();
  expect(picture().phase).toBe('form');
  away = nobody;
  visit.fill({ name: 'Eva', subject: 'Is it dry?' });
  visit.start({ name: 'Eva', subject: 'Is it dry?' });
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'away', filled: { name: 'Eva', subject: 'Is it dry?' } });
  visit.lookAgain();
  await world.settle();
  expect(picture().phase).toBe('away');
  away = null;
  visit.lookAgain();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', filled: { name: 'Eva', subject: 'Is it dry?' } });
});
/** A visit whose server says this of whether a chat can begin; the test changes it. */
async function opened(first: { away: Absence | null; changes?: number | null }) {
  const world = pretend();
  const page = visitIn(world);
  let now = first;
  const changesTo = (next: typeof first) => void (now = next);
  world.answer = (post) => told(post, { away: now.away, now: 5_000_000, hours: { changes: now.changes ?? null } });
  page.visit.open();
  await world.settle();
  const asked = () => world.posts.filter((p) => p.path === '/api/visitors').length;
  return { world, ...page, changesTo, asked };
}
test('[WI40] while closed it is asked again when it opens, and the form comes back by itself', async () => {
  const { world, picture, changesTo, asked } = await opened({ away: closed, changes: 5_600_000 });
  expect(picture()).toMatchObject({ phase: 'away', away: closed });
  await world.pass(599_000);
  expect(asked()).toBe(1);
  changesTo({ away: null, changes: null });
  await world.pass(5000);
  expect([picture().phase, asked()]).toEqual(['form', 2]);
});
test('[WI40] a form that is open when it closes becomes a message, with what was filled in', async () => {
  const { world, visit, picture, changesTo } = await opened({ away: null, changes: 5_120_000 });
  visit.fill({ name: 'Eva' });
  changesTo({ away: closed, changes: null });
  await world.pass(180_000);
  expect(picture()).toMatchObject({ phase: 'away', filled: { name: 'Eva' } });
});
test('[WI40] where nobody is there it is asked once a minute, but only while somebody looks', async () => {
  const { world, visit, picture, changesTo, asked } = await opened({ away: nobody });
  await world.pass(120_000);
  expect(asked()).toBe(3);
  visit.minimise();
  await world.pass(600_000);
  visit.looks(false);
  expect(asked()).toBe(3);
  changesTo({ away: null });
  visit.looks(true);
  visit.open();
  await world.settle();
  expect(picture().phase).toBe('form');
});
test.each(['a message is being written', 'one reads that it has arrived'])(
  '[WI40] while %s a chat is offered, and nothing is taken away',
  async (what) => {
    const { world, visit, picture, changesTo } = await opened({ away: nobody });
    if (what.startsWith('a')) visit.fill({ name: 'Eva', subject: 'Please call' });
    else visit.hasLeft();
    changesTo({ away: null });
    await world.pass(60_000);
    expect(picture()).toMatchObject({ phase: 'away', back: true });
    changesTo({ away: closed });
    await world.pass(60_000);
    expect(picture()).toMatchObject({ phase: 'away', back: false, away: closed });
    changesTo({ away: null });
    visit.lookAgain();
    await world.settle();
    expect(picture().phase).toBe('form');
  },
);
test('[WI40] a chat that is refused for another reason stays a form and says why', async () => {
  const { world, visit, picture } = await opened({ away: null });
  const answer = world.answer;
  world.answer = (post) =>
    post.body['type'] === 'startChat' ? { is: 'refused', status: 409, why: 'widget.missing', text: 'Fill in', seconds: 0 } : answer(post);
  visit.start({ name: 'Eva' });
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', trouble: { text: 'Fill in' } });
});
test('[WI40] what was learnt before is asked anew when the chat is opened on the next page', async () => {
  const { world, changesTo, asked } = await opened({ away: nobody });
  changesTo({ away: null });
  const next = visitIn(world);
  next.visit.open();
  await world.settle();
  expect([next.picture().phase, asked()]).toEqual(['form', 2]);
});
test('[WI40] the time is said by the clock and in the language of the customer', () => {
  const moment = new Date(2026, 10, 30, 9).getTime();
  expect(spokenTime(moment, 'en')).toBe('Monday 30 November at 09:00');
  expect(spokenTime(moment, 'de')).toMatch(/^Montag, 30\. November .*09:00$/);
});
test('[WI41] it is shared until it is stopped or the chat is over', () => {
  const sharing = (n: number, until: number | null) => ({ n, at: n, type: 'sharing', until }) as const;
  expect(sharedUntil(null)).toBe(null);
  expect(sharedUntil(view)).toBe(null);
  expect(sharedUntil({ ...view, entries: [sharing(1, 900), { n: 2, at: 2, type: 'located' }] })).toBe(900);
  expect(sharedUntil({ ...view, entries: [sharing(1, 900), sharing(2, null)] })).toBe(null);
  expect(sharedUntil({ ...view, stage: 'over', entries: [sharing(1, 900)] })).toBe(null);
});
test.each([
  ['the first', null, 0, 0, true],
  ['a second later', 0.01, 1000, 12, false],
  ['ten seconds later, further than it is exact', 0.001, 10_000, 12, true],
  ['ten seconds later, within what may be chance', 0.0001, 10_000, 40, false],
  ['standing still for a minute', 0, 60_000, 12, true],
])('[WI41] %s: it is told or not', (_, north, ms, accuracy, is) => {
  const before = north === null ? null : { lat: 52, lng: 13, accuracy, at: 0 };
  expect(isNews({ lat: 52 + (north ?? 0), lng: 13, accuracy, at: ms }, before)).toBe(is);
});
test('[WI23] a message has a name of its own and no character that no one sees', () =>
  expect(
    leaving(
      { name: ' Eva', email: 'eva@shop.example', phone: ' +49 30 1 ', subject: 'Call\u0007 me.' },
      { id: 'left-0001', page: 'x'.repeat(3000), language: 'de', callback: true, files: ['f1'] },
    ),
  ).toEqual({
    type: 'leaveMessage',
    id: 'left-0001',
    name: 'Eva',
    email: 'eva@shop.example',
    phone: '+49 30 1',
    callback: true,
    files: ['f1'],
    text: 'Call me.',
    page: 'x'.repeat(2000),
    language: 'de',
  }));
test('[WI62] whoever wants to be called back says where; others may', () => {
  const left = { name: 'Eva', email: 'eva@shop.example', subject: 'Call me.' };
  expect(wrongIn(askedToLeave(false), left)).toEqual({});
  expect(wrongIn(askedToLeave(true), left)).toEqual({ phone: 'needPhone' });
  expect(wrongIn(askedToLeave(false), { ...left, phone: 'soon' })).toEqual({ phone: 'badPhone' });
});
test('[WI63] a message that is left out of a chat is none of that chat', async () => {
  const { world, visit } = await chatting();
  const left = { name: 'Eva', email: 'eva@shop.example', subject: 'Hi' };
  await visit.tell(leaving(left, { id: 'left-0001', page: '', language: 'en', callback: false, files: [] }));
  await visit.tell({ type: 'leave' });
  expect(
    world
      .commands()
      .map(({ body }) => [body['type'], body['interaction']])
      .slice(-2),
  ).toEqual([
    ['leaveMessage', undefined],
    ['leave', interaction],
  ]);
});
test('[WI63] what was written in the chat is left as one message, also what has not arrived yet', () => {
  const bubble = { line: 'bubble', key: 'k', at: 0, name: null, is: 'sent', read: false, why: '', follows: false } as const;
  const note = { line: 'note', key: 'n', at: 0, what: 'waiting', name: '' } as const;
  const lines = [{ ...bubble, from: 'customer', text: 'Is it dry?' }, note, { ...bubble, from: 'agent', text: 'Hm' }] as const;
  expect(saidSoFar([...lines, { ...bubble, from: 'customer', text: 'And red?', is: 'sending' }])).toBe('Is it dry?\n\nAnd red?');
  expect(saidSoFar([{ ...bubble, from: 'customer', text: 'x'.repeat(5000) }])).toHaveLength(4000);
});
test('[WI62] who could chat may leave a message instead, is not disturbed, and goes back by a press', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  visit.open();
  await world.settle();
  visit.fill({ name: 'Eva' });
  visit.rather('call');
  await world.pass(180_000);
  expect(picture()).toMatchObject({ phase: 'away', way: 'call', back: true, filled: { name: 'Eva' } });
  visit.lookAgain();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', way: null, filled: { name: 'Eva' } });
});
test('[WI62] who wants to be called is told about when: when it opens, in how many minutes somebody is free, or only that we will', () => {
  const call = { number: '+4930123456', open: true, changes: null, wait: null };
  const when = (more: object, other: object = {}) =>
    callTime(
      { look: { ...look, ...(Object.keys(more).length && { call: { ...call, ...more } }) }, away: null, wait: null, ...other },
      'en',
    );
  const opens = Date.UTC(2026, 10, 30, 12);
  expect(when({ open: false, changes: opens })).toEqual(['callFrom', { when: expect.stringContaining('30 November') }]);
  expect(when({}, { away: { why: 'closed', opens, text: null } })[0]).toBe('callFrom');
  expect(when({ wait: [2, 4] })).toEqual(['callIn', { n: '2–4' }]);
  expect(when({}, { wait: [3, 3] })).toEqual(['callIn', { n: '3' }]);
  expect([when({ changes: opens })[0], when({})[0]]).toEqual(['callFree', 'callFree']);
  expect(askedToLeave(true).filter(({ required }) => required)).toEqual([
    { field: 'name', required: true },
    { field: 'phone', required: true },
    { field: 'subject', required: true },
  ]);
});
test('[WI61] the form says how long it takes now, and again each minute while somebody waits and it is looked at', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  let wait: readonly [number, number] | null = [2, 4];
  world.answer = (post) => told(post, { wait });
  visit.open();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', wait: [2, 4] });
  wait = [1, 2];
  await world.pass(65_000);
  expect(picture()).toMatchObject({ phase: 'form', wait: [1, 2] });
  wait = null;
  await world.pass(65_000);
  expect(picture()).toMatchObject({ phase: 'form', wait: null });
  const asked = world.posts.length;
  await world.pass(600_000);
  expect(world.posts.length).toBe(asked);
});
test('[WI24] what an app knows of the customer waits for the chat, then is told at once', async () => {
  const world = pretend();
  const { visit } = visitIn(world);
  visit.context({ policy: 'A-1' });
  visit.context({ plate: 'B-JD 204' });
  visit.shareLocation({ lat: 52.5, lng: 13.4, acc: 12 });
  await world.settle();
  expect(world.posts).toEqual([]);
  visit.open();
  await world.settle();
  visit.start({ name: 'Eva' });
  await world.settle();
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  await world.settle();
  expect(
    world
      .commands()
      .slice(1)
      .map(({ body }) => body),
  ).toEqual([
    { type: 'tellContext', values: { policy: 'A-1', plate: 'B-JD 204' }, interaction },
    { type: 'locate', lat: 52.5, lng: 13.4, accuracy: 12, live: false, interaction },
  ]);
  visit.shareLocation({ lat: 52.6, lng: 13.4 });
  await world.settle();
  expect(world.commands().at(-1)?.body).toEqual({ type: 'locate', lat: 52.6, lng: 13.4, accuracy: null, live: false, interaction });
});
test('[WI41] an app says first that it is shared, then where', async () => {
  const { world, visit } = await chatting();
  visit.shareLive(true);
  visit.shareLocation({ lat: 52.5, lng: 13.4, live: true });
  await world.settle();
  expect(world.commands().slice(1)).toMatchObject([{ body: { type: 'shareLive', on: true } }, { body: { type: 'locate', live: true } }]);
});
test('[WI24] a place has no more digits than it is worth, and every refusal of the browser its own text', () => {
  expect(located({ lat: 52.123456789, lng: -13.000000049, accuracy: 11.2 })).toEqual({
    type: 'locate',
    lat: 52.123457,
    lng: -13,
    accuracy: 12,
  });
  expect([1, 2, 3].map(troubleOf)).toEqual(['placeForbidden', 'placeUnknown', 'placeLate']);
});
test('the end of the chat closes the line; a new one begins with the form and the old one stays away', async () => {
  const { world, visit, picture } = await chatting();
  world.hears({ f: 'entries', interaction, from: 2, to: 3, entries: [{ n: 3, at: 1, type: 'ended' }] });
  expect(picture().conversation.view?.stage).toBe('over');
  expect(world.line().closed).toBe(true);
  visit.newChat();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', conversation: { view: null, dismissed: interaction } });
  expect(world.kept().chat).toBeNull();
});
test('leaving is insisted on under one key; if it fails the customer is told', async () => {
  const { world, visit, picture } = await chatting();
  world.answer = () => unreachable;
  void visit.leave();
  await world.pass(5000);
  expect(picture().ending).toBe('failed');
  const leaves = world.commands().filter((p) => p.body['type'] === 'leave');
  expect(new Set(leaves.map((p) => p.headers['idempotency-key'])).size).toBe(1);
});
test('[WI11] a server that cannot be reached, or refuses, is told with a way to try again', async () => {
  const world = pretend();
  world.answer = () => unreachable;
  const { visit, picture } = visitIn(world);
  visit.open();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'failed', trouble: { is: 'unreachable' } });
  world.answer = welcome;
  visit.retry();
  await world.settle();
  expect(picture()).toMatchObject({ phase: 'form', trouble: null });
});
test('another tab starts a chat: this one joins it', async () => {
  const world = pretend();
  const { visit, picture } = visitIn(world);
  visit.open();
  await world.settle();
  world.outside.memory.write({ chat: interaction });
  visit.changedElsewhere();
  await world.settle();
  world.line().on.opened();
  world.hears({ f: 'chat', view, now: 0 });
  expect(picture().phase).toBe('chat');
});
test('[WI41] two minutes before sharing ends the customer is told; at once when it is later than that', () => {
  expect([untilWarned(900_000, 0), untilWarned(900_000, 780_000), untilWarned(900_000, 850_000)]).toEqual([780_000, 0, 0]);
});
test('[WI42] an app says where it is told of messages, tried again as anything else, and takes it back when the customer is forgotten', async () => {
  const { world, visit } = await chatting();
  const told = () => world.posts.filter(({ path }) => path === '/api/push-tokens').map(({ body }) => body);
  const answer = world.answer;
  world.answer = (post) => (told().length > 1 ? answer(post) : { is: 'unreachable' });
  visit.push({ kind: 'fcm', token: 'device-1' });
  await world.pass(5000);
  expect(told()).toEqual([
    { kind: 'fcm', token: 'device-1' },
    { kind: 'fcm', token: 'device-1' },
  ]);
  const { token } = world.kept();
  visit.forget();
  await world.settle();
  expect(world.posts.at(-1)).toMatchObject({ path: '/api/push-tokens', body: { kind: 'fcm', token: 'device-1', on: false } });
  expect(world.posts.at(-1)?.headers['authorization']).toBe(`Bearer ${token}`);
});
