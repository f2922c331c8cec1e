import { presenceOf, shownState } from '@patchbay/agents/shown.ts';
import { openDatabase, type Row } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { demo, startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const second = 1000;
const minute = 60 * second;
let world: World;
const settings = (lines: string) => demo.replace('afterReject: notReady', `afterReject: notReady\n  ${lines}`);
const begin = async (yaml: (text: string) => string = (text) => text) => {
  world = await startWorld({ yaml });
};
afterEach(() => world.close());

async function rows<R extends Row>(text: string): Promise<readonly R[]> {
  const db = await openDatabase(world.database, { max: 1 });
  try {
    return await db.as('demo' as TenantId)<R>({ text });
  } finally {
    await db.close();
  }
}
/** Her line is cut, and the server has noted it. */
async function losesTheLine(agent: Awaited<ReturnType<World['agent']>>): Promise<void> {
  agent.losesTheLine();
  await agent.closed;
  const noted = async () =>
    (await rows<{ lost: string | null }>(`select state ->> 'lost' as lost from agents where id = '${agent.login}'`))[0]?.lost;
  while (!(await noted())) world.clock.pass(100); // the server hears of it when it hears of it, and waits five seconds then
}
const chatOf = (agent: Awaited<ReturnType<World['agent']>>) => agent.me?.channels.chat;
/** A chat of this customer that Anna has accepted. */
async function annaChats(name = 'Eva') {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const eva = await world.customer(name);
  await eva.startsChat('Hello');
  const chat = await anna.seesOffer(name);
  await anna.accepts(chat);
  await anna.sees('her chat', (a) => (a.me?.work[0]?.stage === 'active' ? true : undefined));
  return { anna, eva, chat };
}

describe('[AG19] a supervisor', () => {
  beforeEach(() =>
    begin((text) =>
      text
        .replace('users:\n', 'users:\n  otto: { name: Otto, role: agent, team: night, password: demo-otto-1 }\n')
        .replace('teams:\n', 'teams:\n  night: { label: Night, capacity: { chat: 1 } }\n'),
    ),
  );

  test('sets an agent Ready, who reads who did it and why; the audit has it', async () => {
    const anna = await world.agent('anna');
    const sam = await world.staff('sam');
    await sam.does({ type: 'forceReady', agent: 'anna', why: 'Many are waiting.' });
    await anna.sees('Ready', (a) => (chatOf(a)?.is === 'ready' ? true : undefined));
    expect(chatOf(anna)).toMatchObject({ is: 'ready', by: 'supervisor', who: 'sam', why: 'Many are waiting.' });
    expect(await rows("select actor, about from audit where what = 'stateForced'")).toEqual([{ actor: 'sam', about: 'anna forceReady' }]);
  });
  test('does not while the agent handles something, and nothing is noted', async () => {
    const { anna } = await annaChats();
    const sam = await world.staff('sam');
    const reply = await sam.asks({ type: 'forceNotReady', agent: 'anna', reason: 'meeting', why: 'Team meeting.' });
    expect([reply.status, reply.body['refused']]).toEqual([409, 'agents.handling']);
    expect(chatOf(anna)?.is).toBe('ready');
    expect(await rows("select from audit where what = 'stateForced'")).toEqual([]);
  });
  test('[US16] has no agents of other teams, and an agent has none at all; an administrator has all', async () => {
    const otto = await world.agent('otto');
    const [sam, ben, ada] = [await world.staff('sam'), await world.staff('ben'), await world.staff('ada')];
    const force = { type: 'forceReady', agent: 'otto', why: 'Please.' };
    for (const one of [sam, ben]) expect((await one.asks(force)).status).toBe(404);
    expect((await ben.asks({ ...force, agent: 'anna' })).body).toEqual((await ben.asks({ ...force, agent: 'nobody' })).body);
    await ada.does(force);
    await otto.sees('Ready', (a) => (chatOf(a)?.is === 'ready' ? true : undefined));
  });
  test('ends the wrap-up of an agent, also one that was extended', async () => {
    const { anna, chat } = await annaChats();
    await anna.ends(chat);
    await anna.does({ type: 'extendWrapUp', interaction: chat });
    const sam = await world.staff('sam');
    expect((await sam.asks({ type: 'forceWrapUp', interaction: chat, agent: 'otto' })).status).toBe(404);
    await sam.does({ type: 'forceWrapUp', interaction: chat, agent: 'anna' });
    await anna.sees('nothing left', (a) => (a.me?.work.length === 0 ? true : undefined));
    expect(await rows("select about from audit where what = 'wrapUpForced'")).toEqual([{ about: 'anna forceWrapUp' }]);
  });
});

describe('[AG21] [AG22] an agent whose desktop is gone', () => {
  test('gets no offers at once, is Not Ready after the grace, and logged off later; a customer goes to somebody else', async () => {
    await begin();
    const { anna, chat } = await annaChats();
    const sam = await world.staff('sam');
    await sam.connects();
    const seen = (what: string, is: string) => sam.sees(what, () => (sam.agent('anna')?.channels.chat?.is === is ? true : undefined));
    await losesTheLine(anna);
    await sam.sees('that her line is lost', () => {
      const state = sam.agent('anna');
      return state && presenceOf(state) === 'offline' ? true : undefined;
    });
    const ida = await world.customer('Ida');
    await ida.startsChat('Is anybody there?');
    await ida.sees('her place', (c) => (c.position === 1 ? true : undefined));
    world.clock.pass(91 * second);
    await seen('Not Ready', 'notReady');
    expect(sam.agent('anna')?.channels.chat).toMatchObject({ reason: 'system.connection', by: 'system' });
    const ben = await world.agent('ben');
    await ben.goesReady();
    await ben.accepts(await ben.seesOffer('Ida'));
    world.clock.pass(15 * minute);
    await seen('logged off', 'loggedOff');
    expect(await ben.seesOffer('Eva')).toBe(chat);
  });

  test('is back within the grace as if nothing had happened', async () => {
    await begin();
    const anna = await world.agent('anna');
    await anna.goesReady();
    const sam = await world.staff('sam');
    await sam.connects();
    await losesTheLine(anna);
    await anna.connects();
    await sam.sees('that she is back', () => (sam.agent('anna')?.lost === null ? true : undefined));
    world.clock.pass(5 * minute);
    const eva = await world.customer('Eva');
    await eva.startsChat('Hello');
    await anna.seesOffer('Eva');
  });

  test('is logged off when the session is over, although no desktop was ever open', async () => {
    await begin();
    const anna = await world.staff('anna');
    await anna.does({ type: 'logOn' });
    await anna.does({ type: 'setReady' });
    const sam = await world.staff('sam');
    await sam.connects();
    await sam.sees('Anna, Ready', () => (sam.agent('anna')?.channels.chat?.is === 'ready' ? true : undefined));
    while (sam.agent('anna')?.channels.chat?.is !== 'loggedOff') {
      world.clock.pass(20 * minute); // Sam's open desktop uses the session every minute, Anna's session is not used
      await sam.request('GET', '/api/session');
    }
    expect(sam.agent('anna')?.channels.chat).toMatchObject({ is: 'loggedOff', by: 'system' });
  });
});

describe('timers of an agent run on the server', () => {
  test('[AG13] a reason that lasts too long is told to the agent, and five minutes later to the supervisors', async () => {
    await begin((text) =>
      text.replace('break: { label: { en: Break, de: Pause }, paid: true }', 'break: { label: { en: Break, de: Pause }, maxMinutes: 15 }'),
    );
    const anna = await world.agent('anna');
    await anna.does({ type: 'setNotReady', reason: 'break' });
    await anna.sees('her break', (a) => {
      const chosen = chatOf(a);
      return chosen?.is === 'notReady' && chosen.reason === 'break' ? true : undefined;
    });
    const told = (levels: number) =>
      anna.sees(`${levels} warnings`, (a) => {
        const chosen = chatOf(a);
        return chosen?.is === 'notReady' && [chosen.warnAt, chosen.alertAt].filter((at) => at === null).length === levels
          ? true
          : undefined;
      });
    world.clock.pass(15 * minute);
    await told(1);
    world.clock.pass(5 * minute);
    await told(2);
    expect(await rows("select body ->> 'told' as told from events where type = 'agent.overstayed' order by version")).toEqual([
      { told: 'agent' },
      { told: 'supervisors' },
    ]);
  });
  test('[AG18] a missed offer makes Ready again after a while, and logs off after so many in a row', async () => {
    await begin(() => settings('readyAgainSeconds: 30\n  logOffAfterMissed: 2'));
    const anna = await world.agent('anna');
    await anna.goesReady();
    const eva = await world.customer('Eva');
    await eva.startsChat('Hello');
    await anna.seesOffer('Eva');
    world.clock.pass(20 * second);
    await anna.sees('Missed', (a) => (chatOf(a)?.is === 'missed' ? true : undefined));
    world.clock.pass(30 * second);
    await anna.seesOffer('Eva');
    world.clock.pass(20 * second);
    await anna.sees('logged off', (a) => (chatOf(a)?.is === 'loggedOff' ? true : undefined));
    expect(chatOf(anna)).toMatchObject({ reason: 'system.missed', by: 'system' });
  });
  test('[AG15] [AG28] after-call work ends by its time, and is followed by a rest', async () => {
    await begin((text) =>
      text.replace(
        'afterWork: [] # wrap-up of a chat does not keep further chats away',
        'afterWork: [chat]\n  afterWorkSeconds: 40\n  restSeconds: 30',
      ),
    );
    const { anna, chat } = await annaChats();
    await anna.ends(chat);
    await anna.sees('after-call work', (a) => (chatOf(a)?.is === 'afterWork' ? true : undefined));
    world.clock.pass(40 * second);
    await anna.sees('Rest', (a) => (chatOf(a)?.is === 'notReady' ? true : undefined));
    expect(chatOf(anna)).toMatchObject({ reason: 'system.rest', by: 'system' });
    world.clock.pass(30 * second);
    await anna.sees('Ready', (a) => (chatOf(a)?.is === 'ready' ? true : undefined));
  });
});

describe('what an agent chooses', () => {
  test('[AG12] Not Ready waits for the conversation, where the centre wants it so', async () => {
    await begin(() => settings('pendingNotReady: true'));
    const { anna, chat } = await annaChats();
    await anna.does({ type: 'setNotReady', reason: 'lunch' });
    await anna.sees('that it waits', (a) => (chatOf(a)?.is === 'pending' ? true : undefined));
    expect(anna.me && shownState(anna.me, 'chat').is).toBe('busy');
    await anna.ends(chat);
    await anna.sees('lunch', (a) => (chatOf(a)?.is === 'notReady' ? true : undefined));
  });
  test('[AG13] only reasons of the own team can be chosen', async () => {
    await begin((text) =>
      text.replace('training: {', 'training: { teams: [night],').replace('teams:\n', 'teams:\n  night: { label: Night }\n'),
    );
    const anna = await world.agent('anna');
    expect((await anna.asks({ type: 'setNotReady', reason: 'training' })).body['refused']).toBe('agents.unknownReason');
  });
  test('[AG16] do not disturb: routing goes to others, and back when it is over', async () => {
    await begin();
    const anna = await world.agent('anna');
    await anna.goesReady();
    await anna.does({ type: 'setDoNotDisturb', on: true });
    const eva = await world.customer('Eva');
    await eva.startsChat('Hello');
    await eva.sees('her place', (c) => (c.position === 1 ? true : undefined));
    expect(chatOf(anna)?.is).toBe('ready');
    await anna.does({ type: 'setDoNotDisturb', on: false });
    await anna.seesOffer('Eva');
  });
  test('[AG14] a supervisor begins supervising', async () => {
    await begin();
    const sam = await world.agent('sam');
    await sam.sees('Supervising', (a) => (chatOf(a)?.is === 'supervising' ? true : undefined));
  });
  test('[AG20] [US5] two desktops of one agent show the same states', async () => {
    await begin((text) =>
      text
        .replace('sessionHours: 12', 'sessionHours: 12\n  severalDesktops: true')
        .replace('capacity: { chat: 3 }', 'capacity: { chat: 3, voice: 1 }'),
    );
    const one = await world.agent('anna');
    const other = await world.agent('anna');
    await one.does({ type: 'setReady', channel: 'chat' });
    await one.does({ type: 'logOff', channel: 'voice' });
    await other.sees('the same', (a) =>
      a.me?.channels.chat?.is === 'ready' && a.me.channels.voice?.is === 'loggedOff' ? true : undefined,
    );
    one.losesTheLine();
    await one.closed;
    world.clock.pass(5 * minute);
    const eva = await world.customer('Eva');
    await eva.startsChat('Hello');
    await other.seesOffer('Eva');
  });
});
