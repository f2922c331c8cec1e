import assert from 'node:assert/strict';
import type { Person } from '@patchbay/base/decision.ts';
import { after, type Cases, refusedWith } from '@patchbay/base/test/cases.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { audience } from '../access.ts';
import type { CallCommand, CallEvent } from '../asked.ts';
import { type Call, customerLeg, type Leg, legOf, lostOf } from '../call.ts';
import { controls } from '../controls.ts';
import { effects } from '../effects.ts';
import { callKind } from '../kind.ts';
import { desired, hears } from '../picture.ts';
import { decide } from '../rules.ts';
import { stageOf } from '../stage.ts';
import { overdue } from '../timers.ts';
import { carryOut, empty } from './engine.ts';
import { ada, ben, cyd, eve, fresh, otherQueue, policy, queue, settings, sue } from './people.ts';

const { due, evolve } = callKind;
const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more }) as CallCommand;
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more }) as CallCommand;
const ask = (by: Person, type: string, more: object = {}) => ({ by, type, ...more }) as CallCommand;
const does = (i: Call, command: CallCommand, now = 50): Call => after<Call, CallEvent>(i, decide(i, command, now), evolve);
const all = (i: Call, ...commands: CallCommand[]) => commands.reduce((one, command) => does(one, command), i);
const refused = (i: Call, command: CallCommand, now = 50) => refusedWith(decide(i, command, now));

const n1 = 'n1' as Leg;
const offer = (to: Person) => system('offer', { agent: to.agent, until: 100 });
const left = (leg: string) => fact('partyLeft', { leg });
const toAgent = (to: Person) => ({ to: 'agent', agent: to.agent, until: 100 });
const advice = (by: Person, to: Person, othersTalk = false) => ask(by, 'consult', { target: toAgent(to), othersTalk });
const queued = (more: Parameters<typeof fresh>[1] = {}) => does(fresh('inbound', more), system('enqueue', { queue }), 10);
const offered = (more: Parameters<typeof fresh>[1] = {}) => does(queued(more), offer(ada));
const talking = (more: Parameters<typeof fresh>[1] = {}) => does(offered(more), ask(ada, 'accept'));
const held = (more: Parameters<typeof fresh>[1] = {}) => does(talking(more), ask(ada, 'hold'));
const asked = (more: Parameters<typeof fresh>[1] = {}) => does(talking(more), advice(ada, ben));
const consulting = (more: Parameters<typeof fresh>[1] = {}) => does(asked(more), ask(ben, 'accept'));
const conferring = () => does(consulting(), ask(ada, 'conference'));
const dialing = () => does(fresh('outbound'), system('start', { agent: ada.agent }));
const inside = () => fresh('outbound', { line: { number: null, shown: null, colleague: ben.agent } });
const ringingBen = () => does(inside(), system('start', { agent: ada.agent }));
const room = (i: Call, leg: string) => desired(i).legs.get(leg as Leg)?.room;
const plays = (i: Call, leg: string) =>
  desired(i)
    .sounds.get(room(i, leg) ?? 'ringing')
    ?.map((s) => s.is)
    .join();
const heard = (i: Call, leg: string) => [...hears(desired(i), leg as Leg)].sort().join();
const stage = (i: Call, by: Person) => participationOf(i, by.agent)?.stage;
const stuck = (i: Call, leg: string, from = 50) => {
  let [call, now] = [does(i, fact('moveFailed', { leg }), from), from];
  for (let tries = 0; tries < 3; tries++) {
    now = call.work.troubles.find((t) => t.leg === leg)?.again ?? now;
    call = does(does(call, system('tryAgain', { leg }), now), fact('moveFailed', { leg }), now);
  }
  return call;
};

