import { expect, test } from 'vitest';
import { newRouting } from './board.ts';
import { whyNot } from './exclusion.ts';
import type { AgentEvent, ConfiguredEvent, RoutingEvent, WaitingEvent } from './routing.ts';
import { position, queueStatistics } from './statistics.ts';
import { nextMoment, step } from './step.ts';
import { loadOf } from './test/load.ts';
import { decisionsOf } from './test/properties.ts';

const sales = { id: 'sales', channel: 'voice', skills: [], priority: 0 };
const loans = { id: 'loans', channel: 'voice', skills: [{ skill: 'loans', level: 3 }], priority: 1 };
const everywhere = { skills: {}, queues: ['sales', 'loans'] };
const centre: ConfiguredEvent = {
  type: 'configured',
  queues: [sales, loans],
  agents: [
    { id: 'ada', ...everywhere, skills: { loans: 3 } },
    { id: 'ben', ...everywhere },
    { id: 'eve', ...everywhere },
  ],
};

const calls = (interaction: string, more: Partial<WaitingEvent> = {}): WaitingEvent => ({
  type: 'waiting',
  interaction,
  queue: 'sales',
  channel: 'voice',
  since: 100,
  not: [],
  ...more,
});
const is = (agent: string, more: Partial<AgentEvent> = {}): AgentEvent => ({
  type: 'agent',
  agent,
  ready: [{ channel: 'voice', since: 50 }],
  load: [],
  capacity: [{ channel: 'voice', max: 1 }],
  idleSince: 50,
  ...more,
});
const busy = { load: [{ channel: 'voice', count: 1 }] };
const readySince = (since: number) => ({ ready: [{ channel: 'voice', since }] });

const told = (...history: RoutingEvent[]) => decisionsOf([centre, ...history]).map((d) => `${d.interaction} to ${d.agent}: ${d.order}`);
const after = (...history: RoutingEvent[]) => [centre, ...history].reduce((state, event) => step(state, event).state, newRouting());

test('[RT4] a state is used up by its step: stepping or asking it again throws, its successor works', () => {
  const state = newRouting();
  const { state: next } = step(state, centre);
  expect(() => step(state, centre)).toThrow('stepped already');
  expect(() => position(state, 'x')).toThrow('stepped already');
  expect(() => queueStatistics(state)).toThrow('stepped already');
  expect(() => whyNot(state, 'x', 'ada')).toThrow('stepped already');
  expect(step(next, calls('x')).decisions).toEqual([]);
});

test('[RT10] the first rule that excludes an agent is named', () => {
  const state = after(
    is('ada', busy),
    is('ben', { capacity: [] }),
    is('eve', readySince(70)),
    calls('x', { not: [{ agent: 'eve', at: 80 }] }),
    calls('y', { queue: 'loans' }),
    calls('z', { channel: 'chat' }),
    calls('o', { queue: 'nowhere' }),
  );
  const asked = (interaction: string) => ['ada', 'ben', 'eve', 'nobody'].map((agent) => whyNot(state, interaction, agent));
  expect(asked('x')).toEqual(['full', 'full', 'declined', 'notMember']);
  expect(asked('y')).toEqual(['full', 'missingSkill', 'missingSkill', 'notMember']);
  expect(asked('z')).toEqual(['notReady', 'notReady', 'notReady', 'notMember']);
  expect(asked('o')).toEqual(['notMember', 'notMember', 'notMember', 'notMember']);
  expect(asked('gone')).toEqual(['notWaiting', 'notWaiting', 'notWaiting', 'notWaiting']);
});

test('[RT10] a level below the minimum does not do, and a skill one does not have fails even a minimum of 0', () => {
  const needs = (level: number) => calls('x', { skills: [{ skill: 'loans', level }] });
  expect(told(is('ada'), needs(3))).toEqual(['x to ada: onlyOne']);
  expect(told(is('ada'), needs(4))).toEqual([]);
  expect(told(is('ben'), needs(0))).toEqual([]);
});

