import assert from 'node:assert/strict';
import type { AgentId, InteractionId, Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import {
  type Agent,
  type AgentCommand,
  type AgentEvent,
  barrier,
  type Device,
  deviceOf,
  newAgent,
  openOn,
  type Profile,
  takesOffers,
  teamOf,
} from '../agent.ts';
import { daysCounts } from '../counts.ts';
import { daysTotals } from '../day.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { countedState, presenceOf, shownState, wholeState } from '../shown.ts';
import { due, overdue } from '../timers.ts';
import { reasons } from './people.ts';
import { plainProfile } from './profile.ts';

const ada = 'ada' as AgentId;
const eve = 'eve' as AgentId;
const by: Person = { agent: ada, may: [] };
const profile: Profile = { ...plainProfile, capacity: { chat: 2, sms: 1 }, afterWork: ['chat'], reasons };

const ask = (type: string, more: object = {}) => ({ by, type, ...more }) as AgentCommand;
const part = (type: string, n = 1) => ({ by: 'outside', type, interaction: `i${n}` as InteractionId, channel: 'chat' }) as AgentCommand;
const offer = (n = 1) => ({ ...part('offerWork', n), by: 'system' }) as AgentCommand;
const does = (a: Agent, command: AgentCommand, now = 5) => after(a, decide(a, command, now), evolve);
const all = (a: Agent, ...commands: AgentCommand[]) => commands.reduce((one, command, n) => does(one, command, 10 + n), a);
const refused = (a: Agent, command: AgentCommand) => refusedWith(decide(a, command, 5));
const off = (more: Partial<Profile> = {}) =>
  does(newAgent(ada, profile), { by: 'system', type: 'configure', profile: { ...profile, ...more } }, 1);
const ready = (more: Partial<Profile> = {}) => all(off(more), ask('logOn'), ask('setReady'));
const chosen = (a: Agent) => a.channels.chat;
const is = (a: Agent) => chosen(a)?.is;
const wrapping = (more: Partial<Profile> = {}) => all(ready(more), offer(), part('workTaken'), part('wrapUpStarted'));

/** What SPEC.md of the agents promises. */
export const promises: Cases = {
  '[AG1] logging on makes every channel what the profile says': () => {
    const signedIn = does(off(), ask('logOn'), 7);
    for (const channel of ['chat', 'sms'] as const)
      assert.deepEqual(signedIn.channels[channel], { is: 'notReady', reason: 'system.signIn', since: 7, by: 'system' });
    assert.equal(is(does(off({ signIn: 'ready' }), ask('logOn'))), 'ready');
    const apart = does(off({ signIn: 'notReady', signInOn: { chat: 'ready', sms: 'break' } }), ask('logOn'), 7);
    assert.deepEqual(
      [is(apart), apart.channels.sms],
      ['ready', { is: 'notReady', reason: 'break', since: 7, by: 'system', warnAt: 47, alertAt: 67 }],
    );
  },
  '[AG1] whoever is logged on cannot log on; whoever is not can do nothing else': () => {
    assert.equal(refused(ready(), ask('logOn')), 'agents.alreadyLoggedOn');
    for (const type of ['setReady', 'setNotReady', 'setAfterWork', 'logOff']) assert.equal(refused(off(), ask(type)), 'agents.loggedOff');
    assert.equal(refused(ready(), ask('setReady', { channel: 'voice' })), 'agents.noSuchChannel');
  },
  '[AG2] an offer is made only to whoever is ready and has a free place': () => {
    const one = all(ready(), offer(1), offer(2));
    assert.ok(takesOffers(ready(), 'chat') && !takesOffers(one, 'chat'));
    assert.equal(refused(one, offer(3)), 'agents.full');
    assert.equal(refused(does(ready(), ask('setNotReady', { reason: 'lunch' })), offer()), 'agents.notNow');
    assert.equal(refused(off(), offer()), 'agents.loggedOff');
  },
  '[AG3] not ready keeps new offers away; what is open goes on': () => {
    const busy = all(ready(), offer(), part('workTaken'), ask('setNotReady', { reason: 'lunch' }));
    assert.deepEqual(shownState(busy, 'chat'), { is: 'notReady', since: 12, reason: 'lunch' });
    assert.equal(takesOffers(busy, 'chat'), false);
    assert.equal(busy.work[0]?.stage, 'active');
    const later = all(busy, part('wrapUpStarted'), part('workDone'));
    assert.deepEqual(chosen(later), { is: 'notReady', reason: 'lunch', since: 11, by: 'system' });
  },
  '[AG3] choosing for one channel leaves the others; without a channel all change': () => {
    const some = does(ready(), ask('setNotReady', { reason: 'lunch', channel: 'chat' }));
    assert.deepEqual([is(some), some.channels.sms?.is], ['notReady', 'ready']);
    const every = does(ready(), ask('setNotReady', { reason: 'lunch' }));
    assert.deepEqual([is(every), every.channels.sms?.is], ['notReady', 'notReady']);
  },
  '[AG4] a missed offer makes the channel missed until the agent chooses': () => {
    const missed = all(ready(), offer(), part('workMissed'));
    assert.deepEqual(chosen(missed), { is: 'missed', interaction: 'i1', since: 11, by: 'system' });
    assert.equal(shownState(missed, 'chat').is, 'missed');
    assert.equal(refused(missed, offer(2)), 'agents.notNow');
    assert.equal(
      is(all(ready(), offer(1), offer(2), part('workMissed', 1), part('workTaken', 2), part('wrapUpStarted', 2), part('workDone', 2))),
      'missed',
    );
    assert.equal(is(does(missed, ask('setReady'))), 'ready');
    assert.deepEqual(chosen(does(missed, ask('stayNotReady'))), { is: 'notReady', reason: 'system.missed', since: 5, by: 'agent' });
    assert.equal(refused(ready(), ask('stayNotReady')), 'agents.notNow');
    assert.equal(missed.channels.sms?.is, 'ready');
  },
  '[AG5] [AG29] a rejected offer makes not ready, or leaves ready, as the profile says; staying so is a choice': () => {
    assert.deepEqual(chosen(all(ready(), offer(), part('workDeclined'))), {
      is: 'notReady',
      reason: 'system.declined',
      since: 11,
      by: 'system',
    });
    const asked = all(ready(), offer(), part('workDeclined'));
    assert.deepEqual(chosen(does(asked, ask('stayNotReady'))), { is: 'notReady', reason: 'system.declined', since: 5, by: 'agent' });
    assert.equal(refused(does(asked, ask('stayNotReady')), ask('stayNotReady')), 'agents.notNow');
    assert.equal(refused(does(off(), ask('logOn')), ask('stayNotReady')), 'agents.notNow');
    const stays = all(ready({ afterReject: 'stayReady' }), offer(), part('workDeclined'));
    assert.deepEqual([is(stays), stays.work.length], ['ready', 0]);
  },
  '[AG6] a withdrawn offer leaves the state as it was': () => {
    const before = ready();
    const later = all(before, offer(), part('workWithdrawn'));
    assert.deepEqual([later.channels, later.work], [before.channels, []]);
  },
  '[AG7] where wrap-up blocks, its start makes after-call work and the last one done is followed by the next state': () => {
    const two = all(
      ready(),
      offer(1),
      offer(2),
      part('workTaken', 1),
      part('workTaken', 2),
      part('wrapUpStarted', 1),
      part('wrapUpStarted', 2),
    );
    assert.equal(is(two), 'afterWork');
    assert.equal(refused(two, offer(3)), 'agents.notNow');
    assert.equal(is(does(two, part('workDone', 1))), 'afterWork');
    assert.equal(is(all(two, part('workDone', 1), part('workDone', 2))), 'ready');
    assert.deepEqual(chosen(does(wrapping({ next: 'notReady' }), part('workDone'), 30)), {
      is: 'notReady',
      reason: 'system.afterWork',
      since: 30,
      by: 'system',
    });
  },
  '[AG7] choosing meanwhile only sets what follows': () => {
    const chose = does(wrapping(), ask('setNotReady', { reason: 'lunch' }));
    assert.equal(is(chose), 'afterWork');
    assert.deepEqual(chosen(does(chose, part('workDone'), 40)), { is: 'notReady', reason: 'lunch', since: 40, by: 'system' });
    assert.equal(is(all(chose, ask('setReady'), part('workDone'))), 'ready');
    assert.equal(refused(chose, ask('setAfterWork', { channel: 'chat' })), 'agents.alreadySo');
  },
  '[AG7] elsewhere free places keep receiving, and after-call work by hand ends by choice': () => {
    const free = wrapping({ afterWork: [] });
    assert.deepEqual([is(free), shownState(free, 'chat').is, takesOffers(free, 'chat')], ['ready', 'afterWork', true]);
    const byHand = does(free, ask('setAfterWork'));
    assert.equal(refused(byHand, offer(2)), 'agents.notNow');
    assert.equal(is(does(byHand, ask('setReady'))), 'ready');
    assert.equal(is(does(byHand, ask('setNotReady', { reason: 'lunch' }))), 'notReady');
  },
  '[AG8] load is offers, conversations and wrap-ups that block; it never passes the capacity': () => {
    const three = all(
      ready({ capacity: { chat: 3 } }),
      offer(1),
      part('workTaken', 1),
      offer(2),
      part('workTaken', 2),
      offer(3),
      part('wrapUpStarted', 2),
    );
    assert.equal(openOn(three, 'chat'), 3);
    assert.equal(openOn({ ...three, profile: { ...three.profile, afterWork: [] } }, 'chat'), 2);
    assert.equal(openOn(three, 'sms'), 0);
  },
  '[AG9] logging off is refused while anything is open': () => {
    const steps = [offer(), part('workTaken'), part('wrapUpStarted')];
    for (const n of [1, 2, 3])
      assert.equal(refused(all(ready(), ...steps.slice(0, n)), ask('logOff', { channel: 'chat' })), 'agents.workOpen');
    assert.deepEqual(chosen(does(all(ready(), ...steps, part('workDone')), ask('logOff'), 50)), {
      is: 'loggedOff',
      since: 50,
      by: 'agent',
    });
  },
  '[AG9] a profile that gives a channel no more keeps it while something is open': () => {
    const busy = all(ready(), offer(), part('workTaken'));
    const less = (a: Agent) => does(a, { by: 'system', type: 'configure', profile: { ...profile, capacity: { sms: 1 } } });
    assert.deepEqual(Object.keys(less(busy).channels).sort(), ['chat', 'sms']);
    assert.deepEqual(Object.keys(less(ready()).channels), ['sms']);
  },
  '[AG11] who is shut out is logged off by the system, whatever is open; what is open goes on until it is given back': () => {
    const shutOut = (a: Agent) => does(a, { by: 'system', type: 'shutOut' }, 60);
    for (const a of [
      ready(),
      does(ready(), ask('setNotReady', { reason: 'lunch' })),
      wrapping(),
      all(ready(), offer(), part('workMissed')),
    ])
      assert.deepEqual(chosen(shutOut(a)), { is: 'loggedOff', since: 60, by: 'system' });
    const busy = shutOut(all(ready(), offer(), part('workTaken')));
    assert.deepEqual(
      [busy.work[0]?.stage, refused(busy, offer(2)), is(does(busy, part('workDone')))],
      ['active', 'agents.loggedOff', 'loggedOff'],
    );
    assert.equal(refused(busy, { by: 'system', type: 'shutOut' }), 'agents.loggedOff');
  },
  '[AG10] every state says since when and who chose it': () => {
    assert.deepEqual(chosen(does(ready(), ask('setReady'), 77)), { is: 'ready', since: 77, by: 'agent' });
    assert.deepEqual(chosen(does(wrapping(), part('workDone'), 78)), { is: 'ready', since: 78, by: 'system' });
    assert.deepEqual(chosen(does(ready(), ask('setAfterWork'), 79)), { is: 'afterWork', next: { is: 'ready' }, since: 79, by: 'agent' });
    assert.equal(all(ready(), offer(), part('workTaken'), part('wrapUpStarted'), part('workDone')).idleSince.chat, 13);
  },
  '[AG10] what is not a word of the tables is refused or, from outside, changes nothing': () => {
    for (const type of ['__proto__', 'toString', 'constructor', 'nonsense']) {
      assert.equal(refused(ready(), ask(type)), 'agents.notNow');
      assert.deepEqual(decide(ready(), part(type), 5), []);
      const a = ready();
      assert.equal(evolve(a, { type } as never), a);
    }
  },
  '[AG12] not ready chosen while something is open waits, if the profile says so; nothing new is offered meanwhile': () => {
    const busy = all(ready({ pending: true, afterWork: [] }), offer(1), part('workTaken', 1), offer(2), part('workTaken', 2));
    const waits = does(busy, ask('setNotReady', { reason: 'lunch', channel: 'chat' }), 20);
    assert.deepEqual(chosen(waits), { is: 'pending', reason: 'lunch', since: 20, by: 'agent' });
    assert.equal(shownState(waits, 'chat').is, 'busy');
    assert.equal(refused({ ...waits, profile: { ...waits.profile, capacity: { chat: 9 } } }, offer(3)), 'agents.notNow');
    assert.equal(is(all(waits, part('wrapUpStarted', 1))), 'pending');
    assert.deepEqual(chosen(does(all(waits, part('wrapUpStarted', 1)), part('wrapUpStarted', 2), 30)), {
      is: 'notReady',
      reason: 'lunch',
      since: 30,
      by: 'system',
    });
    assert.equal(is(all(waits, ask('setReady'))), 'ready');
    assert.deepEqual(all(waits, ask('setNotReady', { reason: 'break' })).channels.chat, {
      is: 'pending',
      reason: 'break',
      since: 10,
      by: 'agent',
    });
    assert.equal(is(does(ready({ pending: true }), ask('setNotReady', { reason: 'lunch' }))), 'notReady');
  },
  '[AG12] where wrap-up blocks, what waits follows it': () => {
    const wraps = all(ready({ pending: true }), offer(), part('workTaken'), ask('setNotReady', { reason: 'lunch' }), part('wrapUpStarted'));
    assert.deepEqual(chosen(wraps), { is: 'afterWork', next: { is: 'notReady', reason: 'lunch' }, since: 13, by: 'system' });
  },
  '[AG13] a reason is one of the agent’s team': () => {
    assert.equal(refused(ready(), ask('setNotReady', { reason: 'no such' })), 'agents.unknownReason');
    assert.equal(refused(ready(), ask('setNotReady', { reason: 'toString' })), 'agents.unknownReason');
  },
  '[AG13] a reason that lasts too long is told to the agent, then to the supervisors, once each': () => {
    const breaks = does(ready(), ask('setNotReady', { reason: 'break', channel: 'chat' }), 100);
    assert.deepEqual(overdue(breaks, 139), []);
    assert.deepEqual(overdue(breaks, 140), [{ by: 'system', type: 'overstay', channel: 'chat' }]);
    assert.equal(refusedWith(decide(breaks, overdue(breaks, 140)[0] as AgentCommand, 139)), 'agents.notYet');
    const told = decide(breaks, overdue(breaks, 140)[0] as AgentCommand, 140);
    assert.deepEqual(told, [{ type: 'agent.overstayed', channel: 'chat', reason: 'break', told: 'agent' }]);
    const warned = after(breaks, told, evolve);
    const [order] = overdue(warned, 160);
    assert.deepEqual(decide(warned, order as AgentCommand, 160), [
      { type: 'agent.overstayed', channel: 'chat', reason: 'break', told: 'supervisors' },
    ]);
    const alerted = does(warned, order as AgentCommand, 160);
    assert.deepEqual([due(alerted), chosen(alerted)?.since], [null, 100]);
  },
  '[AG14] a supervisor begins supervising: no offers, and back to it when nothing is open': () => {
    const sees = all(off({ signIn: 'supervising', supervises: true }), ask('logOn'));
    assert.deepEqual([is(sees), refused(sees, offer())], ['supervising', 'agents.notNow']);
    assert.equal(is(all(sees, ask('setReady'), ask('supervise'))), 'supervising');
    assert.equal(refused(all(sees, ask('setReady'), offer()), ask('supervise', { channel: 'chat' })), 'agents.workOpen');
    assert.equal(refused(ready(), ask('supervise')), 'agents.mayNotSupervise');
  },
  '[AG15] after-call work ends by its time, unless it is extended or the agent has to choose': () => {
    const timed = wrapping({ afterWorkMs: 20 });
    assert.deepEqual(overdue(timed, 33), [{ by: 'system', type: 'afterWorkTimeout', channel: 'chat' }]);
    assert.equal(refused({ ...timed }, { by: 'system', type: 'afterWorkTimeout', channel: 'chat' }), 'agents.notYet');
    assert.equal(is(does(timed, overdue(timed, 33)[0] as AgentCommand, 33)), 'ready');
    const extended = does(timed, { ...ask('extendAfterWork'), by: { ...by, may: ['extendWrapUp'] } } as AgentCommand);
    assert.deepEqual([is(extended), due(extended)], ['afterWork', null]);
    assert.equal(refused(timed, ask('extendAfterWork', { channel: 'chat' })), 'agents.mayNotExtend');
    const manual = wrapping({ afterWorkMs: 20, next: 'manual' });
    const waits = does(manual, overdue(manual, 33)[0] as AgentCommand, 33);
    assert.deepEqual([is(waits), due(waits), is(does(waits, part('workDone')))], ['afterWork', null, 'afterWork']);
    assert.equal(is(all(waits, part('workDone'), ask('setReady'))), 'ready');
  },
  '[AG28] [BP-14.1] after-call work is followed by a rest on every channel that was ready, and then by Ready': () => {
    const rests = does(wrapping({ restMs: 30 }), part('workDone'), 50);
    const rest = { is: 'notReady', reason: 'system.rest', since: 50, until: 80, by: 'system' };
    assert.deepEqual([rests.channels.chat, rests.channels.sms, refused(rests, offer(2))], [rest, rest, 'agents.notNow']);
    assert.deepEqual([overdue(rests, 79), overdue(rests, 80).length], [[], 2]);
    const over = { by: 'system', type: 'restOver', channel: 'chat' } as const;
    assert.equal(refusedWith(decide(rests, over, 79)), 'agents.notYet');
    assert.deepEqual(chosen(does(rests, over, 80)), { is: 'ready', since: 80, by: 'system' });
    assert.deepEqual([is(does(rests, ask('setReady'))), due(does(rests, ask('setNotReady', { reason: 'lunch' })))], ['ready', null]);
    const timed = wrapping({ restMs: 30, afterWorkMs: 20 });
    assert.deepEqual(chosen(does(timed, overdue(timed, 33)[0] as AgentCommand, 50)), rest);
  },
  '[AG28] nobody rests who chose what follows, or while something else is open; a rest that is interrupted begins anew': () => {
    const none = { restMs: 30 };
    assert.equal(is(all(wrapping(none), ask('setReady'), part('workDone'))), 'ready');
    assert.equal(chosen(all(wrapping({ ...none, next: 'notReady' }), part('workDone')))?.by, 'system');
    const two = all(ready(none), offer(1), offer(2), part('workTaken', 1), part('workTaken', 2), part('wrapUpStarted', 1));
    assert.equal(is(does(two, part('workDone', 1))), 'ready');
    const byHand = does(does(wrapping(none), part('workDone'), 50), ask('setAfterWork', { channel: 'chat' }));
    assert.deepEqual(chosen(byHand), { is: 'afterWork', next: { is: 'rest' }, since: 5, by: 'agent' });
  },
  '[AG28] [AG21] whoever is not there rests on, and after the grace has to choose': () => {
    const rests = does(wrapping({ restMs: 30, awayMs: 500 }), part('workDone'), 50);
    const lost = does(rests, { by: 'outside', type: 'lineLost' }, 60);
    assert.deepEqual([overdue(lost, 149), overdue(lost, 150)], [[], [{ by: 'system', type: 'sessionLost' }]]);
    assert.equal(overdue(does(lost, { by: 'outside', type: 'lineBack' }), 100).length, 2);
    const gone = does(lost, { by: 'system', type: 'sessionLost' }, 150);
    assert.deepEqual(chosen(gone), { is: 'notReady', reason: 'system.connection', since: 150, by: 'system' });
    assert.equal(
      refused(does(all(ready(), ask('setNotReady', { reason: 'lunch' })), { by: 'outside', type: 'lineLost' }), {
        by: 'system',
        type: 'sessionLost',
      }),
      'agents.notNow',
    );
    const away = does(rests, ask('setAway', { away: true }), 60);
    assert.deepEqual([overdue(away, 400), overdue(does(away, ask('setAway', { away: false })), 400).length], [[], 2]);
  },
  '[AG16] do not disturb keeps every offer away and the chosen states as they are': () => {
    const quiet = does(ready(), ask('setDoNotDisturb', { on: true }), 20);
    assert.deepEqual([is(quiet), quiet.channels.sms?.is, takesOffers(quiet, 'chat')], ['ready', 'ready', false]);
    assert.equal(refused(quiet, offer()), 'agents.doNotDisturb');
    assert.deepEqual(shownState(quiet, 'chat'), { is: 'doNotDisturb', since: 20, reason: null });
    assert.equal(refused(quiet, ask('setDoNotDisturb', { on: true })), 'agents.alreadySo');
    assert.ok(takesOffers(does(quiet, ask('setDoNotDisturb', { on: false })), 'chat'));
    assert.equal(refused(off(), ask('setDoNotDisturb', { on: true })), 'agents.loggedOff');
    assert.equal(all(quiet, ask('logOff')).doNotDisturb, null);
  },
  '[AG17] ready as a whole is partial when a channel takes nothing; reasons may differ': () => {
    assert.deepEqual([wholeState(ready()).chosen?.is, wholeState(ready()).partial], ['ready', false]);
    const partly = all(ready(), ask('setNotReady', { reason: 'lunch', channel: 'sms' }));
    assert.deepEqual([wholeState(partly).chosen?.is, wholeState(partly).partial], ['ready', true]);
    const none = all(partly, ask('setNotReady', { reason: 'break', channel: 'chat' }));
    assert.deepEqual([wholeState(none).chosen?.is, wholeState(none).several], ['notReady', true]);
    assert.equal(wholeState(newAgent(ada, profile)).chosen, null);
  },
  '[AG18] after a missed offer the agent is ready again by itself, if the profile says so': () => {
    const missed = all(ready({ readyAgainMs: 30 }), offer(), part('workMissed'));
    assert.deepEqual(overdue(missed, 41), [{ by: 'system', type: 'readyAgain', channel: 'chat' }]);
    assert.equal(refused(missed, { by: 'system', type: 'readyAgain', channel: 'chat' }), 'agents.notYet');
    assert.deepEqual(chosen(does(missed, overdue(missed, 41)[0] as AgentCommand, 41)), { is: 'ready', since: 41, by: 'system' });
    assert.equal(due(all(ready(), offer(), part('workMissed'))), null);
  },
  '[AG18] so many missed in a row log off; an accepted one begins the count anew': () => {
    const once = all(ready({ logOffAfterMissed: 2 }), offer(1), part('workMissed', 1), ask('setReady'));
    assert.deepEqual(chosen(all(once, offer(2), part('workMissed', 2))), {
      is: 'loggedOff',
      reason: 'system.missed',
      since: 11,
      by: 'system',
    });
    const took = all(once, offer(2), part('workTaken', 2), offer(3), part('workMissed', 3));
    assert.equal(is(took), 'missed');
  },
  '[AG18] a missed offer keeps the other channels’ away too, if the profile says so': () => {
    const missed = all(ready({ missedEverywhere: true }), offer(), part('workMissed'));
    assert.deepEqual(missed.channels.sms, { is: 'notReady', reason: 'system.missed', since: 11, by: 'system' });
  },
  '[AG19] a supervisor sets a state with a reason, while nothing is handled; who and why is kept': () => {
    const sue: Person = { agent: 'sue' as AgentId, may: ['forceState'] };
    const force = (type: string, more: object = {}) => ({ by: sue, type, why: 'Queue is full.', channel: 'chat', ...more }) as AgentCommand;
    const stamp = { since: 5, by: 'supervisor', who: 'sue', why: 'Queue is full.' };
    const lunch = all(ready(), ask('setNotReady', { reason: 'lunch' }));
    assert.deepEqual(chosen(does(lunch, force('forceReady'))), { is: 'ready', ...stamp });
    assert.deepEqual(chosen(does(ready(), force('forceNotReady', { reason: 'lunch' }))), { is: 'notReady', reason: 'lunch', ...stamp });
    assert.deepEqual(chosen(does(lunch, force('forceLogOff'))), { is: 'loggedOff', ...stamp });
    for (const type of ['forceNotReady', 'forceLogOff'])
      assert.equal(refused(all(ready(), offer(), part('workTaken')), force(type, { reason: 'lunch' })), 'agents.handling');
    assert.equal(refused(wrapping(), force('forceReady')), 'agents.mustWrapUp');
    assert.equal(refused(lunch, { ...force('forceReady'), by } as AgentCommand), 'agents.mayNotForce');
    assert.equal(refused(lunch, { ...force('forceReady'), by: { ...sue, agent: ada } } as AgentCommand), 'agents.mayNotForce');
    assert.equal(refused(lunch, force('forceNotReady', { reason: 'no such' })), 'agents.unknownReason');
  },
  '[AG20] one channel is logged on or off alone': () => {
    const one = all(ready(), ask('logOff', { channel: 'sms' }));
    assert.deepEqual([is(one), one.channels.sms?.is], ['ready', 'loggedOff']);
    assert.equal(all(one, ask('logOn', { channel: 'sms' })).channels.sms?.is, 'notReady');
    assert.deepEqual(all(one, ask('logOn')).channels.chat, one.channels.chat);
  },
  '[AG21] a lost line keeps offers away at once, and after the grace makes not ready': () => {
    const lost = does(ready(), { by: 'outside', type: 'lineLost' }, 100);
    assert.deepEqual([is(lost), refused(lost, offer()), presenceOf(lost)], ['ready', 'agents.noLine', 'offline']);
    assert.equal(does(lost, { by: 'outside', type: 'lineLost' }, 120).lost, 100);
    assert.ok(takesOffers(does(lost, { by: 'outside', type: 'lineBack' }), 'chat'));
    assert.equal(refusedWith(decide(lost, { by: 'system', type: 'sessionLost' }, 189)), 'agents.notYet');
    assert.deepEqual(overdue(lost, 190), [{ by: 'system', type: 'sessionLost' }]);
    const gone = does(lost, { by: 'system', type: 'sessionLost' }, 190);
    assert.deepEqual(chosen(gone), { is: 'notReady', reason: 'system.connection', since: 190, by: 'system' });
    assert.equal(is(does(gone, { by: 'outside', type: 'lineBack' })), 'notReady');
  },
  '[AG22] whoever does not come back is logged off, whatever is open': () => {
    const lost = does(all(ready(), offer(), part('workTaken')), { by: 'outside', type: 'lineLost' }, 100);
    const gone = does(lost, { by: 'system', type: 'sessionLost' }, 200);
    assert.deepEqual(overdue(gone, 1000), [{ by: 'system', type: 'sessionExpired' }]);
    assert.deepEqual(chosen(does(gone, { by: 'system', type: 'sessionExpired' }, 1000)), {
      is: 'loggedOff',
      reason: 'system.connection',
      since: 1000,
      by: 'system',
    });
    assert.equal(due(does(off(), { by: 'outside', type: 'lineLost' }, 7)), null);
  },
  '[AG23] a device that fails takes its channel out of service until it works and the agent chooses': () => {
    const fails = does(ready(), { by: 'outside', type: 'deviceLost', channel: 'sms' }, 20);
    assert.deepEqual(fails.channels.sms, { is: 'outOfService', reason: 'system.device', since: 20, by: 'system' });
    assert.equal(is(fails), 'ready');
    assert.equal(refused(fails, ask('setReady', { channel: 'sms' })), 'agents.noDevice');
    const works = does(fails, { by: 'outside', type: 'deviceRecovered', channel: 'sms' }, 30);
    assert.deepEqual(works.channels.sms, { is: 'notReady', reason: 'system.recovered', since: 30, by: 'system' });
    const before = does(off(), { by: 'outside', type: 'deviceLost', channel: 'sms' });
    assert.deepEqual([before.channels.sms?.is, all(before, ask('logOn')).channels.sms?.is], ['loggedOff', 'outOfService']);
  },
  '[AG45] what an agent speaks with is chosen while no call is open; with nothing no calls come': () => {
    const theirs = { ...plainProfile, capacity: { chat: 1, voice: 1 }, phones: ['desk-ada'] };
    const a: Agent = does(newAgent(ada, theirs), { by: 'system', type: 'configure', profile: theirs });
    const choose = (device: Device) => ask('chooseDevice', { device });
    assert.deepEqual([deviceOf(a), deviceOf({ profile: plainProfile })], [{ is: 'phone', phone: 'desk-ada' }, { is: 'browser' }]);
    assert.equal(refused(a, choose({ is: 'phone', phone: 'desk-eve' })), 'agents.notYourPhone');
    const browser = does(a, choose({ is: 'browser' }));
    assert.deepEqual([deviceOf(browser), does(browser, choose({ is: 'browser' }))], [{ is: 'browser' }, browser]);
    const none = all(does(browser, choose({ is: 'none' })), ask('logOn'));
    assert.deepEqual([none.channels.voice?.is, refused(none, ask('setReady', { channel: 'voice' }))], ['outOfService', 'agents.noDevice']);
    const again = does(none, choose({ is: 'phone', phone: 'desk-ada' }));
    assert.deepEqual([again.channels.voice?.is, deviceOf(again).is], ['notReady', 'phone']);
    const taken = { ...again, profile: { ...theirs, phones: [] } };
    assert.deepEqual(deviceOf(taken), { is: 'none' });
    const calling: Agent = { ...again, work: [{ interaction: 'i' as never, channel: 'voice', stage: 'active', since: 1 }] };
    assert.equal(refused(calling, choose({ is: 'browser' })), 'agents.inCall');
    assert.equal(
      refused(
        does(newAgent(ada, plainProfile), { by: 'system', type: 'configure', profile: { ...plainProfile, capacity: { chat: 1 } } }),
        choose({ is: 'none' }),
      ),
      'agents.noSuchChannel',
    );
  },
  '[AG80] a phone that is off the hook keeps calls away until it is put down, or a device is chosen': () => {
    const profile = { ...plainProfile, capacity: { chat: 1, voice: 2 }, signIn: 'ready' as const, phones: ['desk-ada'] };
    const a = all(does(newAgent(ada, profile), { by: 'system', type: 'configure', profile }), ask('logOn'));
    const fact = (type: 'phoneLifted' | 'phoneDown') => ({ by: 'outside', type }) as const;
    const up = does(a, fact('phoneLifted'), 7);
    assert.deepEqual([up.offHook, up.channels, presenceOf(up)], [7, a.channels, 'onThePhone']);
    assert.deepEqual([barrier(up, 'voice'), barrier(up, 'chat')], ['agents.offHook', null]);
    assert.deepEqual([takesOffers(up, 'voice'), takesOffers(up, 'chat')], [false, true]);
    assert.deepEqual([decide(up, fact('phoneLifted'), 9), decide(a, fact('phoneDown'), 9)], [[], []]);
    assert.equal(takesOffers(does(up, fact('phoneDown')), 'voice'), true);
    assert.equal(does(up, ask('chooseDevice', { device: { is: 'browser' } })).offHook, null);
  },
  '[AG52] calls are forwarded to a colleague where the centre lets agents: no calls of queues meanwhile, and the states stay': () => {
    const voice = { ...plainProfile, capacity: { chat: 1, voice: 1 }, signIn: 'ready' as const };
    const on = (profile: Profile) => all(does(newAgent(ada, profile), { by: 'system', type: 'configure', profile }), ask('logOn'));
    const to = (agent: AgentId | null) => ask('forwardCalls', { to: agent });
    assert.equal(refused(on(voice), to(eve)), 'agents.mayNotForward');
    const a = on({ ...voice, forwarding: 'untilLogOff' });
    assert.deepEqual([refused(a, to(ada)), refused(a, to(null))], ['agents.forwardLoop', 'agents.alreadySo']);
    const away = does(a, to(eve), 7);
    assert.deepEqual([away.forward, away.channels], [{ to: eve, since: 7 }, a.channels]);
    assert.deepEqual([barrier(away, 'voice'), barrier(away, 'chat')], ['agents.forwarded', null]);
    assert.deepEqual([takesOffers(away, 'voice'), takesOffers(does(away, to(null)), 'voice')], [false, true]);
    assert.equal(all(away, ask('logOff')).forward, null);
    const kept = does(on({ ...voice, forwarding: 'kept' }), to(eve), 7);
    assert.equal(all(kept, ask('logOff')).forward?.to, eve);
    assert.equal(does(kept, { by: 'system', type: 'configure', profile: voice }).forward, null);
  },
  '[AG65] an agent of several teams chooses one of them while nothing is open; one that is theirs no more gives way to that of the centre':
    () => {
      const teams = { team: 'day', teams: ['day', 'night'] };
      const on = (more: Partial<Profile>) => {
        const given = { ...plainProfile, signIn: 'ready' as const, ...more };
        return all(does(newAgent(ada, given), { by: 'system', type: 'configure', profile: given }), ask('logOn'));
      };
      const to = (team: string) => ask('chooseTeam', { team });
      const a = on(teams);
      assert.deepEqual(
        [refused(on({}), to('day')), refused(a, to('noon')), refused(a, to('day'))],
        [...['agents.notYourTeam', 'agents.notYourTeam'], 'agents.alreadySo'],
      );
      const night = does(a, to('night'));
      assert.deepEqual([teamOf(a), teamOf(night), night.channels], ['day', 'night', a.channels]);
      assert.equal(
        refused(does(a, { by: 'system', type: 'offerWork', channel: 'chat', interaction: 'i1' as never }), to('night')),
        'agents.workOpen',
      );
      assert.equal(teamOf(all(night, ask('logOff'))), 'night');
      assert.equal(
        teamOf(does(night, { by: 'system', type: 'configure', profile: { ...plainProfile, team: 'day', teams: ['day', 'dawn'] } })),
        'day',
      );
    },
  '[AG24] presence stands beside the states': () => {
    const away = does(ready(), ask('setAway', { away: true }), 30);
    assert.deepEqual([presenceOf(ready()), presenceOf(away), takesOffers(away, 'chat')], ['available', 'away', true]);
    assert.deepEqual(decide(away, ask('setAway', { away: true }), 40), []);
    assert.equal(presenceOf(does(away, ask('setDoNotDisturb', { on: true }))), 'doNotDisturb');
    assert.equal(
      presenceOf({ ...away, work: [{ interaction: 'i1' as InteractionId, channel: 'voice', stage: 'active', since: 1 }] }),
      'onThePhone',
    );
  },
  '[AG27] [GE-02.6] nobody at the desk for so long ends Ready, if the profile says so; whoever is back has to choose': () => {
    const away = does(ready({ awayMs: 60 }), ask('setAway', { away: true }), 30);
    const order = { by: 'system', type: 'awayTooLong' } as const;
    assert.deepEqual([due(away), overdue(away, 89), overdue(away, 90)], [90, [], [order]]);
    assert.equal(refusedWith(decide(away, order, 89)), 'agents.notYet');
    const gone = does(away, order, 90);
    assert.deepEqual(gone.channels.chat, { is: 'notReady', reason: 'system.away', since: 90, by: 'system' });
    assert.equal(due(gone), null);
    assert.equal(is(does(gone, ask('setAway', { away: false }), 95)), 'notReady');
    const back = does(away, ask('setAway', { away: false }), 80);
    assert.deepEqual([is(back), due(back), refusedWith(decide(back, order, 99))], ['ready', null, 'agents.notYet']);
    assert.equal(due(does(ready(), ask('setAway', { away: true }), 30)), null);
  },
  '[AG51] [SM-2c] a supervisor waits for the next conversation, or for one after the other; it changes no state': () => {
    const sue: Person = { agent: ada, may: ['seeAllWork'] };
    const next = (more: object = {}) => ({ by: sue, type: 'watchNext', of: 'agent', key: 'ben', all: false, ...more }) as AgentCommand;
    const system = (type: string) => ({ by: 'system', type }) as AgentCommand;
    const armed = does(ready(), next(), 7);
    assert.deepEqual(armed, { ...ready(), armed: { of: 'agent', key: 'ben', all: false, since: 7 } });
    assert.equal(refused(ready(), next({ by })), 'agents.mayNotWatch');
    assert.equal(refused(armed, next()), 'agents.alreadySo');
    assert.equal(does(armed, next({ of: 'queue', key: 'sales', all: true })).armed?.key, 'sales');
    assert.equal(does(armed, ask('watchNoMore')).armed, null);
    assert.equal(refused(ready(), ask('watchNoMore')), 'agents.notArmed');
    assert.equal(does(armed, system('watchBegan')).armed, null);
    assert.deepEqual(does(armed, system('watchOver')), armed);
    const all = does(ready(), next({ all: true }), 7);
    assert.deepEqual(does(all, system('watchBegan')), all);
    assert.equal(does(all, system('watchOver'), 9).armed?.since, 9);
    assert.equal(does(all, system('disarm')).armed, null);
    assert.deepEqual(does(ready(), system('disarm')), ready());
    assert.equal(does(does(armed, ask('logOff')), ask('logOn')).armed?.key, 'ben');
  },
  '[AG50] who takes a conversation over is asked for room, not whether they are ready; Supervising ends with it': () => {
    const takes = (n = 1) => ({ ...part('takeOver', n), by: 'system' }) as AgentCommand;
    const supervising = does(off({ signIn: 'supervising' }), ask('logOn'));
    for (const agent of [supervising, does(off(), ask('logOn')), ready(), all(ready(), ask('setNotReady', { reason: 'lunch' }))])
      assert.deepEqual(does(agent, takes()).work, [{ interaction: 'i1', channel: 'chat', stage: 'active', since: 5 }]);
    assert.deepEqual(chosen(does(supervising, takes())), { is: 'notReady', reason: 'system.tookOver', since: 5, by: 'system' });
    assert.equal(is(does(ready(), takes())), 'ready');
    assert.equal(refused(all(ready(), takes(1), takes(2)), takes(3)), 'agents.full');
    assert.equal(refused(off(), takes()), 'agents.loggedOff');
  },
  '[AG26] a day counts what was handled, missed, declined and withdrawn': () => {
    const day = [offer(), part('workTaken'), part('wrapUpStarted'), part('workDone')];
    const more = [offer(), part('workWithdrawn'), offer(), part('workMissed'), ask('setReady'), offer(), part('workDeclined')];
    let agent = ready({ afterReject: 'stayReady' });
    const events: { at: number; event: AgentEvent }[] = [];
    [...day, ...more].forEach((command, n) => {
      for (const event of decide(agent, command, 100 + n) as readonly AgentEvent[]) {
        events.push({ at: 100 + n, event });
        agent = evolve(agent, event);
      }
    });
    const before = ready({ afterReject: 'stayReady' });
    assert.deepEqual(daysCounts(before, events, { from: 0, to: 999 }), { handled: 1, missed: 1, declined: 1, withdrawn: 1 });
    assert.deepEqual(daysCounts(before, events, { from: 102, to: 106 }), { handled: 0, missed: 0, declined: 0, withdrawn: 1 });
  },
  '[AG25] a day’s totals say how long which state lasted, for which reason, and whether it is paid': () => {
    const busy = { ...all(ready(), offer(), part('workTaken')), doNotDisturb: 99 };
    assert.deepEqual([countedState(busy, 'chat').is, shownState(busy, 'chat').is], ['busy', 'doNotDisturb']);
    const signedIn = decide(off({ signIn: 'ready' }), ask('logOn'), 100) as readonly AgentEvent[];
    const events = [
      ...signedIn.map((event) => ({ at: 100, event })),
      { at: 150, event: { type: 'agent.chose', channel: 'chat', chosen: { is: 'notReady', reason: 'lunch', since: 150, by: 'agent' } } },
      { at: 150, event: { type: 'agent.chose', channel: 'sms', chosen: { is: 'notReady', reason: 'lunch', since: 150, by: 'agent' } } },
      { at: 400, event: { type: 'agent.chose', channel: 'chat', chosen: { is: 'ready', since: 400, by: 'agent' } } },
    ] as const;
    assert.deepEqual(daysTotals(off({ signIn: 'ready' }), events, { from: 0, to: 1000 }), [
      { is: 'ready', reason: null, paid: true, ms: 650 },
      { is: 'notReady', reason: 'lunch', paid: false, ms: 250 },
    ]);
    assert.deepEqual(daysTotals(off({ signIn: 'ready' }), events, { from: 300, to: 500 }, 'sms'), [
      { is: 'notReady', reason: 'lunch', paid: false, ms: 200 },
    ]);
  },
};
