import assert from 'node:assert/strict';
import type { Agent } from '@patchbay/agents/agent.ts';
import type { AgentId, Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import { evolve } from '../evolve.ts';
import { following, inTheirTime } from '../follow.ts';
import { due, type Interaction, mayDecline, overdue, ownerOf, type Participation, type Policy, participationOf } from '../interaction.ts';
import { arriving, decide, person, queue, type Talk, type TalkCommand } from './talk.ts';

const ada = person('ada', 'decline', 'extendWrapUp');
const ben = person('ben', 'decline');
const sue = person('sue', 'forceWrapUp');
const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more }) as TalkCommand;
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more }) as TalkCommand;
const ask = (by: Person, type: string, more: object = {}) => ({ by, type, ...more }) as TalkCommand;
const enqueue = system('enqueue', { queue });
const offer = (to: Person, until = 100) => system('offer', { agent: to.agent, until });
const accept = (by: Person) => ask(by, 'accept');
const submit = (by: Person, reason?: string) => ask(by, 'submitWrapUp', reason === undefined ? {} : { reason });

const does = (i: Talk, command: TalkCommand, now = 50): Talk => after<Talk, { readonly type: string }>(i, decide(i, command, now), evolve);
const all = (i: Talk, ...commands: TalkCommand[]) => commands.reduce((one, command) => does(one, command), i);
const refused = (i: Talk, command: TalkCommand, now = 50) => refusedWith(decide(i, command, now));
const stage = (i: Interaction) => i.at.stage;
const part = (i: Interaction, by: Person) => participationOf(i, by.agent)?.stage;
const queued = (more: Partial<Policy> = {}, kind: Talk['kind'] = 'inbound') => does(arriving(more, kind), enqueue, 10);
const offered = (more: Partial<Policy> = {}) => does(queued(more), offer(ada));
const active = (more: Partial<Policy> = {}) => does(offered(more), accept(ada));
const wrapUp = (more: Partial<Policy> = {}) => does(active(more), ask(ada, 'end'));
const waits = (i: Interaction) => (i.at.stage === 'queued' ? { since: i.at.since, not: i.at.not } : undefined);
const outcome = (i: Interaction) => ('outcome' in i.at ? i.at.outcome : undefined);

