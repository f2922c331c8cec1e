import { randomUUID } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { staffCommand, visitorCommand } from '@patchbay/server/commands.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiAgent, Reply } from './agent.node.ts';
import { type Chatted, chatted, chatting } from './chatted.node.ts';
import { sampleOf } from './sample.ts';
import { photo } from './upload.node.ts';
import { type Frame, joinedWire, waiting } from './wire.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

const word = 'periwinkle';
let world: World;
let open: Chatted;
let over: Chatted;
/** A supervisor, who sees all work. */
let sam: ApiAgent;
/** Everybody to whom the chats of demo do not exist. */
let strangers: ReadonlyMap<string, ApiAgent>;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  over = await chatted(world, 'demo', word);
  over.agent.losesTheLine();
  await over.agent.request('DELETE', '/api/session');
  open = await chatting(world, 'demo', word);
  sam = await world.staff('sam');
  strangers = new Map([
    ['an agent of another tenant', await world.staff('anna', 'other')],
    ['a supervisor of another tenant', await world.staff('sam', 'other')],
    ['an administrator of another tenant', await world.staff('ada', 'other')],
    ['an agent without a part in it', await world.staff('ben')],
  ]);
});
afterAll(() => world.close());

/** The things of demo, by the beginning of the routes that show them. A route that fits none of them has to be added here. */
const things = (): Readonly<Record<string, readonly string[]>> => ({
  '/api/interactions/': [open.interaction, over.interaction],
  '/api/contacts/': [open.contact, over.contact],
  '/api/files/': [open.file, over.file],
});
/** For customers and for everyone: nothing of staff is behind them, see `customer-api.node.test.ts`. */
const notOfStaff = ['/api/push-tokens/:id', '/api/push-keys/:tenant'];
/** Of e-mail: see `mails.node.test.ts`. */
const ofMail = [
  '/api/cases/:id',
  '/api/cases/:id/history',
  '/api/cases/:id/print',
  '/api/mails/:id/body',
  '/api/mails/:id/masking',
  '/api/mails/:id/source',
  '/api/mails/:id/head',
  '/api/mails/:id/pictures/:n',
  '/api/mails/:id/files/:file',
  '/api/mail-files/:id',
  '/api/mail-drafts/:id',
];
const elsewhere = [...notOfStaff, ...ofMail];
const routesWithIds = () =>
  world.server.routes.filter(({ path }) => path.startsWith('/api/') && /[:*]/.test(path) && !elsewhere.includes(path));
const thingsOf = (path: string) => Object.entries(things()).find(([begin]) => path.startsWith(begin))?.[1] ?? [];
const without = ({ status, body }: Reply) => ({ status, body });

async function versions(): Promise<unknown> {
  const db = await openDatabase(world.database, { max: 1 });
  const run = db.as('demo' as TenantId);
  const all = await Promise.all(
    ['interactions', 'contacts', 'agents'].map((table) => run({ text: `select id, version from ${table} order by id` })),
  );
  await db.close();
  return all;
}

/** Who opened this conversation without a part in it, as the audit has it. */
async function notesOf(interaction: string): Promise<readonly unknown[]> {
  const db = await openDatabase(world.database, { max: 1 });
  const rows = await db.as('demo' as TenantId)({
    text: "select actor, about from audit where what = 'conversationRead' and about = $1",
    values: [interaction],
  });
  await db.close();
  return rows;
}

/** A command of this kind; a message has an id of its own. */
function sampleFor(option: z.ZodType): object {
  const sample = sampleOf(z.toJSONSchema(option, { io: 'input' })) as object;
  return 'id' in sample ? { ...sample, id: randomUUID() } : sample;
}

