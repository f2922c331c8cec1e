import type { Agent, Chosen } from '@patchbay/agents/agent.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import { describe, expect, test } from 'vitest';
import { active, anna, annaIs, chat, snapshot, subject } from './fixtures.ts';
import {
  actionsOnAll,
  actionsOnChannel,
  channelRows,
  endOf,
  inGroups,
  isAway,
  isOffered,
  matches,
  nextOf,
  pushedOutOn,
  reasonsFor,
  speaks,
  stateOf,
} from './states.ts';
import { nothing, receive } from './store.ts';
import { counts, teamRows } from './team.ts';

const ready = { is: 'ready', since: 1, by: 'agent' } as const;
const talking = [{ interaction: 'a' as never, channel: 'chat', stage: 'active', since: 7 }] as const;
const withChat = (chosen: Chosen, more: Partial<Agent> = {}) => annaIs({ channels: { chat: chosen }, ...more });
const pending = { is: 'pending', reason: 'lunch', since: 8, by: 'agent' } as const;

describe('[DT45] my state over all channels', () => {
  test('is what was chosen; Ready or pending with an open conversation is Busy, and has two times', () => {
    expect(stateOf(withChat(ready))).toMatchObject({ is: 'ready', since: 1, partial: false });
    expect(stateOf(withChat(ready, { work: talking }))).toMatchObject({ is: 'busy', since: 7, chosen: { since: 1 } });
    const calls = [{ ...talking[0], channel: 'voice' }] as const;
    expect([speaks(withChat(ready, { work: talking })), speaks({ work: [...talking, ...calls] }), speaks(null)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(stateOf(withChat(pending, { work: talking }))).toMatchObject({ is: 'busy', chosen: { is: 'pending' } });
    expect(stateOf(withChat({ ...ready, is: 'notReady', reason: 'lunch' }, { work: talking })).is).toBe('notReady');
  });
  test('is Ready in part when another channel takes nothing, and quiet above all', () => {
    const both = annaIs({ channels: { chat: ready, voice: { is: 'loggedOff', since: 0, by: 'agent' } } });
    expect(stateOf(both)).toMatchObject({ is: 'ready', partial: true });
    expect(stateOf({ ...both, doNotDisturb: 9 })).toMatchObject({ is: 'doNotDisturb', since: 9, chosen: { is: 'ready' } });
  });
});

describe('[DT46] my channels', () => {
  test('[GE-08.4] each has its state, load, what follows, and why nothing comes', () => {
    const [row] = channelRows(withChat(pending, { work: talking }));
    expect(row).toMatchObject({
      channel: 'chat',
      used: 1,
      places: 3,
      open: true,
      next: { is: 'notReady', reason: 'lunch' },
      blocked: null,
    });
    expect(channelRows(withChat(ready, { doNotDisturb: 4 }))[0]?.blocked).toBe('doNotDisturb');
    expect(channelRows(withChat(ready, { failed: ['chat'] }))[0]?.blocked).toBe('device');
    const full = { ...withChat(ready, { work: talking }), profile: { ...annaIs().profile, capacity: { chat: 1 } } };
    expect(channelRows(full)[0]?.blocked).toBe('full');
    const spent = { ...full, profile: { ...full.profile, capacity: { chat: 3 }, shares: { chat: { spare: 80 } } } };
    expect(channelRows(spent)[0]?.blocked).toBe('noSpare');
    const alone = { ...full, profile: { ...full.profile, capacity: { chat: 3 }, shares: { chat: { never: ['chat'] } } } };
    expect(channelRows(alone)[0]?.blocked).toBe('forbidden');
    expect(nextOf(ready)).toBeNull();
  });
});

describe('[DT390] [AG66] what is offered of states', () => {
  const offered = (actions?: Agent['profile']['actions']) => ({ profile: { ...annaIs().profile, ...(actions && { actions }) } });
  test('[GE-01.6] is all in the usual order, else what the centre names, in its order', () => {
    const usual = ['ready', 'notReady', 'afterWork', 'doNotDisturb', 'forward', 'logOff'];
    expect([actionsOnAll(offered()), actionsOnChannel(offered())]).toEqual([usual, ['ready', 'notReady', 'logOff']]);
    const some = offered({ all: ['logOff', 'supervise', 'ready'], channel: ['afterWork'] });
    expect([actionsOnAll(some), actionsOnChannel(some)]).toEqual([['logOff', 'ready'], ['afterWork']]);
    expect(actionsOnAll({ profile: { ...some.profile, supervises: true } })).toContain('supervise');
  });
  test('stands in groups: Ready and the reasons each alone, the others together; forwarding is in My Channels only', () => {
    expect(inGroups(actionsOnAll(offered()))).toEqual([['ready'], ['notReady'], ['afterWork', 'doNotDisturb', 'logOff']]);
    expect(inGroups(['logOff', 'forward', 'afterWork', 'notReady', 'ready'])).toEqual([['logOff', 'afterWork'], ['notReady'], ['ready']]);
  });
  test('is not done by key either', () => {
    const agent = { id: 'anna', version: 1, state: { ...annaIs(), ...offered({ all: ['logOff'] }) } };
    expect([isOffered({ agent }, 'ready'), isOffered({ agent: null }, 'ready')]).toEqual([false, true]);
  });
});

test('[DT45] [AG28] a rest is followed by Ready, at a time that is shown', () => {
  const rest = { is: 'notReady', reason: 'system.rest', since: 5, until: 35, by: 'system' } as const;
  expect([nextOf(rest), endOf(rest), endOf(ready)]).toEqual([{ is: 'ready' }, 35, null]);
  expect(nextOf({ is: 'notReady', reason: 'lunch', since: 5, by: 'agent' })).toBeNull();
});

test('[DT240] [AG29] the way back is shown for what the system ended, on the channel where it did, until I choose', () => {
  const declined = { is: 'notReady', reason: 'system.declined', since: 5, by: 'system' } as const;
  const on = (chosen: Chosen, voice: Chosen = ready) => pushedOutOn(annaIs({ channels: { voice, chat: chosen } }))?.channel;
  expect([on(declined), on(ready, declined), on({ ...declined, by: 'agent' }), on({ ...declined, reason: 'system.signIn' })]).toEqual([
    'chat',
    'voice',
    undefined,
    undefined,
  ]);
  expect(on(declined, { is: 'missed', interaction: 'a' as never, since: 6, by: 'system' })).toBeUndefined();
  expect(pushedOutOn(undefined)).toBeNull();
});

describe('[DT47] choosing a reason', () => {
  test('favourites come first, in the order of the centre', () => {
    const some = { paid: true, maxMs: null, alertMs: null };
    const agent = annaIs({ profile: { ...annaIs().profile, reasons: { lunch: some, break: some, training: some } } });
    expect(reasonsFor(agent, ['training', 'gone', 'break'])).toEqual(['break', 'training', 'lunch']);
    expect(reasonsFor(undefined, [])).toEqual([]);
  });
  test('searching begins with the third letter', () => {
    const finds = matches((text, part) => text.includes(part));
    expect([finds('Lunch', 'xy'), finds('Lunch', 'xyz'), finds('Lunch', ' unc ')]).toEqual([true, false, true]);
  });
  test('nobody is at the desk after a quarter of an hour', () => {
    expect([isAway(0, 899_999), isAway(0, 900_000)]).toEqual([false, true]);
  });
});

describe('[DT48] the team of a supervisor', () => {
  const sam = { ...anna, agent: 'sam' as AgentId };
  const person = (name: string, team: string | null, disabled = false) => ({ name, team, disabled, calls: true, mails: false });
  const colleagues = {
    anna: person('Anna', 'red'),
    ben: person('Ben', 'red'),
    otto: person('Otto', 'blue'),
    gone: person('Gone', 'red', true),
    sam: person('Sam', 'red'),
  };
  const mirror = receive(
    nothing(sam),
    snapshot(subject(withChat(ready, { work: [{ ...talking[0], interaction: 'c1' as never }] }), 1), subject(chat('c1', active(7)), 4)),
    0,
  );
  test('shows the agents of the teams, what they do and with whom; who never came is logged off', () => {
    const rows = teamRows(mirror, { colleagues }, ['red']);
    expect(rows.map(({ name, is, used, places }) => [name, is, used, places])).toEqual([
      ['Anna', 'busy', 1, 3],
      ['Ben', 'loggedOff', 0, 0],
    ]);
    expect(rows[0]?.doing).toEqual([{ interaction: 'c1', stage: 'active', customer: 'Jane', since: 7 }]);
    expect(counts(rows)).toEqual([
      ['busy', 1],
      ['loggedOff', 1],
    ]);
  });
  test('[AG65] is the one they have chosen to work in', () => {
    const frame = { f: 'events', kind: 'agent', id: 'anna', from: 1, to: 3, at: 5, by: 'anna' } as const;
    const profile = { ...annaIs().profile, team: 'red', teams: ['red', 'blue'] };
    const events = [
      { type: 'agent.configured', profile, at: 5 },
      { type: 'agent.teamChosen', team: 'blue' },
    ] as never;
    const next = receive(mirror, { ...frame, events }, 0);
    const names = (team: string) => teamRows(next, { colleagues }, [team]).map(({ name }) => name);
    expect([names('red'), names('blue')]).toEqual([['Ben'], ['Anna', 'Otto']]);
  });
  test('follows what others do, and says when a reason lasts too long', () => {
    const late = { is: 'notReady', reason: 'lunch', since: 5, by: 'agent', warnAt: null, alertAt: null } as const;
    const frame = { f: 'events', kind: 'agent', id: 'anna', from: 1, to: 2, at: 5, by: 'anna' } as const;
    const next = receive(mirror, { ...frame, events: [{ type: 'agent.chose', channel: 'chat', chosen: late }] as never }, 0);
    expect(teamRows(next, { colleagues }, ['red'])[0]?.overstays).toBe(true);
    expect(next.agent).toBeNull();
  });
  test('[AG24] says since when nobody is at the desk, beside the state', () => {
    const frame = { f: 'events', kind: 'agent', id: 'anna', from: 1, to: 2, at: 5, by: 'anna' } as const;
    const next = receive(mirror, { ...frame, events: [{ type: 'agent.awayChanged', since: 5 }] as never }, 0);
    expect(teamRows(next, { colleagues }, ['red']).map(({ is, away }) => [is, away])).toEqual([
      ['busy', 5],
      ['loggedOff', null],
    ]);
  });
});
