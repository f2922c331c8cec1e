import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ApiAgent } from '../agent.node.ts';
import type { ApiCustomer } from '../customer.node.ts';
import { dropDatabase } from '../database.node.ts';
import { pdf } from '../upload.node.ts';
import { startWorld, type World } from '../world.node.ts';

const secondQueue = (text: string) =>
  text.replace(
    '\ndispositions:\n',
    `
  returns:
    label: Returns
    teams: [service]
    dispositions: [follow-up, no-disposition]
    wait: { minutes: 5, text: Nobody is free. }
\ndispositions:\n`,
  );

describe('a chat goes on with somebody else', () => {
  let world: World;
  let anna: ApiAgent;
  let ben: ApiAgent;
  let eva: ApiCustomer;
  let id: string;
  beforeEach(async () => {
    world = await startWorld({ yaml: secondQueue });
    anna = await world.agent('anna');
    await anna.goesReady();
    eva = await world.customer('Eva');
    await eva.startsChat('Where is my tent?');
    id = await anna.seesOffer('Eva');
    await anna.accepts(id);
    await anna.says(id, 'I will look.');
    ben = await world.agent('ben');
  });
  afterEach(() => world.close());

  const partOf = (agent: ApiAgent, who = agent.login) => agent.chat(id)?.participations.find((p) => p.agent === who)?.stage;
  const sees = (agent: ApiAgent, stage: string, who = agent.login) =>
    agent.sees(`${who} ${stage}`, () => (partOf(agent, who) === stage ? true : undefined));
  const asksBen = () => anna.does({ type: 'transfer', interaction: id, to: 'ben', comment: 'Knows tents.' });
  const events = async (agent: ApiAgent) =>
    ((await agent.request('GET', `/api/interactions/${id}/timeline?limit=500`)).body['entries'] as { event: ChatEvent }[]).map(
      (e) => e.event,
    );

  test('[CH20] a colleague is asked, reads everything and has it; whoever had it wraps up', async () => {
    await ben.goesReady();
    await asksBen();
    await sees(ben, 'offered');
    expect(ben.chat(id)?.work.handed).toEqual({ by: 'anna', comment: 'Knows tents.' });
    expect(ben.chat(id)?.work.form['subject']).toBe('A question');
    await anna.says(id, 'One moment.');
    await eva.hears('One moment.');
    await ben.accepts(id);
    await eva.sees('Ben', (c) => (c.view?.agent === 'Ben' ? true : undefined));
    await sees(anna, 'wrapUp');
    await ben.reads(id);
    expect(ben.said(id).map((m) => m.text)).toEqual(['Where is my tent?', 'I will look.', 'One moment.']);
    expect((await anna.asks({ type: 'say', interaction: id, id: randomUUID(), text: 'Me again' })).body['refused']).toBe('chat.notOwner');
    await ben.says(id, 'It is here.');
    await eva.hears('It is here.');
    await anna.wrapsUp(id, 'answered');
    await ben.ends(id);
    await ben.wrapsUp(id, 'solved');
    await ben.sees('the end', () => (ben.chat(id)?.at.stage === 'closed' ? true : undefined));
  });

  test('[CH6] [CH20] declined, not answered or taken back: it stays, and whoever asked is told', async () => {
    await ben.goesReady();
    await asksBen();
    await sees(ben, 'offered');
    await ben.rejects(id);
    await sees(anna, 'declined', 'ben');
    await ben.goesReady();
    await asksBen();
    await sees(ben, 'offered');
    await anna.does({ type: 'cancelTransfer', interaction: id });
    await sees(ben, 'revoked');
    await asksBen();
    await sees(ben, 'offered');
    world.clock.pass(20_000);
    await sees(anna, 'missed', 'ben');
    expect(anna.chat(id)?.work.talk).toEqual({ doing: 'chatting' });
    expect(eva.view?.agent).toBe('Anna');
  });

  test('[CH20] who cannot take it is said, by the list and by the command', async () => {
    const { agents, queues } = (await anna.request('GET', `/api/interactions/${id}/targets`)).body as unknown as {
      agents: { id: string; why: string | null; is: string }[];
      queues: { id: string; ready: number; waiting: number }[];
    };
    expect(agents.find((a) => a.id === 'ben')).toMatchObject({ is: 'notReady', why: 'chat.agentNotReady', open: 0, places: 3 });
    expect(agents.find((a) => a.id === 'cleo')).toMatchObject({ is: 'loggedOff', why: 'chat.agentNotReady' });
    expect(agents.map((a) => a.id)).not.toContain('anna');
    expect(queues.map((q) => q.id)).toEqual(['service', 'returns']);
    const refused = async (to: string) => (await anna.asks({ type: 'transfer', interaction: id, to })).body['refused'];
    expect([await refused('ben'), await refused('ada'), await refused('nobody')]).toEqual([
      'chat.agentNotReady',
      'chat.unknownAgent',
      'chat.unknownAgent',
    ]);
    expect((await anna.asks({ type: 'transferToQueue', interaction: id, queue: 'nowhere' })).body['refused']).toBe('chat.unknownQueue');
  });

  test('[CH21] [WX-10.5] handed to a queue anybody else takes it, never whoever handed it on', async () => {
    await anna.does({ type: 'transferToQueue', interaction: id, queue: 'returns', comment: 'Wants to send it back.' });
    await sees(anna, 'wrapUp');
    await eva.sees('waiting', (c) => (c.view?.stage === 'waiting' ? true : undefined));
    await anna.wrapsUp(id, 'solved');
    await anna.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined));
    await anna.does({ type: 'setNotReady', reason: 'break' });
    await anna.goesReady();
    expect(anna.chat(id)?.at.stage).toBe('queued');
    await ben.goesReady();
    await sees(ben, 'offered');
    await ben.accepts(id);
    await sees(ben, 'active');
    expect([ben.chat(id)?.queue, ben.chat(id)?.work.handed]).toEqual(['returns', { by: 'anna', comment: 'Wants to send it back.' }]);
    await eva.sees('Ben', (c) => (c.view?.agent === 'Ben' ? true : undefined));
  });

  const consults = async () => {
    await ben.goesReady();
    await anna.does({ type: 'consult', interaction: id, to: 'ben', comment: 'Which pegs?' });
    await sees(ben, 'offered');
    await ben.accepts(id);
    await sees(anna, 'active', 'ben');
  };

  test('[CH25] a colleague advises beside the chat; then the transfer is completed', async () => {
    await consults();
    await eva.says('Are you there?');
    await ben.hears(id, 'Are you there?');
    await ben.does({ type: 'whisper', interaction: id, id: randomUUID(), text: 'periwinkle: the wide ones' });
    expect((await ben.asks({ type: 'say', interaction: id, id: randomUUID(), text: 'Hello' })).body['refused']).toBe('chat.notOwner');
    await anna.says(id, 'Yes, one moment.');
    await eva.hears('Yes, one moment.');
    expect(eva.view?.agent).toBe('Anna');
    expect(JSON.stringify(eva.frames)).not.toMatch(/periwinkle|Ben|pegs|consult/);
    await anna.does({ type: 'completeTransfer', interaction: id });
    await eva.sees('Ben', (c) => (c.view?.agent === 'Ben' ? true : undefined));
    await sees(anna, 'wrapUp');
    await ben.says(id, 'Ben here.');
    await eva.hears('Ben here.');
    expect(anna.me?.work.map((w) => w.stage)).toEqual(['wrapUp']);
  });

  test('[CH25] a consult that ends leaves nothing behind; the colleague has nothing to wrap up', async () => {
    await consults();
    await ben.does({ type: 'endConsult', interaction: id });
    await sees(anna, 'done', 'ben');
    await ben.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined));
    expect(anna.chat(id)?.work.talk).toEqual({ doing: 'chatting' });
    await anna.does({ type: 'consult', interaction: id, to: 'ben' });
    await sees(ben, 'offered');
    world.clock.pass(20_000);
    await sees(anna, 'missed', 'ben');
  });

  test('[CH26] a conference: all three talk; after the owner the colleague goes on', async () => {
    await consults();
    await anna.does({ type: 'conference', interaction: id });
    const entry = (type: string) => eva.view?.entries.find((e) => e.type === type);
    expect(await eva.sees('Ben came', () => entry('added'))).toMatchObject({ name: 'Ben' });
    await ben.says(id, 'Hello Eva, Ben here.');
    await eva.hears('Hello Eva, Ben here.');
    await anna.hears(id, 'Hello Eva, Ben here.');
    await anna.does({ type: 'leave', interaction: id });
    expect(await eva.sees('Anna went', () => entry('gone'))).toMatchObject({ name: 'Anna' });
    expect(await eva.sees('Ben leads', (c) => (c.view?.agent === 'Ben' ? true : undefined))).toBe(true);
    await sees(anna, 'wrapUp');
    await ben.ends(id);
    await sees(ben, 'wrapUp');
    await anna.wrapsUp(id, 'answered');
    await ben.wrapsUp(id, 'solved');
    await ben.sees('the end', () => (ben.chat(id)?.at.stage === 'closed' ? true : undefined));
    const { folded, fresh } = await ben.verifies();
    expect(folded).toEqual(fresh);
  });

  test('[CH22] an internal note is in no frame to the customer, not even after a reload', async () => {
    await ben.goesReady();
    await anna.does({ type: 'whisper', interaction: id, id: randomUUID(), text: 'periwinkle between us' });
    await anna.does({ type: 'transfer', interaction: id, to: 'ben', comment: 'periwinkle comment' });
    await sees(ben, 'offered');
    await ben.accepts(id);
    await sees(ben, 'active');
    expect((await events(ben)).filter((e) => e.type === 'chat.whispered')).toMatchObject([{ text: 'periwinkle between us', by: 'anna' }]);
    await ben.does({ type: 'whisper', interaction: id, id: randomUUID(), text: 'periwinkle again' });
    await ben.does({ type: 'transferToQueue', interaction: id, queue: 'returns', comment: 'periwinkle comment' });
    await eva.sees('waiting', (c) => (c.view?.stage === 'waiting' ? true : undefined));
    await eva.says('Hello?');
    const before = eva.frames;
    await eva.connects();
    await eva.hears('Hello?');
    expect(JSON.stringify([before, eva.frames])).not.toMatch(/periwinkle|whisper|handed|comment/);
    expect(
      (await world.staff('cleo').then((cleo) => cleo.asks({ type: 'whisper', interaction: id, id: randomUUID(), text: 'x' }))).status,
    ).toBe(404);
  });

  const watched = (agent: ApiAgent) => agent.chat(id)?.work.monitors?.map(({ supervisor, mode }) => `${supervisor} ${mode}`) ?? [];
  const note = (text: string) => ({ type: 'whisper', interaction: id, id: randomUUID(), text });

  test('[CH80] [CH81] [CH82] [CH85] a supervisor watches unseen, coaches, joins and takes over', async () => {
    const sam = await world.agent('sam');
    const steps = (type: string) => sam.does({ type, interaction: id });
    await consults();
    await anna.does({ type: 'conference', interaction: id });
    await sam.does({ type: 'monitor', interaction: id, agent: 'anna' });
    expect(watched(await sam.sees('himself', (a) => (watched(a).length ? a : undefined)))).toEqual(['sam silent']);
    await eva.says('Hello?');
    await anna.hears(id, 'Hello?');
    expect(JSON.stringify([anna.frames, ben.frames])).not.toMatch(/sam|monitor/);
    await steps('coach');
    await sam.does(note('periwinkle: offer a refund'));
    await anna.sees('who coaches', (a) => (watched(a).includes('sam coach') ? true : undefined));
    const whispered = async (agent: ApiAgent) => (await events(agent)).flatMap((e) => (e.type === 'chat.whispered' ? [e.text] : []));
    expect([await whispered(anna), await whispered(ben)]).toEqual([['periwinkle: offer a refund'], ['']]);
    await steps('silence');
    await steps('bargeIn');
    expect(await eva.sees('Sam', (c) => c.view?.entries.find((e) => e.type === 'added' && e.name === 'Sam Keller'))).toBeTruthy();
    await sam.says(id, 'Sam here.');
    await eva.hears('Sam here.');
    await ben.hears(id, 'Sam here.');
    expect(JSON.stringify([ben.frames, eva.frames])).not.toContain('periwinkle');
    for (const agent of [anna, ben]) {
      const { folded, fresh } = await agent.verifies();
      expect(folded).toEqual(fresh);
    }
    await steps('takeOver');
    await sees(anna, 'wrapUp');
    await sees(sam, 'active');
    expect([watched(sam), sam.me?.channels.chat]).toMatchObject([[], { is: 'notReady', reason: 'system.tookOver' }]);
    expect((await anna.asks({ type: 'monitor', interaction: id, agent: 'sam' })).body['refused']).toBe('chat.notLookedAfter');
  });

  test('[CH80] [CH84] only of agents and queues one looks after, one agent at a time, and not without being there', async () => {
    const sam = await world.agent('sam');
    const watch = (agent: string, interaction = id) => sam.asks({ type: 'monitor', interaction, agent });
    await ben.goesReady();
    await anna.does({ type: 'setNotReady', reason: 'break' });
    const tim = await world.customer('Tim');
    await tim.startsChat('Hi');
    const other = await ben.seesOffer('Tim');
    await ben.accepts(other);
    expect([(await watch('ben')).body['refused'], (await watch('anna')).status]).toEqual(['chat.notThere', 200]);
    await sam.does({ type: 'monitor', interaction: other, agent: 'ben' });
    await sam.sees('only Ben watched', (a) => (watched(a).length === 0 && a.chat(other)?.work.monitors?.length ? true : undefined));
    sam.losesTheLine();
    const ada = await world.staff('ada');
    const now = async () => {
      world.clock.pass(15_000);
      const { body } = await ada.request('GET', `/api/interactions/${other}`);
      const { at, work } = body['state'] as Chat;
      return [at.stage, work.monitors];
    };
    await expect.poll(now).toEqual(['active', undefined]);
  });

  test('[CH110] [AG51] [SM-2c] [WX-11] a supervisor waits for the next conversation, for all of an agent, and for one after the other', async () => {
    const sam = await world.agent('sam');
    const wait = (of: string, key: string, all: boolean) => sam.asks({ type: 'watchNext', of, key, all });
    const sees = (what: string, is: string, interaction = id) =>
      sam.sees(what, (a) =>
        a
          .chat(interaction)
          ?.work.monitors?.map((m) => `${m.supervisor} ${m.agent} ${m.mode}`)
          .join() === is
          ? true
          : undefined,
      );
    const talks = async (name: string) => {
      const customer = await world.customer(name);
      await customer.startsChat('Hi');
      const talk = await anna.seesOffer(name);
      await anna.accepts(talk);
      return { customer, talk };
    };
    world.clock.pass(1000); // what Anna has began before
    expect((await anna.asks({ type: 'watchNext', of: 'agent', key: 'ben', all: false })).body['refused']).toBe('chat.notLookedAfter');
    expect((await wait('queue', 'nowhere', true)).body['refused']).toBe('chat.notLookedAfter');
    expect((await wait('agent', 'anna', false)).status).toBe(200);
    const { talk: tims } = await talks('Tim');
    await sees('Tim watched', 'sam anna silent', tims);
    await sam.sees('no wish any more', (a) => (a.me?.armed === null ? true : undefined));
    expect([sam.chat(id)?.work.monitors, JSON.stringify(anna.frames).match(/monitor/)]).toEqual([undefined, null]);
    expect((await wait('agent', 'anna', true)).status).toBe(200);
    await sees('Eva watched too', 'sam anna silent');
    for (const interaction of [tims, id]) await sam.does({ type: 'stopMonitoring', interaction });
    expect(sam.me?.armed).toBeNull();
    world.clock.pass(1000);
    expect((await wait('queue', 'service', true)).status).toBe(200);
    const { talk: zoes, customer: zoe } = await talks('Zoe');
    await sees('Zoe watched', 'sam anna silent', zoes);
    await zoe.leaves();
    await sam.sees('the end', (a) => (a.chat(zoes)?.work.monitors ? undefined : true));
    await sam.sees('that it goes on', (a) => ((a.me?.armed?.since ?? 0) > 0 ? true : undefined));
    await anna.does({ type: 'submitWrapUp', interaction: zoes, reason: 'no-disposition' });
    const { database, clock, server, data } = world;
    await server.close();
    world = await startWorld({ database, clock });
    onTestFinished(async () => {
      rmSync(data, { recursive: true, force: true });
      await dropDatabase(database);
    });
    const back = async (who: ApiAgent) => {
      const agent = new ApiAgent(world.url, who.login, '');
      agent.cookie = who.cookie;
      await agent.connects();
      return agent;
    };
    const [him, her] = [await back(sam), await back(anna)];
    const uma = await world.customer('Uma');
    await uma.startsChat('Hi');
    const umas = await her.seesOffer('Uma');
    await her.accepts(umas);
    await him.sees('Uma watched', (a) => (a.chat(umas)?.work.monitors?.[0]?.supervisor === 'sam' ? true : undefined));
  });

  test('[CH86] an answer that crosses another one is not sent before it was seen', async () => {
    await eva.says('One more thing');
    await anna.hears(id, 'One more thing');
    const nth = (await events(anna)).findLast((e) => e.type === 'chat.said')?.nth ?? 0;
    const says = (text: string, more: object) => anna.asks({ type: 'say', interaction: id, id: randomUUID(), text, ...more });
    expect((await says('Bye', { seen: nth - 1 })).body['refused']).toBe('chat.crossed');
    expect((await says('Bye', { seen: nth })).body['refused']).toBe('chat.crossed');
    const { file } = (await anna.uploads({ interaction: id, name: 'a.pdf', bytes: pdf() })).body as { file: { id: string } };
    const shows = (more: object) => anna.asks({ type: 'sendFile', interaction: id, id: randomUUID(), file: file.id, ...more });
    for (const knowing of [{ seen: nth - 1, sure: true }, { seen: nth }])
      expect((await shows(knowing)).body['refused']).toBe('chat.crossed');
    expect((await shows({ seen: nth, sure: true })).status).toBe(200);
    expect((await says('Yes?', { seen: nth, sure: true })).status).toBe(200);
    await eva.hears('Yes?');
    expect(eva.view?.entries.filter((e) => e.type === 'said' && e.file)).toHaveLength(1);
    expect(eva.view?.entries.filter((e) => e.type === 'said').map((e) => e.type === 'said' && e.text)).not.toContain('Bye');
  });

  test('[CH23] a silent customer is warned, then told goodbye', async () => {
    await eva.says('Thanks');
    await anna.hears(id, 'Thanks');
    world.clock.pass(900_000); // it was Anna's turn
    expect(anna.chat(id)?.at.stage).toBe('active');
    await anna.says(id, 'Anything else?');
    await eva.hears('Anything else?');
    const told = () => eva.view?.entries.filter((e) => e.type === 'told').length;
    world.clock.pass(299_000);
    expect(told()).toBe(0);
    world.clock.pass(1000);
    await eva.sees('the warning', () => (told() === 1 ? true : undefined));
    world.clock.pass(300_000);
    await eva.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
    expect(told()).toBe(2);
    await sees(anna, 'wrapUp');
  });

  test('[CH24] whoever waits too long is told so', async () => {
    await anna.does({ type: 'transferToQueue', interaction: id, queue: 'returns' });
    await eva.sees('waiting', (c) => (c.view?.stage === 'waiting' ? true : undefined));
    world.clock.pass(300_000);
    await eva.sees('the words', (c) => c.view?.entries.find((e) => e.type === 'told' && e.text === 'Nobody is free.'));
    await eva.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
  });
});