describe('[SV1] what is not yours does not exist', () => {
  test('the chats are there for whoever has a part in them', async () => {
    for (const who of [open.agent, sam])
      for (const { path } of routesWithIds().filter(({ method }) => method === 'GET'))
        for (const id of thingsOf(path)) expect([path, (await who.request('GET', path.replace(':id', id))).status]).toEqual([path, 200]);
  });

  test('every route with an id is known here', () => {
    expect(routesWithIds().length).toBeGreaterThan(8);
    for (const route of routesWithIds()) {
      expect(thingsOf(route.path), `${route.method} ${route.path} shows a thing that this test does not know`).not.toEqual([]);
      expect(['GET', 'HEAD'], `${route.path} is changed by ${route.method}; this test only reads`).toContain(route.method);
      expect(route.path.replace(':id', ''), `${route.path} has more than one id`).not.toMatch(/[:*]/);
    }
  });

  test('every route answers strangers 404, word for word as for an id that was made up', async () => {
    for (const [name, stranger] of strangers)
      for (const { path } of routesWithIds().filter(({ method }) => method === 'GET')) {
        const madeUp = await stranger.request('GET', path.replace(':id', randomUUID()));
        expect([name, path, madeUp.status]).toEqual([name, path, 404]);
        for (const id of thingsOf(path)) expect(without(await stranger.request('GET', path.replace(':id', id)))).toEqual(without(madeUp));
      }
  });

  test('and 401 whoever is not signed in, whatever the id', async () => {
    for (const { path } of routesWithIds().filter(({ method }) => method === 'GET'))
      for (const id of [randomUUID(), ...thingsOf(path)])
        expect((await fetch(world.url + path.replace(':id', id), { headers: { cookie: 'patchbay=demo.forged' } })).status).toBe(401);
  });

  test.each(
    staffCommand.options.filter((option) => 'interaction' in option.shape).map((option) => [option.shape.type.value, option] as const),
  )('the command %s of a stranger is answered as for a made-up id, and changes nothing', async (_, option) => {
    const before = await versions();
    for (const [name, stranger] of strangers)
      for (const interaction of [open.interaction, over.interaction]) {
        const command = () => sampleFor(option);
        const madeUp = await stranger.asks({ ...command(), interaction: randomUUID() });
        expect([name, madeUp.status]).toEqual([name, 404]);
        expect(without(await stranger.asks({ ...command(), interaction }))).toEqual(without(madeUp));
      }
    expect(await versions()).toEqual(before);
  });

  test.each(
    staffCommand.options
      .filter((option) => 'contact' in option.shape && !('interaction' in option.shape))
      .map((option) => [option.shape.type.value, option] as const),
  )('the command %s of a stranger about a contact is answered as for a made-up one, and changes nothing', async (_, option) => {
    const before = await versions();
    for (const [name, stranger] of strangers)
      for (const contact of [open.contact, over.contact]) {
        const madeUp = await stranger.asks({ ...sampleFor(option), contact: randomUUID() });
        expect([name, madeUp.status]).toEqual([name, 404]);
        expect(without(await stranger.asks({ ...sampleFor(option), contact }))).toEqual(without(madeUp));
      }
    expect(await versions()).toEqual(before);
  });

  test.each(
    visitorCommand.options.filter((option) => 'interaction' in option.shape).map((option) => [option.shape.type.value, option] as const),
  )('the command %s of another customer is answered as for a made-up id, and changes nothing', async (_, option) => {
    const before = await versions();
    for (const widget of ['demo/shop', 'other/shop']) {
      const stranger = await world.customer('Mallory', widget);
      const command = () => sampleFor(option);
      const madeUp = await stranger.asks({ ...command(), interaction: randomUUID() });
      expect(madeUp.status).toBe(404);
      expect(without(await stranger.asks({ ...command(), interaction: open.interaction }))).toEqual(without(madeUp));
    }
    expect(await versions()).toEqual(before);
  });

  test('a key of idempotency is the asker’s own: the same key of somebody else gets nothing of the answer', async () => {
    const key = randomUUID();
    const mine = await open.agent.asks({ type: 'writeNotes', interaction: open.interaction, notes: 'mine' }, key);
    expect(mine.status).toBe(200);
    for (const stranger of strangers.values())
      expect((await stranger.asks({ type: 'writeNotes', interaction: open.interaction, notes: 'mine' }, key)).status).toBe(404);
  });

  test('typing in a chat of others is heard by nobody', async () => {
    const heard: Frame[] = [];
    const desktopHears = waiting('the desktop', () => heard);
    const on = (hello: object, cookie?: string, told: (frame: Frame) => void = () => undefined) =>
      joinedWire(world.url, { hello, told, ...(cookie !== undefined && { cookie }) });
    const typists = [await on({ token: (await world.customer('Mallory')).token })];
    for (const { cookie } of strangers.values()) typists.push(await on({}, cookie));
    const desktop = await on({}, open.agent.cookie, (frame) => {
      heard.push(frame);
      desktopHears.look();
    });
    const desktopSees = (all: () => boolean) => desktopHears.until('the message and the typing', () => all() || undefined);
    const eva = await on({ token: open.customer.token });
    for (const one of [...typists, eva]) {
      one.send({ f: 'typing', interaction: open.interaction, on: true });
      await one.again();
    }
    await open.customer.says('I have typed.');
    await open.agent.hears(open.interaction, 'I have typed.');
    const said = (frame: Frame) => JSON.stringify(frame).includes('I have typed.');
    await desktopSees(() => heard.some(said) && heard.some((frame) => frame.f === 'typing'));
    expect(heard.filter((frame) => frame.f === 'typing')).toEqual([
      { f: 'typing', interaction: open.interaction, from: 'customer', on: true },
    ]);
    for (const { frames } of [eva, open.customer]) expect(frames.filter((frame) => frame.f === 'typing')).toEqual([]);
    for (const one of [...typists, desktop, eva]) one.cut();
  });

  test('no frame of it reaches anybody else, while it happens and when they connect', async () => {
    const frames = new Map<string, Frame[]>();
    const wires = [];
    const listen = async (name: string, hello: object, cookie?: string) => {
      const heard: Frame[] = [];
      frames.set(name, heard);
      wires.push(await joinedWire(world.url, { hello, told: (frame) => void heard.push(frame), ...(cookie !== undefined && { cookie }) }));
    };
    for (const [name, stranger] of strangers) await listen(name, {}, stranger.cookie);
    const position = open.agent.position;
    for (const [name, stranger] of strangers) await listen(`${name}, coming back`, { position }, stranger.cookie);
    for (const widget of ['demo/shop', 'other/shop'])
      await listen(`another customer of ${widget}`, { token: (await world.customer('Mallory', widget)).token });
    await sam.connects(); // who may hear it, is the proof that there was something to hear
    const heardBySam = () => sam.said(open.interaction).length > 0;

    await open.customer.says(`Still there, ${word}?`);
    await open.agent.hears(open.interaction, `Still there, ${word}?`);
    await open.agent.says(open.interaction, `Of course, ${word}.`);
    await open.customer.hears(`Of course, ${word}.`);
    await sam.sees('the message', () => heardBySam() || undefined);
    await open.agent.ends(open.interaction);
    await open.agent.wrapsUp(open.interaction, 'solved');
    await (await world.customer('Zoe')).startsChat(`Me too, ${word}`);
    world.clock.pass(1000);
    await open.agent.sees('the second chat', (a) => a.chats.find((c) => c.work.form['name'] === 'Zoe'));

    expect(frames.size).toBe(2 * strangers.size + 2);
    for (const [name, heard] of frames) {
      expect(heard.length, name).toBeGreaterThan(0);
      for (const text of [word, open.interaction, open.contact, over.interaction]) expect(JSON.stringify(heard), name).not.toContain(text);
    }
  });

  test('[CH115] a supervisor without a part is told that something was said; what, by opening it, which is noted once an hour', async () => {
    const zoes = await open.agent.seesOffer('Zoe');
    await open.agent.accepts(zoes);
    const notes = () => notesOf(zoes);
    const reads = async (who: ApiAgent) => JSON.stringify((await who.request('GET', `/api/interactions/${zoes}/timeline`)).body);
    const told = (times: number) => sam.sees('that something was said', (a) => (a.said(zoes).length >= times ? true : undefined));
    await open.agent.says(zoes, `In confidence, ${word}.`);
    await told(1);
    expect(JSON.stringify(sam.frames)).not.toContain(`confidence, ${word}`);
    expect(sam.chat(zoes)?.work.last?.text).toBe('');
    await sam.connects();
    expect(JSON.stringify(sam.frames.find((frame) => frame.f === 'resumed' || frame.f === 'snapshot'))).not.toContain(
      `confidence, ${word}`,
    );
    expect(await reads(open.agent)).toContain(`In confidence, ${word}.`);
    expect(await notes()).toEqual([]);
    for (let n = 0; n < 2; n++) expect(await reads(sam)).toContain(`In confidence, ${word}.`);
    expect(await notes()).toEqual([{ actor: 'sam', about: zoes }]);
    await open.agent.says(zoes, 'Now you are here.');
    await sam.hears(zoes, 'Now you are here.');
    world.clock.pass(3_600_000);
    await sam.does({ type: 'monitor', interaction: zoes, agent: 'anna' });
    await reads(sam);
    expect(await notes()).toHaveLength(1);
    await sam.does({ type: 'stopMonitoring', interaction: zoes });
    await reads(sam);
    expect(await notes()).toHaveLength(2);
  });

  test('[CH117] [FI11] nor has a supervisor what was filled in, noted or saved, before opening it; a file opens it, which is noted', async () => {
    const { agent } = open;
    const zoes = agent.chats.find((c) => c.work.form['name'] === 'Zoe') ?? expect.fail('Zoe has gone');
    const { id: interaction, contact } = zoes;
    const file = await agent.shows({ interaction, name: `${word}.jpg`, bytes: await photo(60, 40) });
    world.clock.pass(3_600_000);
    await sam.connects();
    await agent.does({ type: 'saveData', interaction, variable: 'code', value: `Again the ${word}.`, baseRev: 0 });
    await agent.does({ type: 'writeNotes', interaction, notes: `No more than the ${word}.` });
    await sam.sees('that something was noted', () => JSON.stringify(sam.frames).includes('notesWritten') || undefined);
    expect(JSON.stringify(sam.frames).replaceAll(`Eva ${word}`, 'Eva')).not.toContain(word);
    expect(sam.chat(interaction)).toMatchObject({ notes: '', work: { form: { name: 'Zoe' } } });
    const history = async (who: ApiAgent) => JSON.stringify((await who.request('GET', `/api/contacts/${contact}/interactions`)).body);
    expect(await history(sam)).not.toContain(word);
    expect(await history(agent)).toContain(word);
    const read = async () => JSON.stringify((await sam.request('GET', `/api/interactions/${interaction}`)).body);
    expect(await read()).not.toContain(word);
    const before = (await notesOf(interaction)).length;
    for (let n = 0; n < 2; n++) expect((await sam.request('GET', `/api/files/${file}`)).status).toBe(200); // [FI11]
    expect(await notesOf(interaction)).toHaveLength(before + 1);
    expect(await read()).toContain(`No more than the ${word}.`);
  });
});