/** What SPEC.md of the interactions promises. */
export const promises: Cases = {
  '[IN1] what no rule names is refused, whatever its name': () => {
    for (const type of ['resume', '__proto__', 'toString', 'constructor', 'hasOwnProperty'])
      for (const i of [arriving(), queued(), offered(), active(), wrapUp()])
        assert.equal(refused(i, ask(ada, type)), 'interactions.notNow');
    assert.equal(refused(queued(), accept(ada)), 'interactions.notNow');
    assert.equal(refused(active(), enqueue), 'interactions.notNow');
  },
  '[IN1] a fact from outside is never refused: without a rule it is noted and changes nothing': () => {
    for (const type of ['customerLeft', 'deviceLost', '__proto__', 'toString'])
      for (const i of [wrapUp(), does(wrapUp(), submit(ada, 'sold'))]) {
        assert.deepEqual(decide(i, fact(type), 50), [{ type: 'interaction.noted', fact: type }]);
        assert.deepEqual(does(i, fact(type)), i);
      }
  },
  '[IN1] an event nobody knows changes nothing': () => {
    const i = active();
    for (const type of ['call.held', '__proto__', 'toString']) assert.equal(evolve(i, { type }), i);
  },
  '[IN2] only whom it was offered to can accept or reject it': () => {
    for (const type of ['accept', 'reject']) assert.equal(refused(offered(), ask(ben, type)), 'interactions.offeredElsewhere');
    assert.equal(refused(offered(), system('offerTimeout', { agent: ben.agent }), 200), 'interactions.offeredElsewhere');
  },
  '[IN2] the first accept wins, every other is refused': () => {
    for (const by of [ada, ben]) assert.equal(refused(active(), accept(by)), 'interactions.notNow');
    assert.equal(refused(active(), ask(ada, 'reject')), 'interactions.notNow');
  },
  '[IN22] an offer can be answered by itself after a while; until then the agent may decline': () => {
    const answers = does(queued(), { ...offer(ada), answerAt: 60 } as TalkCommand);
    const order = { by: 'system', type: 'answerOffer', agent: ada.agent };
    assert.deepEqual([due(answers), overdue(answers, 59), overdue(answers, 60)], [60, [], [order]]);
    assert.equal(refused(answers, order as TalkCommand, 59), 'interactions.notYet');
    const answered = does(answers, order as TalkCommand, 60);
    assert.deepEqual([stage(answered), ownerOf(answered), due(answered)], ['active', ada.agent, null]);
    assert.equal(stage(does(answers, ask(ada, 'reject'))), 'queued');
    assert.deepEqual([due(offered()), refused(offered(), order as TalkCommand, 99)], [100, 'interactions.notYet']);
    assert.equal(refused(answers, { ...order, agent: ben.agent } as TalkCommand, 60), 'interactions.offeredElsewhere');
  },
  '[IN24] what a queue offers is declined by who has the right to, what a colleague asks by anybody': () => {
    const bound = { ...ada, may: ada.may.filter((one) => one !== 'decline') };
    assert.equal(refused(offered(), ask(bound, 'reject')), 'interactions.notAllowed');
    assert.equal(stage(does(offered(), ask(ada, 'reject'))), 'queued');
    assert.ok(!mayDecline(offered(), bound) && mayDecline(queued(), bound) && mayDecline(offered(), ada));
  },
  '[IN3] accepting makes the agent owner and the interaction active': () => {
    assert.deepEqual([stage(active()), ownerOf(active()), part(active(), ada)], ['active', ada.agent, 'active']);
  },
  '[IN3] who starts an outbound one owns it; a preview is offered without a queue': () => {
    assert.equal(ownerOf(does(arriving({}, 'outbound'), system('start', { agent: ada.agent }))), ada.agent);
    assert.equal(refused(arriving(), system('start', { agent: ada.agent })), 'interactions.notThisKind');
    assert.equal(refused(arriving(), offer(ada)), 'interactions.notThisKind');
    const preview = (previewTimeout: Policy['previewTimeout']) =>
      does(does(arriving({ previewTimeout }, 'preview'), offer(ada)), system('offerTimeout', { agent: ada.agent }), 100);
    assert.deepEqual([stage(preview('accept')), ownerOf(preview('accept'))], ['active', ada.agent]);
    for (const then of ['skip', 'remove'] as const) assert.deepEqual([stage(preview(then)), outcome(preview(then))], ['closed', then]);
  },
  '[IN4] when it ends open offers are withdrawn and whoever was ever owner wraps up': () => {
    const consulted = all(active(), system('join', { agent: ben.agent }));
    assert.deepEqual([part(wrapUp(), ada), stage(wrapUp())], ['wrapUp', 'wrapUp']);
    const ended = does(consulted, fact('customerLeft'));
    assert.deepEqual([part(ended, ada), part(ended, ben)], ['wrapUp', 'done']);
    assert.equal(part(does(offered(), fact('customerLeft')), ada), 'revoked');
  },
  '[IN4] all wrap up if the policy says so': () => {
    const ended = all(active({ wrapUpForAll: true }), system('join', { agent: ben.agent }), ask(ada, 'end'));
    assert.deepEqual([part(ended, ada), part(ended, ben)], ['wrapUp', 'wrapUp']);
  },
  '[IN4] if nobody has to wrap up it closes at once': () => assert.equal(stage(does(queued(), fact('customerLeft'))), 'closed'),
  '[IN5] the last agent to wrap up closes it': () => {
    const both = all(active({ wrapUpForAll: true }), system('join', { agent: ben.agent }), ask(ada, 'end'));
    const one = does(both, submit(ada, 'sold'));
    assert.equal(stage(one), 'wrapUp');
    assert.deepEqual([stage(does(one, submit(ben, 'spam'))), outcome(does(one, submit(ben, 'spam')))], ['closed', 'done']);
  },
  '[IN5] whoever left before and still wraps up keeps it open to the end': () => {
    const left = all(active(), system('join', { agent: ben.agent }), ask(ada, 'leave'));
    assert.equal(stage(does(left, submit(ada, 'sold'))), 'active');
    assert.equal(stage(does(left, fact('customerLeft'))), 'wrapUp');
    assert.equal(stage(all(left, fact('customerLeft'), submit(ada, 'sold'))), 'closed');
  },
  '[IN6] the customer who leaves while nobody has accepted ends it as abandoned': () => {
    for (const i of [arriving(), queued(), offered()]) {
      const left = does(i, fact('customerLeft'));
      assert.deepEqual([stage(left), outcome(left)], ['closed', 'abandoned']);
    }
    assert.equal(outcome(does(active(), fact('customerLeft'))), 'done');
  },
  '[IN6] what else ends it before anybody has it says why': () => {
    assert.equal(outcome(does(arriving(), system('limitReached'))), 'limit');
    assert.equal(outcome(does(queued(), system('closeForCallback'))), 'callback');
    assert.equal(outcome(does(queued({}, 'callback'), system('expire'))), 'expired');
    assert.equal(refused(queued(), system('expire')), 'interactions.notThisKind');
  },
  '[IN7] an unanswered offer returns to its queue and keeps its waiting time': () => {
    const back = [ask(ada, 'reject'), fact('deviceLost', { agent: ada.agent })].map((c) => does(offered(), c, 90));
    back.push(does(offered(), system('offerTimeout', { agent: ada.agent }), 100));
    assert.deepEqual(
      back.map((i) => waits(i)?.since),
      [10, 10, 10],
    );
    assert.deepEqual(
      back.map((i) => part(i, ada)),
      ['declined', 'revoked', 'missed'],
    );
    assert.deepEqual(does(offered(), fact('deviceLost', { agent: ben.agent })), offered());
  },
  '[IN8] whoever missed or declined it is remembered with the time, once; whose offer was withdrawn is not': () => {
    const declined = does(offered(), ask(ada, 'reject'), 60);
    assert.deepEqual(waits(declined)?.not, [{ agent: ada.agent, at: 60 }]);
    const both = does(does(declined, offer(ben)), system('offerTimeout', { agent: ben.agent }), 100);
    assert.deepEqual(
      waits(both)?.not.map((l) => l.agent),
      [ada.agent, ben.agent],
    );
    assert.deepEqual(waits(does(does(both, offer(ada)), ask(ada, 'reject'), 130))?.not, [
      { agent: ben.agent, at: 100 },
      { agent: ada.agent, at: 130 },
    ]);
    assert.deepEqual(waits(does(offered(), fact('deviceLost', { agent: ada.agent })))?.not, []);
  },
  '[IN23] an agent whose team has another time for wrap-up has it until then; all else stays as it is': () => {
    const [started, other] = [
      { type: 'participation.wrapUpStarted', agent: ada.agent, since: 50, until: 80 },
      { type: 'interaction.ended' },
    ];
    const has = (wrapUpMs?: number) => ({ profile: { wrapUpMs } }) as unknown as Agent;
    assert.deepEqual(inTheirTime(started, has(700)), { ...started, until: 750 });
    for (const agent of [has(), undefined]) assert.deepEqual(inTheirTime(started, agent), started);
    assert.deepEqual(inTheirTime(other, has(700)), other);
  },
  '[IN9] before its time a timeout is refused; at its time it is due and ordered': () => {
    const late = { agent: ada.agent };
    assert.equal(refused(offered(), system('offerTimeout', late), 99), 'interactions.notYet');
    assert.deepEqual([due(offered()), overdue(offered(), 99), overdue(offered(), 100)], [100, [], [system('offerTimeout', late)]]);
    const i = wrapUp({ defaultReason: 'spam' });
    assert.equal(refused(i, system('wrapUpTimeout', late), 79), 'interactions.notYet');
    assert.deepEqual([due(i), overdue(i, 79), overdue(i, 80)], [80, [], [system('wrapUpTimeout', late)]]);
    assert.equal(due(does(i, system('wrapUpTimeout', late), 80)), null);
    assert.equal(due(active()), null);
  },
  '[IN10] at the end of the wrap-up time the chosen disposition counts, else the default one': () => {
    const over = (i: Talk) => does(i, system('wrapUpTimeout', { agent: ada.agent }), 80).participations.find((p) => p.agent === ada.agent);
    const done = (reason: string): Participation => ({ agent: ada.agent, stage: 'done', reason });
    assert.deepEqual(over(wrapUp({ defaultReason: 'spam' })), done('spam'));
    assert.deepEqual(over(does(wrapUp({ defaultReason: 'spam' }), ask(ada, 'chooseReason', { reason: 'sold' }))), done('sold'));
    assert.deepEqual(over(does(does(active(), ask(ada, 'chooseReason', { reason: 'sold' })), ask(ada, 'end'))), done('sold'));
  },
  '[IN10] without either the agent must choose and no timer runs': () => {
    assert.deepEqual([due(wrapUp()), overdue(wrapUp(), 10_000)], [null, []]);
    assert.equal(refused(wrapUp(), system('wrapUpTimeout', { agent: ada.agent }), 10_000), 'interactions.notYet');
    assert.equal(refused(wrapUp(), submit(ada)), 'interactions.chooseReason');
    assert.equal(stage(does(does(wrapUp(), ask(ada, 'chooseReason', { reason: 'sold' })), submit(ada))), 'closed');
  },
  '[IN11] the wrap-up can be extended if the profile allows it; then no timer runs': () => {
    const i = wrapUp({ defaultReason: 'spam' });
    const longer = does(i, ask(ada, 'extendWrapUp'));
    assert.deepEqual([due(longer), part(longer, ada)], [null, 'wrapUp']);
    assert.equal(refused(longer, system('wrapUpTimeout', { agent: ada.agent }), 10_000), 'interactions.notYet');
    assert.equal(refused(longer, ask(ada, 'extendWrapUp')), 'interactions.alreadyExtended');
    assert.equal(refused(i, ask({ ...ada, may: [] }, 'extendWrapUp')), 'interactions.notAllowed');
    assert.equal(stage(does(longer, submit(ada, 'sold'))), 'closed');
  },
  '[IN11] only a supervisor can end the wrap-up of another': () => {
    assert.equal(refused(wrapUp(), ask(ben, 'forceWrapUp', { agent: ada.agent })), 'interactions.notAllowed');
    const forced = does(wrapUp(), ask(sue, 'forceWrapUp', { agent: ada.agent }));
    assert.deepEqual(participationOf(forced, ada.agent), { agent: ada.agent, stage: 'done', reason: 'system' });
  },
  '[IN12] only dispositions of the queue can be chosen': () => {
    for (const i of [active(), wrapUp()])
      assert.equal(refused(i, ask(ada, 'chooseReason', { reason: 'nonsense' })), 'interactions.unknownReason');
    assert.equal(refused(wrapUp(), submit(ada, 'nonsense')), 'interactions.unknownReason');
    assert.equal(refused(wrapUp(), submit(ada, '')), 'interactions.chooseReason');
  },
  '[IN12] a disposition and notes from the first second to the end of wrap-up, by whoever takes part': () => {
    for (const i of [active(), wrapUp()]) {
      assert.equal(does(i, ask(ada, 'writeNotes', { notes: 'called back' })).notes, 'called back');
      assert.deepEqual(part(does(i, ask(ada, 'chooseReason', { reason: 'sold' })), ada), part(i, ada));
      assert.equal(refused(i, ask(ben, 'writeNotes', { notes: 'x' })), 'interactions.notNow');
    }
    assert.equal(refused(active(), ask(ada, 'writeNotes', { notes: '' })), 'interactions.notesUnchanged');
    for (const i of [offered(), does(wrapUp(), submit(ada, 'sold'))])
      assert.equal(refused(i, ask(ada, 'writeNotes', { notes: 'x' })), 'interactions.notNow');
  },
  '[IN14] who may not go on gives an offer back as withdrawn, and a wrap-up ends with what was chosen': () => {
    const gives = (i: Talk, by = ada) => does(i, system('giveBack', { agent: by.agent }));
    assert.deepEqual([waits(gives(offered())), part(gives(offered()), ada)], [waits(queued()), 'revoked']);
    assert.equal(refused(offered(), system('giveBack', { agent: ben.agent })), 'interactions.offeredElsewhere');
    const reason = (i: Talk) => participationOf(gives(i), ada.agent);
    assert.deepEqual(reason(wrapUp()), { agent: ada.agent, stage: 'done', reason: 'system' });
    assert.deepEqual(reason(wrapUp({ defaultReason: 'spam' })), { agent: ada.agent, stage: 'done', reason: 'spam' });
    assert.deepEqual(reason(does(wrapUp(), ask(ada, 'chooseReason', { reason: 'sold' }))), {
      agent: ada.agent,
      stage: 'done',
      reason: 'sold',
    });
    assert.equal(stage(gives(wrapUp())), 'closed');
  },
  '[IN13] an agent has at most one part; whoever takes part is not offered it again': () => {
    const again = does(does(offered(), ask(ada, 'reject')), offer(ada));
    assert.deepEqual(
      again.participations.map((p) => p.stage),
      ['offered'],
    );
    assert.equal(refused({ ...queued(), participations: active().participations }, offer(ada)), 'interactions.takesPart');
  },
  '[IN13] what follows for the agents of every event': () => {
    const agent = ada.agent;
    const types = (event: { readonly type: string }) =>
      following(active(), event).map((f) => `${f.agent} ${f.command.by} ${f.command.type}`);
    assert.deepEqual(types({ type: 'participation.offered', agent, until: 1 } as never), ['ada system offerWork']);
    for (const type of ['interaction.accepted', 'participation.joined'])
      assert.deepEqual(types({ type, agent } as never), ['ada outside workTaken']);
    assert.deepEqual(types({ type: 'interaction.ownerChanged', owner: 'ben' as AgentId } as never), ['ben outside workTaken']);
    assert.deepEqual(types({ type: 'interaction.ownerChanged', owner: null } as never), []);
    for (const [as, then] of [
      ['missed', 'workMissed'],
      ['declined', 'workDeclined'],
      ['revoked', 'workWithdrawn'],
    ])
      assert.deepEqual(types({ type: 'participation.unanswered', agent, as } as never), [`ada outside ${then}`]);
    assert.deepEqual(types({ type: 'participation.done', agent } as never), ['ada outside workDone']);
    assert.deepEqual(types({ type: 'interaction.closed' }), []);
  },
  '[IN20] who has waited long goes to another queue once, under its settings, and keeps the time waited': () => {
    const other = { queue: 'second' as typeof queue, policy: { ...arriving().policy, wrapUpMs: 7 } };
    const waiting = queued({ overflow: { ms: 30, text: null, to: other } });
    assert.deepEqual([due(waiting), overdue(waiting, 39), overdue(waiting, 40)], [40, [], [system('overflow')]]);
    assert.equal(refused(waiting, system('overflow'), 39), 'interactions.notYet');
    const moved = does(waiting, system('overflow'), 40);
    assert.deepEqual([moved.queue, moved.policy.wrapUpMs, waits(moved), due(moved)], ['second', 7, { since: 10, not: [] }, null]);
    assert.equal(refused(moved, system('overflow'), 99), 'interactions.notYet');
    const told = does(queued({ overflow: { ms: 30, text: 'soon', to: null } }), system('overflow'), 40);
    assert.deepEqual([told.queue, waits(told), due(told)], [queue, { since: 10, not: [] }, null]);
    assert.equal(refused(does(waiting, offer(ada)), system('overflow'), 40), 'interactions.notNow');
  },
  '[IN21] a supervisor offers what waits to one agent; whoever serves the queue takes it': () => {
    const boss = person('sue', 'seeAllWork');
    const taker = person('ada', 'takeWork');
    assert.equal(refused(queued(), ask(ada, 'assign', { agent: ben.agent, until: 99 })), 'interactions.notAllowed');
    const assigned = does(queued(), ask(boss, 'assign', { agent: ben.agent, until: 99 }));
    assert.deepEqual([stage(assigned), part(assigned, ben)], ['offered', 'offered']);
    assert.deepEqual(waits(does(assigned, ask(ben, 'reject'), 60)), { since: 10, not: [{ agent: ben.agent, at: 60 }] });
    assert.equal(refused(queued(), ask(ben, 'take')), 'interactions.notAllowed');
    const taken = does(queued(), ask(taker, 'take'));
    assert.deepEqual([stage(taken), ownerOf(taken), part(taken, taker)], ['active', taker.agent, 'active']);
    assert.equal(refused(offered(), ask(taker, 'take')), 'interactions.notNow');
    assert.equal(refused(assigned, ask(ada, 'withdraw')), 'interactions.notAllowed');
    assert.deepEqual(waits(does(assigned, ask(boss, 'withdraw'))), { since: 10, not: [] });
    assert.equal(refused(queued(), ask(boss, 'withdraw')), 'interactions.notNow');
    const again = decide(assigned, ask(boss, 'withdraw'), 60) as readonly { readonly again?: string }[];
    assert.deepEqual(again.at(-1)?.again, 'unanswered');
  },
};
