import assert from 'node:assert/strict';
import type { ChannelName, InteractionId } from '@patchbay/base/decision.ts';
import { type Agent, channelsOf, isLoggedOn, isSet, openOn, takesOffers, type Work } from '../agent.ts';
import { presenceOf, shownState, wholeState } from '../shown.ts';
import { due, overdue } from '../timers.ts';
import type { Step } from './walk.ts';

type Open = ReadonlyMap<InteractionId, Pick<Work, 'channel' | 'stage'>>;

/** What must hold of every agent that can be reached. */
export function agentHolds(a: Agent, open: Open, now: number): void {
  const listed = (all: Iterable<readonly [string, { channel: string; stage: string }]>) =>
    [...all]
      .map(([id, { channel, stage }]) => `${id} ${channel} ${stage}`)
      .sort()
      .join();
  assert.equal(listed(a.work.map((w) => [w.interaction, w] as const)), listed(open), '[AG8] the work is what is open');
  for (const channel of channelsOf(a)) channelHolds(a, channel, now);
  if (!isLoggedOn(a)) assert.ok(!isSet(a.doNotDisturb) && !isSet(a.away), '[AG16] whoever has left may be disturbed again');
  if (isSet(a.lost)) assert.equal(presenceOf(a), 'offline', '[AG24] nobody is there');
  const first = due(a);
  assert.equal(overdue(a, now).length > 0, first !== null && first <= now, 'ordered when due, and only then');
  if (first !== null) assert.ok(overdue(a, first).length > 0 && !overdue(a, first - 1).length, 'due is the first moment of an order');
  if (isLoggedOn(a)) assert.notEqual(wholeState(a).chosen?.is, 'loggedOff', '[AG17] logged on as a whole');
}

function channelHolds(a: Agent, channel: ChannelName, now: number): void {
  const chosen = a.channels[channel];
  assert.ok(chosen && chosen.since <= now, '[AG10] since when');
  assert.ok(chosen.by !== 'supervisor' || (chosen.who && chosen.why), '[AG19] a supervisor says who and why');
  const open = a.work.filter((w) => w.channel === channel);
  if (chosen.is === 'loggedOff') assert.equal(open.length, 0, '[AG9] nobody leaves with work open');
  if (chosen.is === 'supervising') assert.equal(open.length, 0, '[AG14] supervising has no work');
  if (chosen.is === 'pending') assert.ok(openOn(a, channel) > 0, '[AG12] what waits waits for something');
  if (chosen.is === 'notReady' && isSet(chosen.until))
    assert.ok(chosen.reason === 'system.rest' && chosen.by === 'system', '[AG28] a rest has its reason');
  if (chosen.is === 'outOfService') assert.ok(a.failed?.includes(channel), '[AG23] out of service has a cause');
  if (['ready', 'pending', 'missed'].includes(chosen.is)) assert.ok(!a.failed?.includes(channel), '[AG23] no device, no work');
  assert.ok(openOn(a, channel) <= (a.profile.capacity[channel] ?? 0), '[AG8] never above capacity');
  if (takesOffers(a, channel)) {
    assert.equal(chosen.is, 'ready', '[AG2] only Ready takes offers');
    assert.ok(!isSet(a.doNotDisturb) && !isSet(a.lost), '[AG16] [AG21] and only who may be disturbed, and is there');
  }
  const shown = shownState(a, channel);
  assert.ok(shown.since <= now, 'shown since');
  if (isSet(a.doNotDisturb)) assert.ok(['doNotDisturb', 'loggedOff', 'outOfService'].includes(shown.is), '[AG16] do not disturb is shown');
}

const byHand: Readonly<Record<string, string>> = { supervisor: 'force', agent: '' };

/** What must hold of every accepted command, whatever the rules say. */
export function stepHolds({ before, command, events, after, now }: Step): void {
  for (const event of events) {
    if (event.type !== 'agent.chose') continue;
    const { by } = event.chosen;
    if (by !== 'system') assert.ok(command.type.startsWith(byHand[by] ?? '-'), `[AG10] ${command.type} is not of ${by}`);
    if (by === 'supervisor')
      assert.ok(!before.work.some((w) => w.stage !== 'wrapUp'), '[AG19] nobody is forced in the middle of something');
  }
  if (command.type.startsWith('force') && typeof command.by === 'object')
    assert.ok(command.by.may.includes('forceState') && command.by.agent !== before.id, '[AG19] forced without leave');
  if (command.type === 'setDoNotDisturb') assert.deepEqual(after.channels, before.channels, '[AG16] the chosen states stay');
  if (command.type === 'sessionLost')
    assert.ok(isSet(before.lost) && now >= before.lost + before.profile.graceMs, '[AG21] before its time');
  if (command.type === 'awayTooLong')
    assert.ok(isSet(before.away) && now >= before.away + (before.profile.awayMs ?? Infinity), '[AG27] before its time');
  if (command.type === 'restOver')
    assert.ok(
      !isSet(before.lost) && Object.values(before.channels).some((c) => c.is === 'notReady' && now >= (c.until ?? Infinity)),
      '[AG28] over, and somebody there',
    );
  if (command.type === 'sessionExpired')
    assert.ok(isSet(before.lost) && now >= before.lost + before.profile.logOffMs, '[AG22] before its time');
  if (command.type === 'offerWork') assert.ok(takesOffers(before, command.channel), '[AG2] offered to who takes it');
}
