import assert from 'node:assert/strict';
import type { Armed } from '@patchbay/agents/agent.ts';
import type { Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { chatSeenBy, eventSeenBy } from '../access.ts';
import { awaited } from '../awaiting.ts';
import { type Chat, type ChatCommand, type ChatEvent, due, overdue, stageOf } from '../chat.ts';
import { controls } from '../controls.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { visitorEvent } from '../visitor.ts';
import { ada, ben, cyd, dan, eve, fresh, otherQueue, policy, queue, sue } from './people.ts';

const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more }) as ChatCommand;
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more }) as ChatCommand;
const ask = (by: Person, type: string, more: object = {}) => ({ by, type, ...more }) as ChatCommand;
const tells = (text: string) => fact('message', { id: `told-${text}`, text });
const says = (by: Person, text: string) => ask(by, 'say', { id: `said-${text}`, text });
const offer = (to: Person) => system('offer', { agent: to.agent, until: 100 });
const hand = (by: Person, to: Person) => ask(by, 'transfer', { to: to.agent, until: 100, comment: 'please' });
const toQueue = (by: Person) =>
  ask(by, 'transferToQueue', { queue: otherQueue, policy: { ...policy, reasons: ['reason-other'] }, comment: 'please' });
const advice = (by: Person, to: Person) => ask(by, 'consult', { to: to.agent, until: 100, comment: 'please' });
const lost = fact('connectionLost');

const does = (i: Chat, command: ChatCommand, now = 50): Chat => after<Chat, ChatEvent>(i, decide(i, command, now), evolve);
const all = (i: Chat, ...commands: ChatCommand[]) => commands.reduce((one, command) => does(one, command), i);
const refused = (i: Chat, command: ChatCommand, now = 50) => refusedWith(decide(i, command, now));
const queued = () => does(fresh(), system('enqueue', { queue }), 10);
const offered = () => does(queued(), offer(ada));
const active = (by = ada) => all(queued(), offer(by), ask(by, 'accept'));
const pending = () => does(active(), hand(ada, ben));
const consulted = () => all(active(), advice(ada, ben), ask(ben, 'accept'));
const conferring = () => does(consulted(), ask(ada, 'conference'));
const told = (i: Chat, c: ChatCommand) => (decide(i, c, 50) as readonly ChatEvent[]).flatMap((e) => visitorEvent(e, (a) => `${a}!`) ?? []);
const wrapUp = () => does(active(), ask(ada, 'end'));
const closed = () => does(wrapUp(), ask(ada, 'submitWrapUp', { reason: 'reason-sold' }));
const everywhere = (): readonly Chat[] => [
  fresh(),
  queued(),
  offered(),
  active(),
  pending(),
  consulted(),
  conferring(),
  wrapUp(),
  closed(),
];
const watch = () => ask(sue, 'monitor', { agent: ada.agent });
const watched = () => does(active(), watch());
const coached = () => does(watched(), ask(sue, 'coach'));
const barged = () => does(watched(), ask(sue, 'bargeIn'));
const part = (i: Chat, by: Person) => participationOf(i, by.agent)?.stage;

