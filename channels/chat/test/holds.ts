import assert from 'node:assert/strict';
import { type Agent, openOn } from '@patchbay/agents/agent.ts';
import { shownState } from '@patchbay/agents/shown.ts';
import type { AgentId, Permission, Person } from '@patchbay/base/decision.ts';
import { isOpen, ownerOf, type Participation } from '@patchbay/interactions/interaction.ts';
import { type Chat, type ChatCommand, due, isOver, overdue } from '../chat.ts';

type Open = Extract<Participation, { readonly stage: 'offered' | 'active' | 'wrapUp' }>;
const open = (i: Chat, stage?: Open['stage']) => i.participations.filter((p): p is Open => isOpen(p) && (!stage || p.stage === stage));
const namesOf = (parts: readonly Participation[]) => parts.map((p) => p.agent).join();

/** What must hold of every chat that can be reached. */
export function chatHolds(i: Chat, now: number): void {
  const { at, work } = i;
  assert.equal(new Set(i.participations.map((p) => p.agent)).size, i.participations.length, '[IN13] one participation per agent');
  assert.equal(
    namesOf(open(i, 'active')).split(',').sort().join(),
    [ownerOf(i) ?? '', ...besides(i)]
      .filter((name, n) => name || n)
      .sort()
      .join(),
    '[IN3] [CH26] who is active owns it, talks beside the owner, or advises',
  );
  assert.equal(at.stage === 'active', ownerOf(i) !== null, '[IN3] an active chat has one owner');
  assert.equal(namesOf(open(i, 'offered')), asked(i) ?? '', 'it is offered to whom it says, and to nobody else');
  for (const p of open(i, 'active')) if (p.agent === ownerOf(i)) assert.ok(p.stage === 'active' && p.everOwner, 'the owner was ever owner');
  if (at.stage !== 'active') assert.equal(work.guests.length, 0, '[CH26] guests are of an active chat');
  if (at.stage === 'offered') assert.equal(open(i, 'offered').find((p) => p.stage === 'offered')?.until, at.until, 'one deadline');
  if (at.stage === 'queued' || at.stage === 'arriving')
    assert.equal(open(i).length, open(i, 'wrapUp').length, 'nobody has it before an offer; who handed it on may still wrap up');
  if (at.stage === 'wrapUp') assert.ok(open(i).length > 0, '[IN5] somebody still wraps up');
  if (at.stage === 'closed') assert.equal(open(i).length, 0, '[IN13] closed: nobody has an open part');
  if (at.stage !== 'active') assert.equal(work.talk.doing, 'chatting', 'a transfer is one of an active chat');
  if (at.stage !== 'active' || work.away !== null) assert.equal(work.silence, null, '[CH23] silence counts only in conversation');
  if (isOver(i)) assert.equal(work.away, null, 'nobody waits for the customer of a chat that is over');
  monitorsHold(i);
  timersHold(i, now);
}

/** Whoever watches watches somebody who is there, once, and is not there themselves. */
function monitorsHold({ participations, work: { monitors = [], wrote = [] } }: Chat): void {
  const active = participations.filter((p) => p.stage === 'active').map((p) => p.agent);
  assert.equal(new Set(monitors.map((m) => m.supervisor)).size, monitors.length, '[CH80] a supervisor watches a chat once');
  for (const { agent, supervisor } of monitors) {
    assert.ok(active.includes(agent), '[CH84] only who is there is watched');
    assert.ok(!active.includes(supervisor), '[CH84] nobody watches a conversation they are in');
  }
  const numbers = wrote.map((one) => one.nth);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
    '[CH86] what is written has numbers in order',
  );
}

const besides = ({ work: { talk, guests } }: Chat): readonly AgentId[] => [...guests, ...(talk.doing === 'consulting' ? [talk.with] : [])];
const asked = (i: Chat): AgentId | null => {
  if (i.at.stage === 'offered') return i.at.agent;
  return 'to' in i.work.talk ? i.work.talk.to : null;
};

/** Whatever is due is ordered, and nothing else. */
function timersHold(i: Chat, now: number): void {
  const at = due(i);
  assert.equal(overdue(i, now).length > 0, at !== null && at <= now, 'ordered when due, and only then');
  if (at !== null) assert.ok(overdue(i, at).length > 0 && overdue(i, at - 1).length === 0, 'due is the first moment of an order');
}

/** What must hold of every agent: the work is that of all chats together. */
export function agentHolds(a: Agent, chats: readonly Chat[], now: number): void {
  const parts = chats.flatMap((i) =>
    open(i)
      .filter((p) => p.agent === a.id)
      .map((p) => `${i.id} ${p.stage}`),
  );
  assert.equal(
    a.work
      .map((w) => `${w.interaction} ${w.stage}`)
      .sort()
      .join(),
    parts.sort().join(),
    '[AG8] the work is the open participations',
  );
  assert.ok(openOn(a, 'chat') <= (a.profile.capacity.chat ?? 0), '[AG8] never above capacity');
  const chosen = a.channels.chat;
  if (!chosen || chosen.is === 'loggedOff') assert.equal(a.work.length, 0, '[AG9] nobody leaves with work open');
  if (chosen) assert.ok(chosen.since <= now && (chosen.by === 'agent' || chosen.by === 'system'), '[AG10] since when and by whom');
  for (const [is, stage] of [
    ['ringing', 'offered'],
    ['busy', 'active'],
  ] as const)
    if (shownState(a, 'chat').is === is)
      assert.ok(
        a.work.some((w) => w.stage === stage),
        `${is} is read off the work`,
      );
}