test('[RT11] an entry may bring its own skills; relaxing is sending it again', () => {
  const picky = calls('x', { queue: 'loans' });
  expect(told(is('ben'), picky)).toEqual([]);
  expect(told(is('ben'), picky, { ...picky, skills: [] })).toEqual(['x to ben: onlyOne']);
});

test('[RT12] ready, load and room are those of the channel of the interaction, whatever the channel of its queue', () => {
  const chat = calls('c', { channel: 'chat' });
  const onChat = { ready: [{ channel: 'chat', since: 50 }], capacity: [{ channel: 'chat', max: 1 }] };
  expect(told(chat, is('ada'))).toEqual([]);
  expect(told(chat, is('ada'), is('ben', { ...onChat, ...busy }))).toEqual(['c to ben: onlyOne']);
  expect(told(chat, is('ben', { ...onChat, load: [{ channel: 'chat', count: 1 }] }))).toEqual([]);
  expect(told(calls('v'), is('ben', onChat))).toEqual([]);
});

test('[RT13] what waits for an unknown queue is offered as soon as the queue is configured', () => {
  expect(decisionsOf([is('ben'), calls('x')])).toEqual([]);
  expect(decisionsOf([is('ben'), calls('x'), centre]).map((d) => d.agent)).toEqual(['ben']);
});

test('[RT14] interactions: higher band, then longer waiting, then smaller id', () => {
  const line = [
    calls('c'),
    calls('b'),
    calls('a', { since: 101 }),
    calls('d', { since: 900, priority: 5 }),
    calls('e', { since: 999, priority: 5 }),
  ];
  const many = is('ada', { capacity: [{ channel: 'voice', max: 9 }] });
  expect(decisionsOf([centre, ...line, many]).map((d) => d.interaction)).toEqual(['d', 'e', 'b', 'c', 'a']);
});

test('[RT14] the priority of the queue counts for entries without their own', () => {
  expect(told(calls('x'), calls('y', { queue: 'loans', since: 900 }), is('ada'))).toEqual(['y to ada: onlyOne']);
  expect(told(calls('x'), calls('y', { queue: 'loans', since: 900, priority: 0 }), is('ada'))).toEqual(['x to ada: onlyOne']);
});

test('[RT14] [RT17] [AG40] blending: what goes out waits in a queue of lower priority, and comes only to whom no inbound wants', () => {
  const out = { id: 'out', channel: 'preview', skills: [], priority: -1 };
  const blended: ConfiguredEvent = { ...centre, queues: [sales, out], agents: [{ id: 'ada', skills: {}, queues: ['sales', 'out'] }] };
  const both = [
    { channel: 'voice', max: 1, share: 100, spare: 50, precedence: 1 },
    { channel: 'preview', max: 1, share: 100, spare: 50, precedence: 2 },
  ];
  const ready = ['voice', 'preview'].map((channel) => ({ channel, since: 50 }));
  const records = ['r1', 'r2'].map((r) => calls(r, { queue: 'out', channel: 'preview', since: 1 }));
  const asks = (load: AgentEvent['load'], ...line: WaitingEvent[]) =>
    decisionsOf([blended, ...records, ...line, is('ada', { ready, capacity: both, load })]).map((d) => d.interaction);
  expect(asks([], calls('x', { since: 900 }))).toEqual(['x']);
  expect(asks([])).toEqual(['r1']);
  expect(asks([{ channel: 'preview', count: 1 }], calls('x'))).toEqual([]);
});

test('[RT15] [RT33] agents: less used, then longer idle, then smaller id, and the decision says which', () => {
  const chats = (count: number) => ({
    load: [{ channel: 'chat', count }],
    capacity: [
      { channel: 'voice', max: 1 },
      { channel: 'chat', max: 3 },
    ],
  });
  expect(told(is('ada', chats(1)), is('ben', { idleSince: 90 }), calls('x'))).toEqual(['x to ben: leastUsed']);
  expect(told(is('ada'), is('ben', { idleSince: 40 }), calls('x'))).toEqual(['x to ben: longestIdle']);
  expect(told(is('ben'), is('ada'), calls('x'))).toEqual(['x to ada: smallestId']);
  expect(told(is('ben'), calls('x'))).toEqual(['x to ben: onlyOne']);
});

