import assert from 'node:assert/strict';
import type { AgentId, InteractionId, Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import { type Agent, type AgentCommand, newAgent, openOn, type Profile, shownState, takesOffers } from '../agent.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';

const ada = 'ada' as AgentId;
const by: Person = { agent: ada, may: [] };
const profile: Profile = { capacity: { chat: 2, sms: 1 }, afterReject: 'notReady', afterWork: ['chat'], next: 'ready', signIn: 'notReady' };

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
    assert.equal(shownState(busy, 'chat').is, 'busy');
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
    assert.equal(missed.channels.sms?.is, 'ready');
  },
  '[AG5] a rejected offer makes not ready, or leaves ready, as the profile says': () => {
    assert.deepEqual(chosen(all(ready(), offer(), part('workDeclined'))), {
      is: 'notReady',
      reason: 'system.declined',
      since: 11,
      by: 'system',
    });
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
};