/** What must hold of every accepted command, whatever the rules say. */
export function stepHolds(before: Chat, command: ChatCommand, after: Chat, now: number): void {
  const until = deadline(before, command);
  if (until !== undefined) assert.ok(until !== null && until <= now, `[IN9] ${command.type} before its time`);
  if (command.type === 'message') assert.equal(after.work.away, null, '[CH5] whoever writes is back');
  if (typeof command.by === 'object') lawful(before, command, command.by);
  if (command.type === 'say') unheard(before, command, now);
  const steps: readonly ChatCommand['type'][] = [
    'monitor',
    'beginMonitoring',
    'coach',
    'bargeIn',
    'silence',
    'stopMonitoring',
    'endMonitoring',
  ];
  if (steps.includes(command.type)) {
    const { monitors: _, ...was } = before.work;
    const { monitors: __, ...is } = after.work;
    assert.deepEqual({ ...after, work: is }, { ...before, work: was }, '[CH80] watching changes nothing else');
  }
  for (const p of open(before, 'active')) {
    const then = after.participations.find((q) => q.agent === p.agent)?.stage;
    assert.ok(
      then === 'active' ||
        then === 'wrapUp' ||
        (then === 'done' && (command.type === 'giveBack' || (p.stage === 'active' && !p.everOwner && !before.policy.wrapUpForAll))),
      '[IN4] an owner goes on or wraps up, or gives it back [IN14]; who never was needs no wrap-up',
    );
  }
}

/** What others wrote was on the screen, and not only just, unless whoever says it is sure. */
function unheard({ work: { wrote = [] } }: Chat, { by, seen, sure }: Extract<ChatCommand, { type: 'say' }>, now: number): void {
  if (seen === undefined) return;
  for (const one of wrote) {
    if (one.by === by.agent || (one.to && one.to !== by.agent)) continue;
    assert.ok(one.nth <= seen, '[CH86] said without having seen what another wrote');
    assert.ok(sure || now - one.at >= 5000, '[CH86] said though another wrote just now');
  }
}

const owners: readonly ChatCommand['type'][] = [
  'end',
  'transfer',
  'transferToQueue',
  'cancelTransfer',
  'consult',
  'completeTransfer',
  'conference',
  'drop',
];
const granted: Partial<Record<ChatCommand['type'], Permission>> = {
  end: 'end',
  extendWrapUp: 'extendWrapUp',
  forceWrapUp: 'forceWrapUp',
  take: 'takeWork',
  assign: 'seeAllWork',
  monitor: 'seeAllWork',
  coach: 'seeAllWork',
  bargeIn: 'seeAllWork',
  takeOver: 'seeAllWork',
  ban: 'ban',
  withdraw: 'seeAllWork',
};
const parts: Partial<Record<ChatCommand['type'], readonly Participation['stage'][]>> = {
  accept: ['offered'],
  reject: ['offered'],
  chooseReason: ['active', 'wrapUp'],
  writeNotes: ['active', 'wrapUp'],
  submitWrapUp: ['wrapUp'],
  extendWrapUp: ['wrapUp'],
  leave: ['active'],
  endConsult: ['active'],
};
/** Whoever did it may, and is where they can. */
function lawful(i: Chat, { type }: ChatCommand, by: Person): void {
  const may = granted[type];
  const stage = i.participations.find((p) => p.agent === by.agent)?.stage;
  if (may) assert.ok(by.may.includes(may), `${type} without leave`);
  if (owners.includes(type)) assert.equal(ownerOf(i), by.agent, '[CH2] only the owner');
  const watching = i.work.monitors?.find((m) => m.supervisor === by.agent)?.mode;
  if (type === 'say')
    assert.ok(watching === 'barge' || [ownerOf(i), ...i.work.guests].includes(by.agent), '[CH2] [CH82] only who talks with the customer');
  if (type === 'whisper')
    assert.ok(watching ? watching !== 'silent' : stage === 'active' || stage === 'wrapUp', '[CH22] [CH81] who has a part, or coaches');
  if (['coach', 'bargeIn', 'silence', 'stopMonitoring', 'takeOver'].includes(type)) assert.ok(watching, '[CH80] only who watches');
  if (type === 'ban') assert.ok(ownerOf(i) === by.agent || stage === 'wrapUp', '[CH70] who answers, or still wraps up');
  if (parts[type]) assert.ok(stage && parts[type].includes(stage), `[IN2] ${type} by somebody who is ${stage}`);
}

function deadline(i: Chat, command: ChatCommand): number | null | undefined {
  if (command.type === 'awayTimeout') return i.work.away;
  if (command.type === 'silenceTimeout') return i.work.silence?.until ?? null;
  if (command.type === 'overflow') return i.at.stage === 'queued' && i.policy.overflow ? i.at.since + i.policy.overflow.ms : null;
  if (command.type === 'waitTimeout') return i.at.stage === 'queued' && i.policy.wait ? i.at.since + i.policy.wait.ms : null;
  if (command.type !== 'offerTimeout' && command.type !== 'wrapUpTimeout') return undefined;
  const part = i.participations.find((p) => p.agent === command.agent);
  return part && 'until' in part ? part.until : null;
}