test('[RT16] two of four chats and one of two are the same use', () => {
  const chats = (count: number, max: number) => ({
    load: [{ channel: 'chat', count }],
    capacity: [
      { channel: 'voice', max: 1 },
      { channel: 'chat', max },
    ],
  });
  expect(told(is('ada', { ...chats(2, 4), idleSince: 60 }), is('ben', chats(1, 2)), calls('x'))).toEqual(['x to ben: longestIdle']);
});

test('[RT20] who declined is not asked again while he stays ready, nor at the very time he declined', () => {
  const again = calls('x', { not: [{ agent: 'ben', at: 80 }] });
  expect(told(is('ben'), again)).toEqual([]);
  expect(told(again, is('ben', readySince(80)))).toEqual([]);
  expect(told(again, is('ben', readySince(81)))).toEqual(['x to ben: onlyOne']);
});

test('[RT20] [WX-10.5] who transferred it is never asked again', () => {
  expect(told(calls('x', { not: [{ agent: 'ben', at: null }] }), is('ben', readySince(1e12)))).toEqual([]);
});

test('[RT21] who became ready again after declining is asked after all others', () => {
  const again = calls('x', { not: [{ agent: 'ben', at: 80 }] });
  expect(told(is('ben', readySince(90)), is('eve', { idleSince: 99 }), again)).toEqual(['x to eve: notAskedBefore']);
  expect(told(is('ben', readySince(90)), is('eve', busy), again)).toEqual(['x to ben: onlyOne']);
});

test('[RT22] a customer who was declined keeps the place', () => {
  const declined = calls('x', { since: 10, not: [{ agent: 'ben', at: 80 }] });
  expect(told(calls('y'), declined, is('eve'))).toEqual(['x to eve: onlyOne']);
});

test('[RT30] [RT31] a decision reserves until the next picture of the agent', () => {
  expect(told(is('ada'), calls('x'), calls('y'))).toEqual(['x to ada: onlyOne']);
  expect(told(is('ada'), calls('x'), calls('y'), is('ada', busy))).toEqual(['x to ada: onlyOne']);
  expect(told(is('ada'), calls('x'), calls('y'), is('ada', { idleSince: 200 }))).toEqual(['x to ada: onlyOne', 'y to ada: onlyOne']);
  expect(told(is('ada'), calls('x'), centre, calls('y'))).toEqual(['x to ada: onlyOne']);
});

test('[RT32] a refused offer comes back with its place and goes to the next', () => {
  const history = [
    is('ada', { idleSince: 1 }),
    is('ben'),
    calls('x'),
    is('ada', { ready: [] }),
    calls('x', { not: [{ agent: 'ada', at: 120 }] }),
  ];
  expect(told(...history)).toEqual(['x to ada: longestIdle', 'x to ben: onlyOne']);
});

test('[RT32] leaving ends the waiting; leaving after the decision changes nothing', () => {
  const gone: RoutingEvent = { type: 'gone', interaction: 'x' };
  expect(told(calls('x'), gone, is('ada'))).toEqual([]);
  expect(told(is('ada'), calls('x'), gone, calls('y'))).toEqual(['x to ada: onlyOne']);
  expect(told(is('ada'), { type: 'agentGone', agent: 'ada' }, calls('x'))).toEqual([]);
});

