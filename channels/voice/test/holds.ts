import assert from 'node:assert/strict';
import { isOpen, ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from '../asked.ts';
import { agents, type Call, customerLeg, everyone, isInternal, type Leg, legOf, type Party, partyOf, size } from '../call.ts';
import { desired, hears, type Picture } from '../picture.ts';
import { stageOf } from '../stage.ts';
import { due, overdue } from '../timers.ts';

const sorted = (list: readonly string[]) => [...list].sort().join();

/** What must hold of every call that can be reached. */
export function callHolds(i: Call, now: number): void {
  const { at, work } = i;
  const { doing, parties } = work;
  const here = everyone(work);
  const owner = ownerOf(i);
  assert.equal(new Set(here.map((p) => p.leg)).size, here.length, '[VO3] nobody is there twice');
  assert.equal(new Set(i.participations.map((p) => p.agent)).size, i.participations.length, '[IN13] one participation per agent');
  assert.ok(size(work) <= 8, '[VO16] at most eight');
  assert.equal(at.stage !== 'active', doing.doing === 'waiting', '[VO3] whoever has it does something');
  if (at.stage === 'active') {
    const on = agents(parties).map((p) => p.agent);
    assert.ok(on.length ? owner !== null && on.includes(owner) : owner === null, '[VO11] one owner, who is on the main line');
    const taking = i.participations.filter((p) => p.stage === 'active').map((p) => p.agent);
    assert.equal(sorted(agents(here).map((p) => p.agent)), sorted(taking), '[VO3] who is on the call takes part, and nobody else');
    if (on.length === 0 && doing.doing !== 'transferring') assert.ok(here.length >= 2, '[VO10] nobody talks to nobody');
  }
  for (const m of work.monitors) assert.ok(partyOf(i, m.agent) && !partyOf(i, m.supervisor), '[VO50] a monitor listens to somebody there');
  if (at.stage === 'closed') assert.ok(!i.participations.some(isOpen), '[IN13] closed: nobody has an open part');
  if (stageOf(i) === 'HELD') assert.ok(parties.some((p) => p.leg === customerLeg) || isInternal(work), 'somebody is held');
  const next = due(i);
  assert.equal(overdue(i, now).length > 0, next !== null && next <= now, '[VO4] ordered when due, and only then');
  pictureHolds(i, desired(i));
}

/** What must hold of every picture, told from the facts and not from the rooms. */
export function pictureHolds(i: Call, picture: Picture): void {
  const { legs, sounds } = picture;
  const over = i.at.stage === 'wrapUp' || i.at.stage === 'closed';
  if (over) assert.equal(legs.size + sounds.size + picture.bridges.size, 0, '[VO70] over: every leg is released');
  for (const p of everyone(i.work)) {
    if (p.is === 'agent' && p.lost && !p.lost.ringBack) continue;
    assert.ok(legs.has(p.leg), `[VO70] nobody without a leg: ${p.leg}`);
    assert.equal(sorted(hears(picture, p.leg)), sorted(shouldHear(i, p)), `[VO72] ${p.leg} hears whom they should`);
  }
  const here = new Set<string>([...everyone(i.work).map((p) => p.leg), ...i.work.monitors.map((m) => m.leg)]);
  const rooms = Map.groupBy(legs, ([, seat]) => seat.room);
  for (const [leg, seat] of legs) {
    assert.ok(here.has(leg) || seat.room === 'ringing', `[VO70] no leg of somebody who is not there: ${leg}`);
    const alone = rooms.get(seat.room)?.length === 1 && ![...picture.bridges.values()].includes(seat.room);
    if (alone && (seat.room === 'main' || seat.room === 'consult')) assert.equal(leg, ownerOf(i), '[VO70] no forgotten leg');
    if (alone) assert.ok(!seat.room.startsWith('coach/'), '[VO51] nobody is coached by nobody');
    if (leg === customerLeg && seat.room !== 'ringing') customerHears(i, picture);
  }
  for (const room of sounds.keys()) assert.ok(rooms.has(room), '[VO70] nothing plays to nobody');
  const played = sounds.get('music')?.map((s) => s.is);
  assert.equal(rooms.has('music'), played?.join() === 'music', '[VO71] in the music room there is music');
}

function customerHears(i: Call, picture: Picture): void {
  const seat = picture.legs.get(customerLeg);
  assert.ok(seat && !seat.room.startsWith('coach/') && seat.room !== 'consult', '[VO51] the customer is never coached');
  const mates = [...picture.legs].filter(([leg, one]) => leg !== customerLeg && one.room === seat.room).length;
  const linked = [...picture.bridges.values()].includes(seat.room);
  const { doing } = i.work.doing;
  if (doing === 'holding' || doing === 'transferring' || doing === 'waiting')
    assert.ok(seat.room === 'music' || seat.room.startsWith('alone/'), '[VO5] who is held hears music');
  assert.ok(picture.sounds.has(seat.room) || mates > 0 || linked, '[VO5] the customer never sits in silence');
}

/** Those with whom somebody talks, by what is going on. */
function circle(i: Call, who: Party): readonly Party[] {
  const { doing, parties, prompts } = i.work;
  const owner = ownerOf(i);
  const isOwner = (p: Party) => p.is === 'agent' && p.agent === owner;
  const list = ((): readonly Party[] => {
    if (doing.doing === 'waiting' || doing.doing === 'transferring') return [];
    if (doing.doing === 'holding') return parties.filter(isOwner);
    if (doing.doing === 'asking') return isOwner(who) ? [who] : doing.othersTalk ? parties.filter((p) => !isOwner(p)) : [];
    if (doing.doing !== 'consulting' || doing.side === 'main') return parties;
    if (isOwner(who) || who === doing.colleague) return [...parties.filter(isOwner), doing.colleague];
    return doing.othersTalk ? parties.filter((p) => !isOwner(p)) : [];
  })();
  const there = list.filter(
    (p) =>
      !(p.is === 'agent' && p.lost) && !prompts.some((one) => one.leg === p.leg) && !(p.is === 'customer' && doing.doing === 'dialing'),
  );
  return there.includes(who) && (there.length > 1 || isOwner(who)) ? there : [];
}

function shouldHear(i: Call, who: Party): readonly Leg[] {
  const mates = circle(i, who);
  if (!mates.length) return [];
  const names = new Set<string>(mates.map((p) => p.leg));
  const monitors = i.work.monitors.filter(
    (m) => (m.mode === 'barge' && names.has(m.agent)) || (m.mode === 'coach' && legOf(m.agent) === who.leg),
  );
  return [...mates.filter((p) => p !== who && !p.muted).map((p) => p.leg), ...monitors.map((m) => m.leg)];
}

const owners: readonly CallCommand['type'][] = [
  ...(['hold', 'resume', 'swap', 'consult', 'completeTransfer', 'conference', 'transfer', 'transferToQueue', 'drop', 'endForAll'] as const),
  ...(['cancelDial', 'pauseRecording', 'resumeRecording'] as const),
];
/** What must hold of every accepted command, whatever the rules say. */
export function stepHolds(before: Call, command: CallCommand, now: number): void {
  if (typeof command.by !== 'object') return onTime(before, command, now);
  const { by, type } = command;
  if (owners.includes(type)) assert.equal(ownerOf(before), by.agent, `[VO1] ${type}: only the owner`);
  if (type === 'end' || type === 'endForAll') assert.ok(by.may.includes('end'), '[VO1] ending without leave');
  if (type === 'monitor' || type === 'coach' || type === 'bargeIn') assert.ok(by.may.includes('seeAllWork'), '[VO50] without leave');
  if (type === 'accept' && !isInternal(before.work))
    assert.equal(participationOf(before, by.agent)?.stage, 'offered', '[IN2] who was asked');
  if (type === 'mute' || type === 'sendDigits') assert.ok(partyOf(before, by.agent), '[VO1] who is on the call');
}
function onTime({ work, participations }: Call, command: CallCommand, now: number): void {
  const at = ((): number | null | undefined => {
    if (command.type === 'dialTimeout') return work.doing.doing === 'dialing' ? work.doing.until : null;
    if (command.type === 'recoveryTimeout') return agents(everyone(work)).find((p) => p.agent === command.agent)?.lost?.until ?? null;
    if (command.type === 'promptTimeout') return work.prompts.find((p) => p.leg === command.leg)?.until ?? null;
    if (command.type === 'tryAgain') return work.troubles.find((t) => t.leg === command.leg)?.again ?? null;
    if (command.type === 'pauseTimeout') return work.recording.tape === 'paused' ? work.recording.until : null;
    if (command.type !== 'offerTimeout') return undefined;
    const part = participations.find((p) => p.agent === command.agent);
    return part?.stage === 'offered' ? part.until : null;
  })();
  if (at !== undefined) assert.ok(at !== null && at <= now, `[VO4] ${command.type} before its time`);
}