/** What SPEC.md of the call promises. */
export const promises: Cases = {
  '[VO1] only the owner steers; who is not there does nothing': () => {
    for (const type of ['hold', 'end', 'swap', 'conference']) assert.ok(refused(consulting(), ask(cyd, type)));
    assert.equal(refused(talking(), ask(ben, 'hold')), 'voice.notOwner');
    assert.equal(refused(talking(), ask(ben, 'mute', { muted: true })), 'voice.notOn');
    const eves = all(queued(), offer(eve), ask(eve, 'accept'));
    assert.equal(refused(eves, ask(eve, 'end')), 'interactions.notAllowed');
    assert.equal(controls(held(), ada, 50).end.why, 'voice.resumeFirst');
    assert.ok(controls(held(), ada, 50).end.visible && !controls(held(), ada, 50).end.enabled);
  },
  '[VO2] lifting the phone answers; a call that answers itself is taken with the offer': () => {
    assert.equal(ownerOf(does(offered(), fact('pickedUp', { agent: ada.agent }))), ada.agent);
    assert.deepEqual(does(offered(), fact('pickedUp', { agent: ben.agent })).at, offered().at);
    const auto = does(queued({ settings: { autoAnswer: true } }), offer(ada));
    assert.equal(ownerOf(auto), ada.agent);
  },
  '[VO4] timers are due at their time and refused before it': () => {
    assert.equal(due(dialing()), 50 + settings.ringMs);
    assert.equal(due(fresh('inbound', { settings: { greeting: 'welcome' } })), 60_000);
    assert.equal(refused(dialing(), system('dialTimeout'), 60), 'interactions.notYet');
    assert.deepEqual(overdue(dialing(), 90), [system('dialTimeout')]);
    const lost = does(talking(), fact('deviceLost', { agent: ada.agent }));
    assert.equal(refused(lost, system('recoveryTimeout', { agent: ada.agent }), 60), 'interactions.notYet');
    assert.deepEqual(overdue(lost, 70), [system('recoveryTimeout', { agent: ada.agent })]);
  },
  '[VO5] whoever waits or is held hears music': () => {
    for (const i of [queued(), offered(), held(), asked(), consulting()]) assert.equal(plays(i, customerLeg), 'music');
    assert.equal(plays(does(talking(), ask(ada, 'transfer', { target: toAgent(ben) })), customerLeg), 'music');
  },
  '[VO10] of a pair one leaves and it is over; of three the others go on; numbers alone do not': () => {
    assert.equal(stageOf(does(talking(), left(ada.agent))), 'WRAP_UP');
    assert.equal(stageOf(does(talking(), fact('customerLeft'))), 'WRAP_UP');
    assert.equal(stageOf(does(conferring(), left(ben.agent))), 'CONNECTED');
    const number = all(talking(), ask(ada, 'consult', { target: { to: 'number', leg: n1 }, othersTalk: false }), fact('consultAnswered'));
    const both = all(number, ask(ada, 'conference'), ask(ada, 'consult', { target: { to: 'number', leg: 'n2' }, othersTalk: false }));
    const three = all(both, fact('consultAnswered'), ask(ada, 'conference'), left(customerLeg), left(ada.agent));
    assert.equal(stageOf(three), 'WRAP_UP');
  },
  '[VO11] the longest-standing agent follows; with a number alone nobody owns it': () => {
    const three = all(conferring(), advice(ada, cyd), ask(cyd, 'accept'), ask(ada, 'conference'), ask(ada, 'exitConference'));
    assert.equal(ownerOf(three), ben.agent);
    assert.equal(stage(three, ada), 'wrapUp');
    const number = all(talking(), ask(ada, 'consult', { target: { to: 'number', leg: n1 }, othersTalk: false }), fact('consultAnswered'));
    const given = does(number, ask(ada, 'completeTransfer'));
    assert.deepEqual([ownerOf(given), stageOf(given)], [null, 'EXTERNAL']);
  },
  '[VO12] the customer leaves: an answered consult goes on, a question is withdrawn': () => {
    assert.equal(stageOf(does(consulting(), fact('customerLeft'))), 'POST_CALL');
    assert.deepEqual(does(consulting(), fact('customerLeft')).work.doing, { doing: 'talking' });
    const taken = does(consulting(), left(ada.agent));
    assert.deepEqual([ownerOf(taken), stageOf(taken), heard(taken, customerLeg)], [ben.agent, 'CONNECTED', ben.agent]);
    const alone = does(asked(), fact('customerLeft'));
    assert.deepEqual([stageOf(alone), stage(alone, ben)], ['WRAP_UP', 'revoked']);
    const post = does(conferring(), fact('customerLeft'));
    assert.equal(refused(post, advice(ada, cyd)), 'voice.customerGone');
    assert.ok(controls(post, ada, 50).hold.visible && !controls(post, ada, 50).hold.enabled);
  },
  '[VO13] a consult holds the customer; switching never holds both': () => {
    const i = consulting();
    assert.deepEqual([heard(i, ada.agent), heard(i, ben.agent), heard(i, customerLeg)], [ben.agent, ada.agent, '']);
    const swapped = does(i, ask(ada, 'swap'));
    assert.deepEqual([heard(swapped, ada.agent), heard(swapped, ben.agent), heard(swapped, customerLeg)], ['customer', '', ada.agent]);
    assert.equal(refused(swapped, ask(ada, 'completeTransfer')), 'voice.switchFirst');
    const others = all(conferring(), advice(ada, cyd, true), ask(cyd, 'accept'));
    assert.equal(heard(others, customerLeg), ben.agent);
    assert.equal(refused(talking(), advice(ada, ada)), 'interactions.takesPart');
    assert.equal(plays(asked(), ada.agent), 'ringback');
    const inQueue = does(talking(), ask(ada, 'consult', { target: { to: 'queue', queue }, othersTalk: false }));
    assert.equal(stageOf(all(inQueue, offer(ben), ask(ben, 'accept'))), 'CONSULTING_CONSULT_ACTIVE');
    assert.equal(refused(all(inQueue, offer(ben)), offer(cyd)), 'voice.askedAlready');
  },
  '[VO14] a consult ends by either; the settings say whether the customer is retrieved': () => {
    for (const by of [ada, ben]) assert.equal(stageOf(does(consulting(), ask(by, 'endConsult'))), 'CONNECTED');
    const keep = { settings: { autoRetrieve: false } };
    assert.equal(stageOf(does(consulting(keep), ask(ada, 'endConsult'))), 'HELD');
    assert.equal(stageOf(does(asked(), ask(ben, 'reject'))), 'HELD');
    assert.equal(stage(does(asked(), ask(ben, 'reject')), ben), 'declined');
    assert.equal(refused(asked(), system('offerTimeout', { agent: ben.agent })), 'interactions.notYet');
  },
  '[VO15] the colleague takes it over and whoever asked wraps up at once': () => {
    const i = does(consulting(), ask(ada, 'completeTransfer'));
    assert.deepEqual([ownerOf(i), stage(i, ada), stageOf(i)], [ben.agent, 'wrapUp', 'CONNECTED']);
    assert.equal(heard(i, customerLeg), ben.agent);
  },
  '[VO16] a conference: everyone hears everyone, eight at most, and it can be ended for all': () => {
    assert.equal(heard(conferring(), customerLeg), `${ada.agent},${ben.agent}`);
    const number = (n: number) => [
      ask(ada, 'consult', { target: { to: 'number', leg: `n${n}` }, othersTalk: true }),
      ...[fact('consultAnswered'), ask(ada, 'conference')],
    ];
    const eight = all(conferring(), ...[1, 2, 3, 4, 5].flatMap(number));
    assert.equal(eight.work.parties.length, 8);
    assert.equal(refused(eight, advice(ada, cyd)), 'voice.full');
    assert.equal(stageOf(does(eight, ask(ada, 'endForAll'))), 'WRAP_UP');
    assert.equal(refused(conferring(), ask(ben, 'endForAll')), 'voice.notOwner');
    assert.equal(refused(conferring(), ask(ada, 'hold')), 'voice.inConference');
    assert.equal(refused(conferring(), ask(ada, 'drop', { leg: ada.agent })), 'voice.exitInstead');
    assert.equal(stageOf(does(conferring(), ask(ada, 'drop', { leg: ben.agent }))), 'CONNECTED');
    assert.equal(stageOf(does(conferring(), ask(ada, 'drop', { leg: customerLeg }))), 'POST_CALL');
  },
  '[VO17] given away at once; unanswered it waits in the fallback queue, never for whoever gave it': () => {
    const given = does(talking(), ask(ada, 'transfer', { target: toAgent(ben) }));
    assert.deepEqual([stageOf(given), stage(given, ada)], ['TRANSFERRING', 'wrapUp']);
    assert.equal(ownerOf(does(given, ask(ben, 'accept'))), ben.agent);
    const back = does(given, ask(ben, 'reject'));
    assert.deepEqual(back.at, { stage: 'queued', queue: policy.fallback, since: 50, not: [{ agent: ada.agent, at: null }] });
    const line = does(talking(), ask(ada, 'transferToQueue', { queue: otherQueue, policy, settings: { ...settings, music: 'jazz' } }));
    assert.deepEqual(line.at, { stage: 'queued', queue: otherQueue, since: 50, not: [{ agent: ada.agent, at: null }] });
    assert.deepEqual(desired(line).sounds.get('music'), [{ is: 'music', name: 'jazz' }]);
    const flow = does(talking(), ask(ada, 'transfer', { target: { to: 'entryPoint', leg: n1 } }));
    assert.equal(stageOf(does(flow, system('enqueue', { queue }))), 'QUEUED');
  },
  '[VO18] hold: music and since when; retrieve brings back': () => {
    assert.deepEqual(held().work.doing, { doing: 'holding', since: 50 });
    assert.equal(heard(held(), customerLeg) + heard(held(), ada.agent), '');
    assert.equal(heard(does(held(), ask(ada, 'resume')), customerLeg), ada.agent);
  },
  '[VO20] a greeting is heard alone, then music; whoever answers cuts it short': () => {
    const i = fresh('inbound', { settings: { greeting: 'welcome' } });
    assert.equal(plays(i, customerLeg), 'greeting');
    assert.equal(plays(does(i, fact('promptEnded', { leg: customerLeg })), customerLeg), 'music');
    assert.equal(heard(talking({ settings: { greeting: 'welcome' } }), customerLeg), ada.agent);
    assert.equal(refused(i, system('promptTimeout', { leg: customerLeg }), 59_999), 'interactions.notYet');
    assert.equal(plays(does(i, system('promptTimeout', { leg: customerLeg }), 60_000), customerLeg), 'music');
  },
  '[VO21] who waits is told something, also about an overflow': () => {
    const i = does(queued(), system('announce', { name: 'third' }));
    assert.deepEqual(desired(i).sounds.get('alone/customer'), [{ is: 'announcement', name: 'third' }]);
    const overflowing = queued({ policy: { overflow: { ms: 15, text: 'one moment', to: { queue: otherQueue, policy } } } });
    const moved = does(overflowing, system('overflow'), 25);
    assert.equal(plays(moved, customerLeg), 'announcement');
    assert.deepEqual(moved.at, { stage: 'queued', queue: otherQueue, since: 10, not: [] });
  },
  '[VO22] a whisper for the agent, three beeps before it if the call answered itself; the customer has music': () => {
    const i = talking({ settings: { whisper: 'sales' } });
    assert.deepEqual([plays(i, ada.agent), plays(i, customerLeg), heard(i, customerLeg)], ['whisper', 'music', '']);
    assert.equal(heard(does(i, fact('promptEnded', { leg: ada.agent })), customerLeg), ada.agent);
    const auto = does(queued({ settings: { whisper: 'sales', autoAnswer: true } }), offer(ada));
    assert.equal(plays(auto, ada.agent), 'beep,beep,beep,whisper');
    const late = does(queued({ settings: { whisper: 'sales' } }), { ...offer(ada), answerAt: 20 } as never);
    assert.equal(plays(does(late, system('answerOffer', { agent: ada.agent }), 20), ada.agent), 'beep,beep,beep,whisper');
  },
  '[VO23] digits of the customer are shown, or only counted': () => {
    const press = (digit: string) => fact('digitPressed', { leg: customerLeg, digit });
    assert.equal(all(talking(), press('1'), press('#'), press('x')).work.digits, '1#');
    assert.equal(all(talking({ settings: { secureDigits: true } }), press('1'), press('2')).work.digits, '••');
    assert.equal(Array.from({ length: 40 }, () => press('7')).reduce((i, c) => does(i, c), talking()).work.digits.length, 32);
    assert.equal(does(talking(), fact('digitPressed', { leg: ada.agent, digit: '1' })).work.digits, '');
  },
  '[VO24] keys go out, but in no event': () => {
    assert.deepEqual(decide(talking(), ask(ada, 'sendDigits', { digits: '12,3#' }), 50), [
      { type: 'call.digitsSent', agent: ada.agent, count: 5 },
    ]);
    for (const digits of ['', 'a', '1'.repeat(33)]) assert.equal(refused(talking(), ask(ada, 'sendDigits', { digits })), 'voice.notDigits');
    assert.ok(refused(held(), ask(ada, 'sendDigits', { digits: '1' })));
  },
  '[VO25] the muted hear and are not heard, also after a hold': () => {
    const i = does(talking(), ask(ada, 'mute', { muted: true }));
    assert.deepEqual([heard(i, customerLeg), heard(i, ada.agent)], ['', 'customer']);
    assert.equal(heard(all(i, ask(ada, 'hold'), ask(ada, 'resume')), customerLeg), '');
  },
  '[VO30] a leg that does not move is tried three times more, then the step is taken back and told': () => {
    const once = does(held(), fact('moveFailed', { leg: customerLeg }));
    assert.equal(due(once), 300);
    assert.ok(desired(once).later.has(customerLeg));
    assert.ok(effects(desired(once), empty).every((e) => e.do !== 'move' || e.leg !== customerLeg));
    assert.ok(effects(desired(held()), empty).some((e) => e.do === 'move' && e.leg === customerLeg));
    assert.deepEqual(does(once, fact('moveFailed', { leg: customerLeg })), once);
    assert.equal(refused(once, system('tryAgain', { leg: customerLeg }), 299), 'interactions.notYet');
    assert.deepEqual(
      does(does(once, system('tryAgain', { leg: customerLeg }), 300), fact('moved', { leg: customerLeg })).work.troubles,
      [],
    );
    const told = (i: Call) => [stageOf(i), i.work.told, i.work.troubles.length];
    assert.deepEqual(told(stuck(held(), customerLeg)), ['CONNECTED', 'holdFailed', 0]);
    assert.deepEqual(told(stuck(talking(), customerLeg)), ['HELD', 'retrieveFailed', 0]);
    assert.deepEqual(told(stuck(asked(), customerLeg)), ['CONNECTED', 'consultFailed', 0]);
    assert.deepEqual(told(stuck(does(consulting(), ask(ada, 'swap')), customerLeg)), ['CONSULTING_CONSULT_ACTIVE', 'swapFailed', 0]);
    assert.deepEqual(told(stuck(talking(), ada.agent)), ['RECOVERING', 'legLost', 0]);
    assert.deepEqual(told(stuck(conferring(), customerLeg)), ['POST_CALL', 'legLost', 0]);
    assert.deepEqual(
      stuck(queued(), customerLeg).work.troubles.map((t) => t.tries),
      [4],
    );
    assert.equal(does(talking(), fact('moveFailed', { leg: 'nobody' })).work.troubles.length, 0);
  },
  '[VO31] a lost device: music, grace, then the old place; back in time: it goes on': () => {
    const lost = does(talking(), fact('deviceLost', { agent: ada.agent }));
    assert.deepEqual([stageOf(lost), plays(lost, customerLeg), desired(lost).legs.has(legOf(ada.agent))], ['RECOVERING', 'music', false]);
    assert.equal(refused(lost, ask(ada, 'hold')), 'voice.noPhone');
    assert.equal(heard(does(lost, fact('deviceRecovered', { agent: ada.agent })), customerLeg), ada.agent);
    assert.deepEqual(does(lost, system('recoveryTimeout', { agent: ada.agent }), 70).at, { ...queued().at });
    assert.equal(stage(does(consulting(), fact('deviceLost', { agent: ada.agent })), ben), 'done');
    assert.equal(stageOf(does(asked(), fact('deviceLost', { agent: ben.agent }))), 'HELD');
  },
  '[VO32] a phone put down while the customer is held is rung back, not an end': () => {
    for (const i of [held(), asked()]) {
      const down = does(i, left(ada.agent));
      assert.deepEqual(lostOf(down, ada.agent), { until: 70, ringBack: true });
      assert.deepEqual([room(down, ada.agent), plays(down, customerLeg)], ['ringing', 'music']);
      assert.equal(heard(does(down, fact('pickedUp', { agent: ada.agent })), customerLeg), ada.agent);
      assert.equal(stageOf(does(down, left(ada.agent))), 'RECOVERING');
      assert.equal(stageOf(does(down, system('recoveryTimeout', { agent: ada.agent }), 70)), 'QUEUED');
    }
    assert.equal(stageOf(does(talking(), left(ada.agent))), 'WRAP_UP');
  },
  '[VO40] a call out rings, is answered, or given up': () => {
    const i = dialing();
    assert.deepEqual([stageOf(i), room(i, customerLeg), plays(i, ada.agent)], ['DIALING', 'ringing', 'ringback']);
    assert.equal(heard(does(i, fact('customerAnswered')), customerLeg), ada.agent);
    const up = does(i, ask(ada, 'cancelDial'));
    assert.deepEqual([stageOf(up), up.work.failed], ['WRAP_UP', 'cancelled']);
    assert.equal(does(i, system('dialTimeout'), 90).work.failed, 'noAnswer');
  },
  '[VO41] why nobody answered is kept; a callback goes back to its place': () => {
    for (const cause of ['busy', 'noAnswer', 'notRegistered', 'invalid'] as const)
      assert.equal(does(dialing(), fact('dialFailed', { cause })).work.failed, cause);
    const callback = all(does(fresh('callback'), system('enqueue', { queue }), 10), offer(ada), ask(ada, 'accept'));
    assert.equal(stageOf(callback), 'DIALING');
    const back = does(callback, fact('dialFailed', { cause: 'busy' }));
    assert.deepEqual([stageOf(back), stage(back, ada), back.work.parties.length], ['QUEUED', 'done', 0]);
    assert.equal(stageOf(does(back, fact('customerLeft'))), 'QUEUED');
  },
  '[VO42] colleagues: no queue, no wrap-up, no transfer; either ends it': () => {
    assert.deepEqual([room(ringingBen(), ben.agent), audience(ringingBen()).includes(`agent:${ben.agent}`)], ['ringing', true]);
    const i = does(ringingBen(), ask(ben, 'accept'));
    assert.deepEqual([stageOf(i), heard(i, ada.agent), ownerOf(i)], ['CONNECTED', ben.agent, ada.agent]);
    for (const by of [ada, ben]) assert.equal(stageOf(does(i, ask(by, 'end'))), 'CLOSED');
    assert.equal(plays(does(i, ask(ada, 'hold')), ben.agent), 'music');
    for (const one of [advice(ada, cyd), ask(ada, 'transfer', { target: toAgent(cyd) })]) assert.equal(refused(i, one), 'voice.internal');
    assert.equal(does(ringingBen(), ask(ben, 'reject')).work.failed, 'declined');
    assert.equal(refused(inside(), system('enqueue', { queue })), 'voice.internal');
    assert.equal(refused(inside(), system('start', { agent: ben.agent })), 'voice.self');
    assert.equal(refused(ringingBen(), ask(cyd, 'accept')), 'interactions.offeredElsewhere');
  },
  '[VO44] a lifted phone is off the hook until it is put down': () => {
    const i = does(offered(), fact('pickedUp', { agent: ada.agent }));
    const over = does(i, fact('customerLeft'));
    assert.deepEqual(over.work.offHook, [ada.agent]);
    assert.deepEqual(does(over, fact('onHook', { agent: ada.agent })).work.offHook, []);
    assert.deepEqual(does(i, left(ada.agent)).work.offHook, []);
    assert.deepEqual(does(talking(), fact('customerLeft')).work.offHook, []);
  },
  '[VO50] a supervisor hears all, is heard by nobody, and follows the agent': () => {
    const i = does(consulting(), ask(sue, 'monitor', { agent: ada.agent }));
    assert.equal(stageOf(i), stageOf(consulting()));
    assert.equal(heard(i, sue.agent), `${ada.agent},${ben.agent}`);
    assert.equal(heard(does(i, ask(ada, 'swap')), sue.agent), `${ada.agent},customer`);
    assert.equal(heard(i, ada.agent), ben.agent);
    const joined = all(talking(), ask(sue, 'monitor', { agent: ada.agent }), advice(ada, sue), ask(sue, 'accept'));
    assert.deepEqual(joined.work.monitors, []);
    assert.equal(refused(talking(), ask(ben, 'monitor', { agent: ada.agent })), 'interactions.notAllowed');
    assert.deepEqual(does(does(talking(), ask(sue, 'monitor', { agent: ada.agent })), fact('customerLeft')).work.monitors, []);
  },
  '[VO51] a coach is heard by the agent alone, who barges in by all': () => {
    const i = all(talking(), ask(sue, 'monitor', { agent: ada.agent }), ask(sue, 'coach'));
    assert.deepEqual([heard(i, ada.agent), heard(i, customerLeg)], [`${sue.agent},customer`, ada.agent]);
    assert.equal(heard(i, sue.agent), `${ada.agent},customer`);
    const barge = does(i, ask(sue, 'bargeIn'));
    assert.equal(heard(barge, customerLeg), `${ada.agent},${sue.agent}`);
    assert.equal(refused(barge, ask(sue, 'coach')), 'voice.silentFirst');
  },
  '[VO60] a recording is paused by its owner for a while, and is final at the end': () => {
    const i = does(talking(), system('startRecording'));
    const paused = does(i, ask(ada, 'pauseRecording'));
    assert.deepEqual(paused.work.recording, { tape: 'paused', until: 50 + 60 });
    assert.equal(desired(does(paused, system('pauseTimeout'), 110)).recording, 'running');
    assert.deepEqual(does(i, fact('customerLeft')).work.recording, { tape: 'finalized' });
    assert.equal(refused(does(i, advice(ada, ben)), ask(ada, 'pauseRecording')), 'voice.inConsult');
    const never = does(talking({ settings: { pauseMs: null } }), system('startRecording'));
    assert.equal(refused(never, ask(ada, 'pauseRecording')), 'voice.noPause');
  },
  '[VO70] over: no leg, no sound': () => {
    const over = desired(does(conferring(), ask(ada, 'endForAll')));
    assert.equal(over.legs.size + over.sounds.size, 0);
  },
  '[VO71] the difference, done, is nothing; a retrieve is not done twice': () => {
    const wanted = desired(consulting());
    const actual = effects(wanted, empty).reduce(carryOut, empty);
    assert.deepEqual(effects(wanted, actual), []);
    const swap = effects(desired(does(consulting(), ask(ada, 'swap'))), actual).flatMap((e) => (e.do === 'move' ? [e.leg] : []));
    assert.equal(swap[0], ben.agent);
  },
  '[IN14] whoever may not go on gives the customer back, or leaves it to the others': () => {
    const shut = (by: Person) => system('giveBack', { agent: by.agent });
    const back = does(talking(), shut(ada));
    assert.deepEqual([back.at, stage(back, ada)], [queued().at, 'done']);
    const rest = does(conferring(), shut(ada));
    assert.deepEqual([ownerOf(rest), stage(rest, ada)], [ben.agent, 'done']);
    assert.equal(stageOf(does(asked(), shut(ben))), 'HELD');
    assert.equal(stageOf(does(dialing(), shut(ada))), 'CLOSED');
  },
};