test('[RT33] [RT34] a decision keeps its reasons', () => {
  const [decision] = decisionsOf([centre, is('ada', busy), is('eve'), is('ben', { idleSince: 70 }), calls('x')]);
  const idle = (idleSince: number) => ({ preferred: false, askedBefore: false, skill: 0, used: 0, idleSince });
  expect(decision).toMatchObject({
    interaction: 'x',
    queue: 'sales',
    channel: 'voice',
    agent: 'eve',
    place: { band: 0, key: 100, since: 100 },
    key: idle(50),
    order: 'longestIdle',
    considered: [
      { agent: 'eve', excluded: null, key: idle(50) },
      { agent: 'ben', excluded: null, key: idle(70) },
      { agent: 'ada', excluded: 'full', key: null },
    ],
    rest: 0,
  });
});

test('[RT34] in a large queue fifty are listed, the winner among them, the rest is counted', () => {
  const agents = Array.from({ length: 120 }, (_, n) => ({ id: `a${100 + n}`, ...everywhere }));
  const [decision] = decisionsOf([{ ...centre, agents }, is('a219'), is('a100', busy), calls('x')]);
  const listed = decision?.considered.map((c) => c.agent);
  expect(listed).toEqual(['a219', ...agents.slice(0, 49).map((a) => a.id)]);
  expect(decision?.rest).toBe(70);
  const [small] = decisionsOf([{ ...centre, agents }, is('a120'), calls('x')]);
  expect(small?.considered.map((c) => c.agent)).toEqual([
    'a120',
    ...agents.slice(0, 20).map((a) => a.id),
    ...agents.slice(21, 50).map((a) => a.id),
  ]);
});

test('[RT40] [RT41] [RT42] the place in the own queue, and how the queues stand', () => {
  const state = after(
    is('ada', busy),
    is('ben', { ready: [] }),
    is('eve', { ...readySince(70), capacity: [{ channel: 'voice', max: 2 }], load: [{ channel: 'voice', count: 2 }] }),
    calls('x'),
    calls('y', { since: 90 }),
    calls('z', { queue: 'loans', since: 10 }),
    calls('chat', { channel: 'chat', since: 80 }),
  );
  expect(['chat', 'y', 'x', 'z', 'gone'].map((id) => position(state, id))).toEqual([1, 2, 3, 1, null]);
  expect(queueStatistics(state)).toEqual([
    { queue: 'loans', waiting: 1, longestSince: 10, ready: 1, free: 0, places: 1 },
    { queue: 'sales', waiting: 3, longestSince: 80, ready: 2, free: 0, places: 3 },
  ]);
});

test('[RT42] free members are those with room on the channel of the queue', () => {
  expect(queueStatistics(after(is('ada'), is('ben'), is('eve', busy)))).toEqual([
    { queue: 'loans', waiting: 0, longestSince: null, ready: 1, free: 1, places: 1 },
    { queue: 'sales', waiting: 0, longestSince: null, ready: 3, free: 2, places: 3 },
  ]);
});

const timed = (...history: RoutingEvent[]) => decisionsOf(history).map((d) => `${d.interaction} to ${d.agent}: ${d.order}`);
const withQueue = (more: Partial<ConfiguredEvent['queues'][number]>): ConfiguredEvent => ({
  ...centre,
  queues: [{ ...sales, ...more }, loans],
});
const time = (at: number): RoutingEvent => ({ type: 'time', at });

test('[RT15] where the queue asks for the best skill, more of it goes before longer idle', () => {
  const best = withQueue({ agents: 'bestSkill' });
  const wants = calls('x', { skills: [{ skill: 'loans', level: 1 }] });
  const agents = [...centre.agents.slice(0, 1), { id: 'ben', ...everywhere, skills: { loans: 5 } }];
  expect(timed({ ...best, agents }, is('ada', { idleSince: 1 }), is('ben'), wants)).toEqual(['x to ben: bestSkill']);
  expect(timed({ ...centre, agents }, is('ada', { idleSince: 1 }), is('ben'), wants)).toEqual(['x to ada: longestIdle']);
});