/** What SPEC.md of the chat promises. */
export const promises: Cases = {
  '[CH1] a customer’s message is kept at every stage and changes no stage': () => {
    for (const i of everywhere()) {
      const [event] = decide(i, tells('hello'), 60) as readonly ChatEvent[];
      assert.deepEqual(event, { type: 'chat.said', id: 'told-hello', text: 'hello', from: { is: 'customer' }, at: 60, nth: 1 });
      assert.deepEqual([stageOf(does(i, tells('hello'))), does(i, tells('hello')).at], [stageOf(i), i.at]);
    }
  },
  '[CH1] messages stay in order; the last one is shown in a row, shortened': () => {
    const i = all(active(), tells('first'), says(ada, 'second'), tells('x'.repeat(500)));
    assert.deepEqual(i.work.last, { text: 'x'.repeat(120), from: { is: 'customer' } });
    assert.deepEqual(does(i, says(ada, 'last')).work.last, { text: 'last', from: { is: 'agent', agent: ada.agent } });
  },
  '[CH2] only the owner writes and ends, and only while it is active': () => {
    for (const by of [ben, cyd])
      for (const c of [says(by, 'hi'), ask(by, 'end'), hand(by, cyd)]) assert.equal(refused(active(), c), 'chat.notOwner');
    for (const c of [says(ben, 'hi'), ask(ben, 'end')]) assert.equal(refused(pending(), c), 'chat.notOwner');
    assert.equal(refused(conferring(), says(cyd, 'hi')), 'chat.notOwner');
    for (const i of [fresh(), queued(), offered(), wrapUp(), closed()])
      for (const c of [says(ada, 'hi'), ask(ada, 'end'), hand(ada, ben)]) assert.equal(refused(i, c), 'interactions.notNow');
  },
  '[CH2] ending needs the profile’s leave; writing does not': () => {
    assert.equal(refused(active(eve), ask(eve, 'end')), 'interactions.notAllowed');
    assert.equal(stageOf(does(active(eve), says(eve, 'hi'))), 'ACTIVE');
    assert.equal(stageOf(wrapUp()), 'WRAP_UP');
  },
  '[CH3] a message carries the id its sender gave it, by which the same one is known again': () => {
    const ids = [decide(active(), tells('a'), 1), decide(active(), says(ada, 'b'), 1)].map((d) =>
      (d as readonly ChatEvent[]).map((e) => 'id' in e && e.id),
    );
    assert.deepEqual(ids, [['told-a'], ['said-b']]);
  },
  '[CH4] who leaves while waiting abandons; in conversation it goes to wrap-up': () => {
    for (const i of [fresh(), queued(), offered()]) assert.equal(stageOf(does(i, fact('customerLeft'))), 'ABANDONED');
    assert.equal(part(does(offered(), fact('customerLeft')), ada), 'revoked');
    for (const i of [active(), pending(), does(active(), lost)]) assert.equal(stageOf(does(i, fact('customerLeft'))), 'WRAP_UP');
    assert.equal(part(does(pending(), fact('customerLeft')), ben), 'revoked');
  },
  '[CH5] when the line is lost the chat waits for the grace time, at every stage that is not over': () => {
    for (const i of [fresh(), queued(), offered(), active(), pending()]) {
      const away = does(i, lost);
      assert.deepEqual([away.work.away, due(away)], [50 + policy.graceMs, 50 + policy.graceMs]);
      assert.equal(refused(away, system('awayTimeout'), 69), 'interactions.notYet');
      assert.deepEqual(overdue(away, 70), [system('awayTimeout')]);
      assert.equal(does(away, lost, 60).work.away, 70);
    }
    for (const i of [wrapUp(), closed()]) assert.equal(does(i, lost).work.away, null);
    for (const i of everywhere()) assert.equal(refused(i, system('awayTimeout'), 1000).startsWith('interactions.not'), true);
  },
  '[CH5] a message or a new connection ends the wait': () => {
    for (const i of [fresh(), queued(), offered(), active(), pending()])
      for (const back of [fact('reconnected'), tells('I am back')]) assert.equal(does(does(i, lost), back).work.away, null);
    assert.deepEqual(does(active(), fact('reconnected')), active());
    assert.equal(stageOf(does(does(active(), lost), says(ada, 'are you there?'))), 'CUSTOMER_AWAY');
  },
  '[CH5] else it ends: abandoned while waiting, wrap-up in conversation': () => {
    for (const i of [fresh(), queued(), offered()]) assert.equal(stageOf(does(does(i, lost), system('awayTimeout'), 70)), 'ABANDONED');
    for (const i of [active(), pending()]) assert.equal(stageOf(does(does(i, lost), system('awayTimeout'), 70)), 'WRAP_UP');
  },
  '[CH6] until the asked agent accepts the old owner answers': () => {
    assert.deepEqual([stageOf(pending()), ownerOf(pending()), part(pending(), ben)], ['TRANSFER_PENDING', ada.agent, 'offered']);
    assert.equal(stageOf(does(pending(), says(ada, 'one moment'))), 'TRANSFER_PENDING');
    for (const c of [ask(cyd, 'accept'), ask(ada, 'accept'), ask(cyd, 'reject')])
      assert.equal(refused(pending(), c), 'interactions.offeredElsewhere');
    const moved = does(pending(), ask(ben, 'accept'));
    assert.deepEqual([stageOf(moved), ownerOf(moved), part(moved, ada), part(moved, ben)], ['ACTIVE', ben.agent, 'wrapUp', 'active']);
    assert.equal(refused(moved, says(ada, 'still me')), 'chat.notOwner');
  },
  '[CH6] a missed or declined one leaves everything as it was': () => {
    const declined = does(pending(), ask(ben, 'reject'));
    const missed = does(pending(), system('offerTimeout', { agent: ben.agent }), 100);
    for (const i of [declined, missed])
      assert.deepEqual({ ...i, participations: i.participations.filter((p) => p.agent !== ben.agent) }, active());
    assert.deepEqual([part(declined, ben), part(missed, ben)], ['declined', 'missed']);
    assert.equal(refused(pending(), system('offerTimeout', { agent: ben.agent }), 99), 'interactions.notYet');
    assert.equal(stageOf(does(declined, hand(ada, ben))), 'TRANSFER_PENDING');
  },
  '[CH6] it is offered to one agent who does not take part; an earlier owner keeps it open': () => {
    assert.equal(refused(active(), hand(ada, ada)), 'interactions.takesPart');
    assert.equal(refused(pending(), hand(ada, cyd)), 'interactions.notNow');
    const moved = does(pending(), ask(ben, 'accept'));
    assert.equal(refused(moved, hand(ben, ada)), 'interactions.takesPart');
    const ended = all(moved, ask(ben, 'end'), ask(ben, 'submitWrapUp', { reason: 'reason-sold' }));
    assert.equal(stageOf(ended), 'WRAP_UP');
    assert.equal(stageOf(does(ended, ask(ada, 'submitWrapUp', { reason: 'reason-sold' }))), 'CLOSED');
  },
  '[CH7] it is the agent’s turn since the first message not yet answered': () => {
    const asked = does(does(active(), tells('hello?'), 60), tells('anybody?'), 70);
    assert.equal(asked.work.yourTurn, 60);
    assert.equal(does(asked, says(ada, 'yes'), 80).work.yourTurn, null);
    assert.equal(does(does(asked, says(ada, 'yes'), 80), tells('good'), 90).work.yourTurn, 90);
    assert.equal(does(queued(), tells('hello?'), 20).work.yourTurn, 20);
  },
  '[CH7] it is nobody’s turn when the chat is over': () => {
    assert.equal(all(active(), tells('bye'), ask(ada, 'end')).work.yourTurn, null);
    for (const i of [wrapUp(), closed()]) assert.equal(does(i, tells('thanks')).work.yourTurn, null);
  },
  '[CH30] a file is in the message that shows it, at any stage by the customer and from the owner, and stands for its text in a list':
    () => {
      const file = { id: 'f', name: 'house.jpg', format: 'jpeg', size: 9, width: 3, height: 2, scan: 'pending', alt: 'My house' } as const;
      for (const i of everywhere()) {
        const [event] = decide(i, fact('message', { id: 'm', text: '', file }), 60) as readonly ChatEvent[];
        assert.deepEqual(event, { type: 'chat.said', id: 'm', text: '', file, from: { is: 'customer' }, at: 60, nth: 1 });
      }
      const shown = does(active(), ask(ada, 'say', { id: 'm', text: '', file }));
      assert.deepEqual(shown.work.last, { text: 'house.jpg', from: { is: 'agent', agent: ada.agent } });
      assert.equal(refused(active(), ask(ben, 'say', { id: 'm', text: '', file })), 'chat.notOwner');
      const told = (event: ChatEvent) => visitorEvent(event, String);
      assert.deepEqual(told({ type: 'chat.said', id: 'm', text: '', file, from: { is: 'customer' }, at: 60 }), {
        type: 'said',
        id: 'm',
        text: '',
        file,
        from: 'customer',
        name: null,
      });
      for (const i of everywhere()) {
        const events = decide(i, fact('fileScanned', { file: 'f', scan: 'clean' }), 60) as readonly ChatEvent[];
        assert.deepEqual(events, [{ type: 'chat.fileScanned', file: 'f', scan: 'clean' }]);
        assert.deepEqual(events.reduce(evolve, i), i);
        assert.deepEqual(events.map(told), [{ type: 'scanned', file: 'f', scan: 'clean' }]);
      }
    },
  '[CH8] the customer sees messages, who joined, that they wait and the end, and nothing else': () => {
    const seen = (i: Chat, c: ChatCommand, now = 50) =>
      (decide(i, c, now) as readonly ChatEvent[]).map((e) => visitorEvent(e, (a) => `${a}!`)).filter(Boolean);
    assert.deepEqual(seen(fresh(), system('enqueue', { queue })), [{ type: 'waiting' }]);
    assert.deepEqual(seen(queued(), offer(ada)), []);
    assert.deepEqual(seen(offered(), ask(ada, 'reject')), []);
    assert.deepEqual(seen(offered(), system('offerTimeout', { agent: ada.agent }), 100), []);
    assert.deepEqual(seen(offered(), ask(ada, 'accept')), [{ type: 'joined', name: `${ada.agent}!` }]);
    assert.deepEqual(seen(active(), says(ada, 'hi')), [{ type: 'said', id: 'said-hi', text: 'hi', from: 'agent', name: `${ada.agent}!` }]);
    assert.deepEqual(seen(active(), tells('hi')), [{ type: 'said', id: 'told-hi', text: 'hi', from: 'customer', name: null }]);
    assert.deepEqual(seen(active(), hand(ada, ben)), []);
    assert.deepEqual(seen(pending(), ask(ben, 'accept')), [{ type: 'joined', name: `${ben.agent}!` }]);
    for (const c of [ask(ada, 'writeNotes', { notes: 'rude' }), ask(ada, 'chooseReason', { reason: 'reason-spam' })])
      assert.deepEqual(seen(active(), c), []);
    assert.deepEqual(seen(active(), ask(ada, 'end')), [{ type: 'ended' }]);
    assert.deepEqual(seen(wrapUp(), fact('rate', { stars: 5, comment: 'Fine.' })), [{ type: 'rated', stars: 5, comment: 'Fine.' }]);
    assert.deepEqual(seen(wrapUp(), ask(ada, 'submitWrapUp', { reason: 'reason-sold' })), []);
  },
  '[CH44] where the customer is, is kept while the chat is open, and they see that they have told it': () => {
    const here = fact('locate', { lat: 52.5163, lng: 13.3777, accuracy: 12 });
    for (const i of [queued(), active(), pending()]) {
      assert.deepEqual(does(i, here, 60).work.places, [{ lat: 52.5163, lng: 13.3777, accuracy: 12, at: 60 }]);
      const [event] = decide(i, here, 60) as readonly ChatEvent[];
      assert.deepEqual(event && visitorEvent(event, String), { type: 'located' });
    }
    for (const i of [wrapUp(), closed()]) assert.deepEqual(does(i, here), i);
  },
  '[CH47] who shares where they are does so for 15 minutes, every 5 s at most, until they stop it or the chat is over': () => {
    const share = (on: boolean) => fact('shareLive', { on });
    const here = (lng: number, live = true) => fact('locate', { lat: 52, lng, accuracy: 12, live });
    const until = 50 + 15 * 60_000;
    for (const i of [queued(), active(), pending()]) {
      assert.deepEqual(does(i, here(1)), i);
      const shares = does(i, share(true));
      assert.equal(shares.work.sharing, until);
      for (const at of [60, until - 5 * 60_000 - 1]) assert.deepEqual(does(shares, share(true), at), shares);
      assert.equal(does(shares, share(true), until - 5 * 60_000).work.sharing, until + 10 * 60_000);
      const moved = does(does(shares, here(1), 6000), here(2), 10_999);
      assert.deepEqual(
        moved.work.places?.map((p) => p.lng),
        [1],
      );
      assert.deepEqual(
        does(moved, here(3), 11_000).work.places?.map((p) => p.lng),
        [1, 3],
      );
      assert.deepEqual(
        does(moved, here(4, false), 10_999).work.places?.map((p) => p.lng),
        [1, 4],
      );
      assert.equal(refused(shares, system('sharingTimeout'), until - 1), 'interactions.notYet');
      for (const over of [does(moved, share(false), 60), does(moved, system('sharingTimeout'), until)]) {
        assert.equal(over.work.sharing, null);
        assert.deepEqual(does(over, here(3), 20_000), over);
      }
    }
    assert.equal('sharing' in does(does(active(), share(true)), fact('customerLeft'), 60).work, false);
    const seen = (c: ChatCommand, i = does(active(), share(true))) =>
      (decide(i, c, 9000) as readonly ChatEvent[]).map((e) => visitorEvent(e, String));
    assert.deepEqual([seen(here(1)), seen(share(false))], [[null], [{ type: 'sharing', until: null }]]);
    assert.ok(overdue(does(active(), share(true)), until).some(({ type }) => type === 'sharingTimeout'));
  },
  '[CH45] what the app tells is kept by name, the last word counts, and an empty one takes it away; the customer sees none of it': () => {
    const tell = (values: object) => fact('tellContext', { values });
    const told = all(active(), tell({ policy: 'A-1', plate: 'B-JD 204' }), tell({ policy: 'A-2' }), tell({ plate: '' }));
    assert.deepEqual(told.work.context, { policy: 'A-2' });
    assert.deepEqual(does(told, tell({ policy: 'A-2' })), told);
    const [event] = decide(active(), tell({ policy: 'A-1' }), 60) as readonly ChatEvent[];
    assert.equal(event && visitorEvent(event, String), null);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}`, 'x']));
    assert.equal(Object.keys(does(active(), tell(many)).work.context ?? {}).length, 20);
    for (const i of [wrapUp(), closed()]) assert.deepEqual(does(i, tell({ policy: 'A-1' })), i);
  },
  '[CH118] the page a customer goes to is told as long as the chat is open; the same one again changes nothing': () => {
    const goes = (page: string) => fact('tellPage', { page });
    for (const i of [queued(), offered(), active(), pending()]) {
      const there = does(i, goes('https://shop.example/tents'), 60);
      assert.equal(there.work.page, 'https://shop.example/tents');
      assert.deepEqual(does(there, goes('https://shop.example/tents'), 70), there);
      const [event] = decide(i, goes('https://shop.example/tents'), 60) as readonly ChatEvent[];
      assert.equal(event && visitorEvent(event, String), null);
    }
    for (const i of [wrapUp(), closed()]) assert.deepEqual(does(i, goes('https://shop.example/tents')), i);
  },
  '[CH40] who was answered can rate the chat once it is over; the last word counts': () => {
    const rates = (stars: number, comment = '') => fact('rate', { stars, comment });
    for (const i of [wrapUp(), closed()]) {
      const rated = does(i, rates(4, 'Quick.'), 60);
      assert.deepEqual([rated.work.rating, rated.at], [{ stars: 4, comment: 'Quick.', at: 60 }, i.at]);
      assert.deepEqual(does(rated, rates(4, 'Quick.'), 70), rated);
      assert.deepEqual(does(rated, rates(2), 70).work.rating, { stars: 2, comment: '', at: 70 });
    }
    for (const i of [fresh(), queued(), offered(), active(), pending(), does(offered(), fact('customerLeft'))])
      assert.deepEqual(does(i, rates(1)), i);
  },
  '[IN14] the chat of an agent who may not go on waits in its place again, and the customer is told': () => {
    const gives = (by: Person) => system('giveBack', { agent: by.agent });
    for (const i of [active(), pending()]) {
      const back = does(i, gives(ada));
      assert.deepEqual([back.at, back.work.talk], [queued().at, { doing: 'chatting' }]);
      assert.deepEqual(
        back.participations.map((p) => p.stage).filter((stage) => stage !== 'revoked'),
        ['done'],
      );
      assert.deepEqual(visitorEvent({ type: 'interaction.queued', ...(back.at as never as object) } as never, String), { type: 'waiting' });
    }
    assert.deepEqual([stageOf(does(pending(), gives(ben))), part(does(pending(), gives(ben)), ben)], ['ACTIVE', 'revoked']);
    assert.equal(refused(active(), gives(ben)), 'chat.notOwner');
    const handed = does(pending(), ask(ben, 'accept'));
    assert.deepEqual([part(does(handed, gives(ada)), ada), stageOf(does(handed, gives(ada)))], ['done', 'ACTIVE']);
    assert.deepEqual([part(does(handed, gives(ben)), ada), stageOf(does(handed, gives(ben)))], ['done', 'QUEUED']);
  },
  '[IN1] the buttons ask the rules: none but those that work, and a reason for each that is grey': () => {
    const on = (i: Chat, by: Person) =>
      Object.entries(controls(i, by, 50)).flatMap(([name, c]) => (c.enabled ? [name] : c.visible ? [`${name}: ${c.why}`] : []));
    assert.deepEqual(on(queued(), ada), []);
    assert.deepEqual(on(offered(), ada), ['accept', 'reject']);
    assert.deepEqual(on(offered(), ben), []);
    const talking = ['say', 'whisper', 'transfer', 'transferToQueue', 'consult'];
    const writing = ['chooseReason', 'writeNotes'];
    assert.deepEqual(on(consulted(), ben), ['whisper', 'endConsult', 'leave', 'chooseReason', 'writeNotes']);
    assert.deepEqual(on(conferring(), ben), ['say', 'whisper', 'leave', 'chooseReason', 'writeNotes']);
    assert.deepEqual(on(active(), ada), ['end', ...talking, 'ban', ...writing]);
    assert.deepEqual(on(active(eve), eve), ['end: interactions.notAllowed', ...talking, ...writing]);
    assert.deepEqual(on(pending(), ben), ['accept', 'reject']);
    assert.deepEqual(on(wrapUp(), ada), ['extendWrapUp', 'whisper', 'ban', ...writing, 'submitWrapUp']);
    assert.deepEqual(on(closed(), ada), []);
  },
  '[CH20] who is asked reads why; whoever asked can take it back; the comment goes with it only if it is taken': () => {
    assert.deepEqual(pending().work.handed, { by: ada.agent, comment: 'please' });
    const back = does(pending(), ask(ada, 'cancelTransfer'));
    assert.deepEqual([stageOf(back), part(back, ben), ownerOf(back), back.work.handed], ['ACTIVE', 'revoked', ada.agent, null]);
    assert.equal(refused(pending(), ask(ben, 'cancelTransfer')), 'chat.notOwner');
    assert.equal(refused(active(), ask(ada, 'cancelTransfer')), 'interactions.notNow');
    assert.equal(does(pending(), ask(ben, 'reject')).work.handed, null);
    const taken = does(pending(), ask(ben, 'accept'));
    assert.deepEqual([taken.work.handed, taken.notes, taken.work.form], [pending().work.handed, pending().notes, pending().work.form]);
  },
  '[CH21] [IN15] handed to a queue it waits there; whoever handed it on wraps up at the same moment and is never asked for it': () => {
    for (const i of [active(), pending(), does(active(), lost)]) {
      const moved = does(i, toQueue(ada), 60);
      assert.deepEqual(moved.at, { stage: 'queued', queue: otherQueue, since: 60, not: [{ agent: ada.agent, at: null }] });
      assert.deepEqual([moved.queue, part(moved, ada), moved.work.talk], [otherQueue, 'wrapUp', { doing: 'chatting' }]);
      assert.deepEqual(moved.work.handed, { by: ada.agent, comment: 'please' });
    }
    assert.equal(part(does(pending(), toQueue(ada)), ben), 'revoked');
    for (const i of [queued(), offered(), wrapUp(), closed()]) assert.equal(refused(i, toQueue(ada)), 'interactions.notNow');
    assert.equal(refused(active(), toQueue(ben)), 'chat.notOwner');
  },
  '[CH21] [IN15] the settings of that queue hold, and the dispositions of the earlier one can still be chosen': () => {
    const moved = does(active(), toQueue(ada));
    assert.deepEqual(moved.policy.reasons, ['reason-other', ...policy.reasons]);
    assert.equal(part(does(moved, ask(ada, 'submitWrapUp', { reason: 'reason-sold' })), ada), 'done');
    const again = all(moved, offer(ben), ask(ben, 'accept'), toQueue(ben));
    assert.deepEqual(again.at.stage === 'queued' && again.at.not.map((l) => l.agent), [ada.agent, ben.agent]);
    const back = does(all(moved, offer(ben), ask(ben, 'accept')), system('giveBack', { agent: ben.agent }));
    assert.deepEqual(back.at.stage === 'queued' && back.at.not, [{ agent: ada.agent, at: null }]);
  },
  '[CH21] who handed it on keeps only the wrap-up, whatever becomes of the chat': () => {
    const moved = does(active(), toQueue(ada));
    const left = does(moved, fact('customerLeft'));
    assert.deepEqual([stageOf(left), 'outcome' in left.at && left.at.outcome], ['WRAP_UP', 'abandoned']);
    assert.equal(stageOf(does(left, ask(ada, 'submitWrapUp', { reason: 'reason-sold' }))), 'ABANDONED');
    assert.equal(stageOf(does(moved, ask(ada, 'submitWrapUp', { reason: 'reason-sold' }))), 'QUEUED');
    const gone = system('giveBack', { agent: ada.agent });
    for (const i of [moved, does(moved, offer(ben))]) assert.deepEqual([part(does(i, gone), ada), does(i, gone).at], ['done', i.at]);
    assert.equal(refused(does(queued(), offer(ben)), gone), 'interactions.offeredElsewhere');
  },
  '[CH22] whoever has a part in it may whisper, to the end of their wrap-up; nobody else': () => {
    const whisper = (by: Person) => ask(by, 'whisper', { id: 'whispered-1', text: 'careful' });
    for (const i of [active(), pending(), wrapUp(), does(active(), toQueue(ada))]) {
      const events = decide(i, whisper(ada), 60);
      assert.deepEqual(events, [{ type: 'chat.whispered', id: 'whispered-1', text: 'careful', by: ada.agent, at: 60, nth: 1 }]);
      const { wrote, ...work } = does(i, whisper(ada), 60).work;
      assert.deepEqual([work, wrote], [i.work, [{ by: ada.agent, nth: 1, at: 60 }]], 'it changes nothing of the chat');
    }
    for (const i of [queued(), offered(), pending(), closed()]) assert.equal(refused(i, whisper(ben)), 'chat.notInside');
  },
  '[CH22] the customer is told nothing of a whisper, a comment, or who is asked': () => {
    assert.deepEqual(told(active(), ask(ada, 'whisper', { id: 'whispered-1', text: 'careful' })), []);
    assert.deepEqual(told(active(), hand(ada, ben)), []);
    assert.deepEqual(told(pending(), ask(ada, 'cancelTransfer')), []);
    assert.deepEqual(told(active(), toQueue(ada)), [{ type: 'waiting' }]);
  },
  '[CH25] a colleague is asked for advice beside the chat: the customer goes on and is told nothing': () => {
    const asked = does(active(), advice(ada, ben));
    assert.deepEqual([stageOf(asked), part(asked, ben), ownerOf(asked)], ['ACTIVE_CONSULT', 'offered', ada.agent]);
    assert.deepEqual(told(active(), advice(ada, ben)), []);
    const there = consulted();
    assert.deepEqual(
      [stageOf(there), part(there, ben), there.work.talk],
      ['ACTIVE_CONSULT', 'active', { doing: 'consulting', with: ben.agent }],
    );
    assert.deepEqual(told(asked, ask(ben, 'accept')), []);
    assert.equal(does(there, tells('hm?'), 60).work.yourTurn, 60);
    assert.equal(refused(there, says(ben, 'hi')), 'chat.notOwner');
    assert.deepEqual(does(there, ask(ben, 'whisper', { id: 'whispered-1', text: 'try this' })).participations, there.participations);
    for (const by of [ada, ben]) {
      const ended = does(there, ask(by, 'endConsult'));
      assert.deepEqual([stageOf(ended), part(ended, ben), ended.work.handed], ['ACTIVE', 'done', null]);
    }
    assert.equal(refused(there, ask(cyd, 'endConsult')), 'chat.notOwner');
    assert.equal(refused(active(), advice(ben, cyd)), 'chat.notOwner');
    assert.equal(refused(active(), advice(ada, ada)), 'interactions.takesPart');
  },
  '[CH25] declined, not answered or taken back: it is as before, and wrap-up comes once, at the end': () => {
    const asked = does(active(), advice(ada, ben));
    for (const [c, as] of [
      [ask(ben, 'reject'), 'declined'],
      [system('offerTimeout', { agent: ben.agent }), 'missed'],
      [ask(ada, 'endConsult'), 'revoked'],
      [system('giveBack', { agent: ben.agent }), 'revoked'],
    ] as const) {
      const after = does(asked, c, 100);
      assert.deepEqual([stageOf(after), part(after, ben)], ['ACTIVE', as]);
    }
    assert.equal(refused(asked, system('offerTimeout', { agent: ben.agent }), 99), 'interactions.notYet');
    assert.equal(refused(asked, ask(cyd, 'accept')), 'interactions.offeredElsewhere');
    assert.equal(part(does(consulted(), ask(ada, 'end')), ben), 'done');
    const forAll = { ...consulted(), policy: { ...policy, wrapUpForAll: true } };
    assert.equal(part(does(forAll, ask(ada, 'endConsult')), ben), 'wrapUp');
  },
  '[CH25] the transfer is completed: the colleague owns it and whoever asked wraps up, in one step': () => {
    const moved = does(consulted(), ask(ada, 'completeTransfer'));
    assert.deepEqual([stageOf(moved), ownerOf(moved), part(moved, ada)], ['ACTIVE', ben.agent, 'wrapUp']);
    assert.deepEqual(told(consulted(), ask(ada, 'completeTransfer')), [{ type: 'joined', name: `${ben.agent}!` }]);
    assert.equal(part(does(moved, ask(ben, 'end')), ben), 'wrapUp');
    assert.equal(refused(consulted(), ask(ben, 'completeTransfer')), 'chat.notOwner');
    assert.equal(refused(does(active(), advice(ada, ben)), ask(ada, 'completeTransfer')), 'interactions.notNow');
  },
  '[CH26] a conference: the colleague writes to the customer too, who is told who joins and leaves': () => {
    const three = conferring();
    assert.deepEqual([stageOf(three), ownerOf(three), three.work.guests], ['CONFERENCE', ada.agent, [ben.agent]]);
    assert.deepEqual(told(consulted(), ask(ada, 'conference')), [{ type: 'added', name: `${ben.agent}!` }]);
    assert.equal(does(does(three, tells('?'), 60), says(ben, 'hi'), 70).work.yourTurn, null);
    assert.equal(refused(three, ask(ben, 'end')), 'chat.notOwner');
    for (const c of [ask(ben, 'leave'), ask(ada, 'drop', { agent: ben.agent })]) {
      assert.deepEqual([stageOf(does(three, c)), part(does(three, c), ben)], ['ACTIVE', 'done']);
      assert.deepEqual(told(three, c), [{ type: 'gone', name: `${ben.agent}!` }]);
    }
    assert.equal(refused(three, ask(ben, 'drop', { agent: ben.agent })), 'chat.notOwner');
    assert.equal(refused(three, ask(ada, 'drop', { agent: cyd.agent })), 'chat.notGuest');
    assert.deepEqual([part(does(three, ask(ada, 'end')), ada), part(does(three, ask(ada, 'end')), ben)], ['wrapUp', 'done']);
  },
  '[CH26] after the owner whoever joined first is owner, and whoever was ever owner wraps up': () => {
    const four = all(conferring(), advice(ada, cyd), ask(cyd, 'accept'), ask(ada, 'conference'));
    assert.deepEqual(four.work.guests, [ben.agent, cyd.agent]);
    const left = does(four, ask(ada, 'leave'), 60);
    assert.deepEqual([stageOf(left), ownerOf(left), left.work.guests, part(left, ada)], ['CONFERENCE', ben.agent, [cyd.agent], 'wrapUp']);
    assert.deepEqual(told(four, ask(ada, 'leave')), [
      { type: 'gone', name: `${ada.agent}!` },
      { type: 'leads', name: `${ben.agent}!` },
    ]);
    assert.equal(part(does(left, ask(ben, 'leave')), ben), 'wrapUp');
    assert.equal(refused(active(), ask(ada, 'leave')), 'chat.alone');
    assert.equal(refused(all(conferring(), advice(ada, cyd)), ask(ada, 'leave')), 'chat.consultFirst');
    assert.equal(refused(active(), ask(ben, 'leave')), 'chat.notOwner');
    assert.equal(stageOf(does(consulted(), ask(ben, 'leave'))), 'ACTIVE');
    assert.equal(part(does(four, toQueue(ada)), cyd), 'done');
  },
  '[CH26] [IN14] who may not go on leaves at once; only the last one gives it back': () => {
    const gone = (by: Person) => system('giveBack', { agent: by.agent });
    assert.deepEqual([stageOf(does(conferring(), gone(ben))), part(does(conferring(), gone(ben)), ben)], ['ACTIVE', 'done']);
    const after = does(conferring(), gone(ada));
    assert.deepEqual([ownerOf(after), part(after, ada), stageOf(after)], [ben.agent, 'done', 'ACTIVE']);
    const both = does(all(conferring(), advice(ada, cyd)), gone(ada));
    assert.deepEqual([ownerOf(both), part(both, cyd), both.work.talk], [ben.agent, 'revoked', { doing: 'chatting' }]);
    assert.deepEqual([stageOf(does(consulted(), gone(ben))), stageOf(does(consulted(), gone(ada)))], ['ACTIVE', 'QUEUED']);
    assert.equal(part(does(consulted(), gone(ada)), ben), 'done');
  },
  '[CH23] a customer who says nothing is warned, and after the same time again it ends with words': () => {
    assert.deepEqual([due(active()), overdue(active(), 89), overdue(active(), 90)], [90, [], [system('silenceTimeout')]]);
    assert.equal(refused(active(), system('silenceTimeout'), 89), 'interactions.notYet');
    const warned = does(active(), system('silenceTimeout'), 90);
    assert.deepEqual([stageOf(warned), warned.work.silence], ['ACTIVE', { until: 130, warned: true }]);
    assert.deepEqual(
      [active(), warned].map((i) => (decide(i, system('silenceTimeout'), 130) as readonly ChatEvent[])[0]),
      [
        { type: 'chat.told', what: 'warning', text: 'still there?', at: 130 },
        { type: 'chat.told', what: 'closing', text: 'goodbye', at: 130 },
      ],
    );
    assert.equal(stageOf(does(warned, system('silenceTimeout'), 130)), 'WRAP_UP');
    assert.deepEqual(visitorEvent({ type: 'chat.told', what: 'warning', text: 'still there?', at: 1 }, String), {
      type: 'told',
      text: 'still there?',
    });
    assert.equal(visitorEvent({ type: 'chat.told', what: 'warning', text: null, at: 1 }, String), null);
  },
  '[CH23] the time runs only while it is the customer’s turn and their line is up, and begins anew with every answer': () => {
    const asked = does(active(), tells('hello?'), 60);
    assert.equal(asked.work.silence, null);
    assert.deepEqual(does(asked, says(ada, 'yes'), 70).work.silence, { until: 110, warned: false });
    const warned = does(active(), system('silenceTimeout'), 90);
    assert.equal(does(warned, tells('I am here'), 95).work.silence, null);
    assert.deepEqual(does(warned, says(ada, 'well?'), 95).work.silence, { until: 135, warned: false });
    const away = does(active(), lost, 60);
    assert.deepEqual([away.work.silence, does(away, says(ada, 'hi'), 61).work.silence], [null, null]);
    assert.deepEqual(does(away, fact('reconnected'), 65).work.silence, { until: 105, warned: false });
    assert.equal(does(does(asked, lost, 61), fact('reconnected'), 65).work.silence, null);
    assert.deepEqual(does(pending(), ask(ben, 'accept'), 80).work.silence, { until: 120, warned: false });
    assert.equal(does(active(), toQueue(ada)).work.silence, null);
    const never = all(fresh({ policy: { ...policy, silence: null } }), system('enqueue', { queue }), offer(ada), ask(ada, 'accept'));
    assert.deepEqual([never.work.silence, due(never)], [null, null]);
  },
  '[CH24] whoever waits too long for an agent is told goodbye': () => {
    const waits = (text: string | null) => does(fresh({ policy: { ...policy, wait: { ms: 30, text } } }), system('enqueue', { queue }), 10);
    assert.deepEqual([due(waits('sorry')), overdue(waits('sorry'), 40)], [40, [system('waitTimeout')]]);
    assert.equal(refused(waits('sorry'), system('waitTimeout'), 39), 'interactions.notYet');
    assert.equal(refused(queued(), system('waitTimeout'), 1000), 'interactions.notYet');
    assert.equal(stageOf(does(waits('sorry'), system('waitTimeout'), 40)), 'ABANDONED');
    assert.deepEqual((decide(waits('sorry'), system('waitTimeout'), 40) as readonly ChatEvent[])[0], {
      type: 'chat.told',
      what: 'noAgent',
      text: 'sorry',
      at: 40,
    });
    assert.equal(refused(does(waits(null), offer(ada)), system('waitTimeout'), 100), 'interactions.notNow');
  },
  '[IN1] what is not a word of the tables is refused; from outside it is noted': () => {
    for (const type of ['__proto__', 'toString', 'constructor', 'hold'])
      for (const i of everywhere()) {
        assert.equal(refused(i, ask(ada, type)), 'interactions.notNow');
        assert.deepEqual(does(i, fact(type)), i);
        assert.equal(evolve(i, { type } as never), i);
      }
  },
  '[CH70] whoever answers bans with a reason and an end; the conversation is over, and wrapped up as ever': () => {
    const spoken = ask(ada, 'ban', { reason: 'insults', until: 1000 });
    for (const i of [active(), pending(), consulted(), conferring(), does(active(), lost)]) {
      const banned = does(i, spoken);
      assert.deepEqual([stageOf(banned), part(banned, ada)], ['WRAP_UP', 'wrapUp']);
      assert.deepEqual(banned.work.banned, { by: ada.agent, at: 50, until: 1000, reason: 'insults' });
      assert.deepEqual(told(i, spoken), [{ type: 'ended' }]);
    }
    const left = does(active(), fact('customerLeft'));
    assert.deepEqual([stageOf(does(left, spoken)), does(left, spoken).work.banned?.reason], ['WRAP_UP', 'insults']);
  },
  '[CH70] nobody else bans, nobody without leave, and nobody twice': () => {
    const by = (who: Person) => ask(who, 'ban', { reason: 'insults', until: 1000 });
    for (const who of [ben, cyd]) assert.equal(refused(active(), by(who)), 'chat.notOwner');
    assert.equal(refused(conferring(), by(ben)), 'chat.notOwner');
    assert.equal(refused(active(eve), by(eve)), 'interactions.notAllowed');
    assert.equal(refused(wrapUp(), by(ben)), 'chat.notInside');
    assert.equal(refused(closed(), by(ada)), 'chat.notInside');
    for (const i of [fresh(), queued(), offered()]) assert.equal(refused(i, by(ada)), 'interactions.notNow');
    assert.equal(refused(does(active(), by(ada)), by(ada)), 'chat.bannedAlready');
  },
  '[CH71] what the banned customer still writes is noted and shown to nobody, until the ban is over or lifted': () => {
    const i = does(active(), ask(ada, 'ban', { reason: 'insults', until: 1000 }));
    assert.deepEqual(decide(i, tells('you'), 999), [{ type: 'interaction.noted', fact: 'message' }]);
    const lifted = does(i, ask(ada, 'liftBan', { lifted: true }));
    for (const [chat, now] of [
      [i, 1000],
      [lifted, 60],
    ] as const)
      assert.equal((decide(chat, tells('sorry'), now) as readonly ChatEvent[])[0]?.type, 'chat.said');
  },
  '[CH80] [SM-2c] a supervisor watches an agent who is there, coaches, barges in, is silent again, and stops': () => {
    const mode = (i: Chat) => i.work.monitors?.map((m) => m.mode).join() ?? 'off';
    const rows: readonly (readonly [from: Chat, command: ChatCommand, to: string])[] = [
      [active(), watch(), 'silent'],
      [watched(), ask(sue, 'coach'), 'coach'],
      [watched(), ask(sue, 'bargeIn'), 'barge'],
      [watched(), ask(sue, 'stopMonitoring'), 'off'],
      [coached(), ask(sue, 'silence'), 'silent'],
      [coached(), ask(sue, 'bargeIn'), 'barge'],
      [coached(), ask(sue, 'stopMonitoring'), 'off'],
      [barged(), ask(sue, 'silence'), 'silent'],
      [barged(), ask(sue, 'stopMonitoring'), 'off'],
    ];
    for (const [from, command, to] of rows) assert.equal(mode(does(from, command)), to);
    for (const from of [watched(), coached(), barged()]) {
      assert.equal(mode(does(from, ask(ada, 'end'))), 'off');
      assert.equal(mode(does(from, system('endMonitoring', { agent: sue.agent }))), 'off');
      const { monitors: _, ...work } = from.work;
      assert.deepEqual({ ...from, work }, active());
    }
    assert.equal(refused(barged(), ask(sue, 'coach')), 'chat.silentFirst');
    assert.equal(refused(watched(), ask(sue, 'silence')), 'chat.watchesSo');
    assert.equal(refused(active(), ask(sue, 'coach')), 'chat.notWatching');
  },
  '[CH80] only supervisors watch, only who is in the conversation, and nobody twice or from inside': () => {
    assert.equal(refused(active(), ask(ben, 'monitor', { agent: ada.agent })), 'interactions.notAllowed');
    assert.equal(refused(active(), ask(sue, 'monitor', { agent: ben.agent })), 'chat.notThere');
    for (const i of [fresh(), queued(), offered(), wrapUp(), closed()]) assert.equal(refused(i, watch()), 'interactions.notNow');
    assert.equal(refused(watched(), watch()), 'chat.thereAlready');
    assert.equal(refused(active(dan), ask(dan, 'monitor', { agent: dan.agent })), 'chat.thereAlready');
    const two = does(watched(), ask(dan, 'monitor', { agent: ada.agent }));
    assert.deepEqual(
      two.work.monitors?.map((m) => m.supervisor),
      [sue.agent, dan.agent],
    );
    for (const i of [consulted(), conferring()])
      assert.equal(does(i, ask(sue, 'monitor', { agent: ben.agent })).work.monitors?.[0]?.agent, ben.agent);
  },
  '[CH110] [SM-2c] who was waited for is watched: an agent, a queue, a team; not what began before, but all of an agent': () => {
    const begins = system('beginMonitoring', { supervisor: sue.agent, agent: ada.agent });
    assert.deepEqual(does(active(), begins), does(active(), watch()));
    assert.equal(refused(watched(), begins), 'chat.thereAlready');
    assert.equal(refused(does(active(), ask(ada, 'end')), begins), 'interactions.notNow');
    const began = active().participations.flatMap((p) => (p.stage === 'active' ? [p.since] : []))[0] ?? 0;
    const is = (armed: Partial<Armed>, i = active(), who = sue) =>
      awaited(i, who.agent, { of: 'agent', key: ada.agent, all: false, since: 0, ...armed }, () => 'team-one')?.agent ?? null;
    const queueOf = String(active().queue);
    assert.deepEqual(
      [is({}), is({ since: began }), is({ since: began + 1 }), is({ since: began + 1, all: true }), is({ key: 'ben' })],
      [ada.agent, ada.agent, null, ada.agent, null],
    );
    assert.deepEqual([is({ of: 'queue', key: queueOf }), is({ of: 'queue', key: 'other' })], [ada.agent, null]);
    assert.equal(is({ of: 'queue', key: queueOf, since: began + 1, all: true }), null);
    assert.deepEqual([is({ of: 'team', key: 'team-one' }), is({ of: 'team', key: 'team-two' })], [ada.agent, null]);
    assert.deepEqual([is({}, watched()), is({}, does(active(), ask(ada, 'end'))), is({}, active(), ada)], [null, null, null]);
    assert.equal(is({ key: ben.agent }, conferring()), ben.agent);
  },
  '[CH81] who coaches whispers to that agent only; who watches silently writes nothing': () => {
    const whisper = ask(sue, 'whisper', { id: 'whispered-1', text: 'offer a refund' });
    assert.equal(refused(watched(), whisper), 'chat.coachFirst');
    assert.equal(refused(coached(), says(sue, 'hi')), 'chat.notOwner');
    for (const i of [coached(), barged()]) {
      const [event] = decide(i, whisper, 60) as readonly ChatEvent[];
      assert.ok(event?.type === 'chat.whispered' && event.to === ada.agent);
      assert.deepEqual(told(i, whisper), []);
      assert.deepEqual(eventSeenBy(event, ada), event);
      assert.deepEqual(eventSeenBy(event, sue), event);
      assert.equal((eventSeenBy(event, ben) as typeof event).text, '');
      assert.equal(does(i, whisper).work.yourTurn, null);
    }
  },
  '[CH82] who has barged in talks with the customer, who is told; the owner stays, and nobody is a guest': () => {
    assert.deepEqual(told(watched(), ask(sue, 'bargeIn')), [{ type: 'added', name: `${sue.agent}!` }]);
    for (const c of [ask(sue, 'silence'), ask(sue, 'stopMonitoring'), toQueue(ada)])
      assert.ok(told(barged(), c).some((e) => e.type === 'gone' && e.name === `${sue.agent}!`));
    assert.deepEqual(told(barged(), ask(ada, 'end')), [{ type: 'ended' }]);
    for (const c of [watch(), ask(sue, 'coach')]) assert.deepEqual(told(c.type === 'monitor' ? active() : watched(), c), []);
    const spoken = does(does(barged(), tells('?'), 60), says(sue, 'hello'), 70);
    assert.deepEqual([stageOf(spoken), ownerOf(spoken), spoken.work.guests, spoken.work.yourTurn], ['ACTIVE', ada.agent, [], null]);
    assert.deepEqual(part(does(barged(), ask(ada, 'end')), sue), undefined);
  },
  '[CH83] who watches takes over: the agent wraps up, and what was begun with a colleague is over': () => {
    for (const [i, from] of [
      [watched(), 'joined'],
      [barged(), 'leads'],
    ] as const) {
      const taken = does(i, ask(sue, 'takeOver'));
      assert.deepEqual(
        [ownerOf(taken), part(taken, sue), part(taken, ada), taken.work.monitors],
        [sue.agent, 'active', 'wrapUp', undefined],
      );
      assert.deepEqual(told(i, ask(sue, 'takeOver')), [{ type: from, name: `${sue.agent}!` }]);
    }
    const asked = does(does(pending(), watch()), ask(sue, 'takeOver'));
    assert.deepEqual([stageOf(asked), part(asked, ben)], ['ACTIVE', 'revoked']);
    const advised = does(does(consulted(), watch()), ask(sue, 'takeOver'));
    assert.deepEqual([stageOf(advised), part(advised, ben)], ['ACTIVE', 'done']);
    const three = does(does(conferring(), watch()), ask(sue, 'takeOver'));
    assert.deepEqual([stageOf(three), ownerOf(three), three.work.guests], ['CONFERENCE', sue.agent, [ben.agent]]);
    assert.equal(refused(active(), ask(sue, 'takeOver')), 'chat.notWatching');
  },
  '[CH84] with the part that is watched the watching ends': () => {
    for (const c of [toQueue(ada), ask(ada, 'end'), system('giveBack', { agent: ada.agent }), fact('customerLeft')])
      assert.equal(does(barged(), c).work.monitors, undefined);
    assert.equal(does(does(pending(), watch()), ask(ben, 'accept')).work.monitors, undefined);
    const onBen = does(conferring(), ask(sue, 'monitor', { agent: ben.agent }));
    assert.equal(does(onBen, ask(ben, 'leave')).work.monitors, undefined);
    assert.equal(does(onBen, says(ada, 'hm')).work.monitors?.length, 1);
    const joins = all(watched(), advice(ada, sue), ask(sue, 'accept'));
    assert.equal(joins.work.monitors, undefined);
  },
  '[CH85] silent watching is no staff’s business unless the queue says so; coaching and joining are seen': () => {
    const [begins] = decide(active(), watch(), 50) as readonly ChatEvent[];
    const [silent] = decide(coached(), ask(sue, 'silence'), 50) as readonly ChatEvent[];
    const [stops] = decide(watched(), ask(sue, 'stopMonitoring'), 50) as readonly ChatEvent[];
    const [coaches] = decide(watched(), ask(sue, 'coach'), 50) as readonly ChatEvent[];
    assert.ok(begins && silent && stops && coaches);
    for (const event of [begins, stops]) assert.deepEqual(eventSeenBy(event, ada), { type: 'interaction.noted', fact: 'other' });
    for (const event of [begins, silent, stops, coaches]) assert.deepEqual(eventSeenBy(event, sue), event);
    assert.deepEqual(eventSeenBy(coaches, ada), coaches);
    const fold = (i: Chat, event: ChatEvent) => evolve(i, eventSeenBy(event, ada));
    assert.deepEqual([begins].reduce(fold, active()), chatSeenBy(watched(), ada));
    assert.deepEqual([begins, coaches].reduce(fold, active()), chatSeenBy(coached(), ada));
    assert.deepEqual([begins, coaches, silent].reduce(fold, active()), chatSeenBy(does(coached(), ask(sue, 'silence')), ada));
    assert.equal(chatSeenBy(watched(), ada).work.monitors, undefined);
    const open = { ...active(), policy: { ...policy, monitoringShown: true as const } };
    const [shown] = decide(open, watch(), 50) as readonly ChatEvent[];
    assert.ok(shown);
    assert.deepEqual(eventSeenBy(shown, ada), shown);
    assert.deepEqual(chatSeenBy(does(open, watch()), ada), does(open, watch()));
  },
  '[CH86] what others wrote and was not seen, or came just now, is asked about; one’s own words never are': () => {
    const knows = (seen: number, sure = false) => ask(ada, 'say', { id: 'said-1', text: 'yes', seen, ...(sure && { sure }) });
    const asked = does(active(), tells('hello?'), 1000);
    assert.equal(refused(asked, knows(0), 9000), 'chat.crossed');
    assert.equal(refused(asked, knows(0, true), 9000), 'chat.crossed');
    assert.equal(refused(asked, knows(1), 5999), 'chat.crossed');
    for (const [c, now] of [
      [knows(1, true), 1000],
      [knows(1), 6000],
      [says(ada, 'yes'), 1000],
    ] as const)
      assert.equal(does(asked, c, now).work.last?.text, 'yes');
    const own = does(asked, knows(1), 6000);
    assert.equal(does(own, knows(1), 6000).work.last?.text, 'yes');
    const noted = does(conferring(), ask(ben, 'whisper', { id: 'whispered-1', text: 'no!' }), 1000);
    assert.equal(refused(noted, knows(0), 9000), 'chat.crossed');
    const coach = does(
      all(conferring(), ask(sue, 'monitor', { agent: ben.agent }), ask(sue, 'coach')),
      ask(sue, 'whisper', { id: 'whispered-2', text: 'psst' }),
      1000,
    );
    assert.equal(does(coach, knows(0), 1000).work.last?.text, 'yes');
    assert.equal(refused(coach, ask(ben, 'say', { id: 'said-2', text: 'yes', seen: 0 }), 9000), 'chat.crossed');
  },
  '[CH72] whoever banned, or sees all work, lifts it at any time after, and takes that back': () => {
    const banned = does(active(), ask(ada, 'ban', { reason: 'insults', until: 1000 }));
    const over = does(banned, ask(ada, 'submitWrapUp', { reason: 'reason-spam' }));
    for (const i of [banned, over])
      for (const by of [ada, sue]) {
        const lifted = does(i, ask(by, 'liftBan', { lifted: true }));
        assert.deepEqual([lifted.at, lifted.work.banned?.lifted], [i.at, { by: by.agent, at: 50 }]);
        assert.deepEqual(does(lifted, ask(sue, 'liftBan', { lifted: false })), i);
        assert.equal(refused(lifted, ask(by, 'liftBan', { lifted: true })), 'chat.liftedAlready');
        assert.deepEqual(told(i, ask(by, 'liftBan', { lifted: true })), []);
      }
    assert.equal(refused(over, ask(ben, 'liftBan', { lifted: true })), 'interactions.notAllowed');
    assert.equal(refused(over, ask(sue, 'liftBan', { lifted: false })), 'chat.bannedAlready');
    assert.equal(refused(closed(), ask(sue, 'liftBan', { lifted: true })), 'chat.notBanned');
  },
};