test('[RT17] what one event decides is decided in the order of the interactions, each with its first agent, and each counts for the next', () => {
  const before = [
    is('ada', { idleSince: 30 }),
    is('ben', { idleSince: 20 }),
    calls('y', { since: 90 }),
    calls('x'),
    calls('z', { since: 200 }),
  ];
  expect(decisionsOf([...before, centre]).map((d) => `${d.interaction} to ${d.agent}: ${d.order}`)).toEqual([
    'y to ben: longestIdle',
    'x to ada: onlyOne',
  ]);
});

test('[RT17] [BP-52.1] an agent with room takes channels in precedence', () => {
  const chat = calls('c', { channel: 'chat', since: 1 });
  const both = [
    { channel: 'voice', since: 50 },
    { channel: 'chat', since: 50 },
  ];
  const capacity = (voice: number) => [
    { channel: 'voice', max: 1, share: 100, spare: 100, precedence: voice },
    { channel: 'chat', max: 1, share: 100, spare: 100, precedence: 2 },
  ];
  expect(told(chat, calls('v'), is('ben', { ready: both, capacity: capacity(1) }))).toEqual(['v to ben: onlyOne']);
  expect(told(chat, calls('v'), is('ben', { ready: both, capacity: capacity(3) }))).toEqual(['c to ben: onlyOne']);
});

test('[RT50] a head start counts as waiting, earliest due goes first', () => {
  const two = [calls('x', { since: 100 }), calls('y', { queue: 'loans', since: 150, priority: 0, skills: [] })];
  const ahead = { ...centre, queues: [sales, { ...loans, headStartMs: 60 }] };
  expect(timed(centre, ...two, is('ben'))).toEqual(['x to ben: onlyOne']);
  expect(timed(ahead, ...two, is('ben'))).toEqual(['y to ben: onlyOne']);
  expect(timed(withQueue({ dueMs: 60 }), ...two, is('ben'))).toEqual(['y to ben: onlyOne']);
});

test('[RT51] [WX-04.5] an offer let go by raises it, and others are asked before the same agent', () => {
  const raised = withQueue({ raiseMs: 50 });
  const missed = calls('x', { since: 100, not: [{ agent: 'ben', at: 80 }] });
  expect(timed(raised, calls('y', { since: 60 }), missed, is('eve'))).toEqual(['x to eve: onlyOne']);
  expect(timed(centre, calls('y', { since: 60 }), missed, is('eve'))).toEqual(['y to eve: onlyOne']);
  expect(timed(raised, is('ben', readySince(90)), is('eve', { idleSince: 99 }), missed)).toEqual(['x to eve: notAskedBefore']);
});

test('[RT52] rings: after a while less is required, and more agents join; the key stays', () => {
  const rings = [
    { afterMs: 30, skills: [] },
    { afterMs: 60, skills: [] },
  ];
  const picky = withQueue({ skills: [{ skill: 'loans', level: 9 }], rings });
  const joining = [
    { id: 'ben', ...everywhere },
    { id: 'eve', skills: {}, queues: [], joins: [{ queue: 'sales', ring: 2 }] },
  ];
  const centred = { ...picky, agents: joining };
  expect(timed(centred, is('ben'), calls('x'), time(129))).toEqual([]);
  expect(timed(centred, is('ben'), calls('x'), time(130))).toEqual(['x to ben: onlyOne']);
  expect(timed(centred, is('eve'), calls('x'), time(159))).toEqual([]);
  expect(timed(centred, is('eve'), calls('x'), time(160))).toEqual(['x to eve: onlyOne']);
  expect(timed(centred, is('eve'), time(500), calls('x'))).toEqual(['x to eve: onlyOne']);
});

test('[RT53] kept for whom it prefers until then; for others once he is not ready, or let it go by', () => {
  const wish = calls('x', { prefer: { agent: 'ben', until: 200 } });
  const others = [is('ben', busy), is('eve')];
  expect(told(is('ben'), is('ada', { idleSince: 1 }), wish)).toEqual(['x to ben: preferred']);
  expect(told(...others, wish)).toEqual([]);
  expect(told(...others, wish, is('ben'))).toEqual(['x to ben: preferred']);
  expect(told(...others, wish, time(200))).toEqual(['x to eve: onlyOne']);
  expect(told(...others, wish, is('ben', { ready: [] }))).toEqual(['x to eve: onlyOne']);
  expect(told(...others, wish, { type: 'agentGone', agent: 'ben' })).toEqual(['x to eve: onlyOne']);
  expect(told(...others, { ...wish, not: [{ agent: 'ben', at: 90 }] })).toEqual(['x to eve: onlyOne']);
  expect(told(time(300), is('ben'), is('ada', { idleSince: 1 }), wish)).toEqual(['x to ben: preferred']);
  const named = calls('x', { prefer: { agent: 'ben', until: 200, named: true } });
  expect(told(...others, named, is('ben'))).toEqual(['x to ben: named']);
  expect(told(time(300), is('ben'), is('ada', { idleSince: 1 }), named)).toEqual(['x to ben: named']);
  expect(whyNot(after(...others, wish), 'x', 'eve')).toBe('kept');
});

test('[RT54] [BP-45.4] one by one: the next not before its time, nor before the next picture', () => {
  const slow = is('ben', { capacity: [{ channel: 'voice', max: 3 }], spaced: [{ channel: 'voice', from: 150 }] });
  expect(told(calls('x'), slow)).toEqual([]);
  expect(told(calls('x'), calls('y'), slow, time(150))).toEqual(['x to ben: onlyOne']);
  expect(told(time(150), calls('x'), calls('y'), slow, time(900))).toEqual(['x to ben: onlyOne']);
  expect(whyNot(after(calls('x'), slow), 'x', 'ben')).toBe('rampUp');
});

test('[RT55] the next moment is the first at which time changes something; time never runs backwards', () => {
  const rings = withQueue({ rings: [{ afterMs: 30, skills: [] }] });
  const at = (...history: RoutingEvent[]) =>
    nextMoment([rings, ...history].reduce((state, event) => step(state, event).state, newRouting()));
  expect(at()).toBeNull();
  expect(at(calls('x'))).toBe(130);
  expect(at(calls('x', { prefer: { agent: 'ben', until: 120 } }))).toBe(120);
  expect(at(calls('x'), is('ben', { ...busy, spaced: [{ channel: 'voice', from: 90 }] }))).toBe(90);
  expect(at(time(130), time(5), calls('x'))).toBeNull();
});

test('[RT60] a large centre decides what a small one decides: every agent who has room again gets somebody', () => {
  const { start, next } = loadOf({ agents: 100, waiting: 1000, classes: 40, profiles: 50 });
  const day = Array.from({ length: 200 }, next);
  expect(decisionsOf(start)).toEqual([]);
  expect(decisionsOf([...start, ...day]).length).toBeGreaterThan(95);
});

const two = { id: 'eu', channel: 'voice', skills: [], priority: 0, share: 1 };
const lines = (...queues: ConfiguredEvent['queues']): ConfiguredEvent => ({
  type: 'configured',
  queues,
  agents: ['ada', 'ben', 'eve'].map((id) => ({ id, skills: {}, queues: queues.map((q) => q.id) })),
});
const waits = (queue: string, ...ids: readonly string[]) => ids.map((id, n) => calls(id, { queue, since: 100 + 10 * n }));
const given = (...history: RoutingEvent[]) => decisionsOf(history).map((d) => `${d.interaction} to ${d.agent}`);
const room = (max: number) => ({ capacity: [{ channel: 'voice', max }] });

test('[RT57] of queues with a share the longest line for its share goes first; they keep the proportion, others the order of time', () => {
  const shop = lines(two, { ...two, id: 'us', share: 3 }, { ...two, id: 'old', share: undefined as never });
  const all = [...waits('us', 'u1', 'u2', 'u3', 'u4'), ...waits('eu', 'e1', 'e2', 'e3')];
  expect(given(shop, ...all, is('ada', room(7))).map((one) => one.slice(0, 2))).toEqual(['e1', 'e2', 'u1', 'u2', 'e3', 'u3', 'u4']);
  const early = calls('o1', { queue: 'old', since: 50 });
  expect(given(shop, ...all, early, is('ada', room(2)))).toEqual(['o1 to ada', 'e1 to ada']);
  expect(given(shop, ...all, calls('vip', { queue: 'us', priority: 5, since: 900 }), is('ada'))).toEqual(['vip to ada']);
});

test('[RT59] a decision says that a share put it before somebody who stood before it; else it says nothing of shares', () => {
  const shop = lines(two, { ...two, id: 'us', share: 3 });
  const all = [...waits('us', 'u1', 'u2'), ...waits('eu', 'e1', 'e2')];
  const [first, second] = decisionsOf([shop, ...all, is('ada', room(2))]);
  expect([first?.interaction, second?.interaction]).toEqual(['e1', 'e2']);
  expect(JSON.parse(JSON.stringify(first)).share).toBeUndefined();
  expect(second?.share).toEqual({ queue: 'eu', waiting: 1, all: 3, share: 1, whole: 4 });
});

test('[RT58] the last agents with room for a queue are left to it, by number or percent; why is told', () => {
  const out = { id: 'out', channel: 'voice', skills: [], priority: 0, keepFree: [{ queue: 'in', agents: 1, percent: 50 }] };
  const centre = lines({ ...sales, id: 'in' }, out);
  expect(given(centre, is('ada'), ...waits('out', 'x'))).toEqual([]);
  expect(given(centre, is('ada'), ...waits('out', 'x', 'y'), is('ben'), is('eve'))).toEqual(['x to ada']);
  expect(given(centre, is('ada'), is('ben'), is('eve'), calls('i', { queue: 'in' }), ...waits('out', 'x'))).toEqual(['i to ada']);
  const state = [centre, is('ada'), ...waits('out', 'x')].reduce((s, e) => step(s, e).state, newRouting());
  expect(whyNot(state, 'x', 'ada')).toBe('reserved');
  const told = decisionsOf([centre, is('ada'), is('ben'), is('eve', { ...busy, ...room(1) }), ...waits('out', 'x')]);
  expect(told).toEqual([]);
  const gone: RoutingEvent = { type: 'agentGone', agent: 'eve' };
  const few = lines({ ...sales, id: 'in' }, { ...out, keepFree: [{ queue: 'in', agents: 0, percent: 40 }] });
  expect(given(few, is('ada'), is('ben'), is('eve', busy), ...waits('out', 'x'), gone)).toEqual(['x to ada']);
});

test('[RT56] under pressure a ring is reached sooner; when it is over, those who have not waited long enough are back', () => {
  const ring = { afterMs: 600, soonerMs: 30, skills: [] };
  const centre: ConfiguredEvent = {
    type: 'configured',
    queues: [{ ...sales, rings: [ring] }],
    agents: [
      { id: 'ada', skills: {}, queues: ['sales'] },
      { id: 'ben', skills: {}, queues: [], joins: [{ queue: 'sales', ring: 1 }] },
    ],
  };
  const pressed = (...rings: number[]): RoutingEvent => ({ type: 'pressed', queue: 'sales', rings });
  const at = (time: number): RoutingEvent => ({ type: 'time', at: time });
  const waiting = [centre, at(100), is('ben'), calls('x')];
  expect(given(...waiting, at(200))).toEqual([]);
  expect(given(...waiting, at(200), pressed(1))).toEqual(['x to ben']);
  expect(given(...waiting, at(110), pressed(1), at(129))).toEqual([]);
  expect(given(...waiting, at(110), pressed(1), at(130))).toEqual(['x to ben']);
  expect(given(centre, at(200), calls('x'), pressed(1), pressed(), is('ben'))).toEqual([]);
  expect(given(centre, at(200), calls('x'), pressed(1), pressed(), is('ben'), at(700))).toEqual(['x to ben']);
  expect(given(centre, at(200), calls('x'), pressed(1), centre, is('ben'))).toEqual([]);
});
