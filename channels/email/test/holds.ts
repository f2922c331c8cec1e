import assert from 'node:assert/strict';
import type { AgentId, Permission } from '@patchbay/base/decision.ts';
import { isOpen, ownerOf } from '@patchbay/interactions/interaction.ts';
import { effects } from '../effects.ts';
import { type Email, type EmailCommand, type EmailEvent, holderOf, lastOf, takesMail } from '../email.ts';
import { due, overdue } from '../timers.ts';

/** What must hold of every piece of work that can be reached. */
export function emailHolds(i: Email, now: number): void {
  const { at, work } = i;
  const { doing, outgoing } = work;
  const open = i.participations.filter(isOpen);
  const owner = ownerOf(i);
  const held = lastOf(work)?.until ?? null;
  assert.equal(new Set(i.participations.map((p) => p.agent)).size, i.participations.length, '[IN13] one participation per agent');
  assert.deepEqual(
    open.filter((p) => p.stage === 'active').map((p) => p.agent),
    owner ? [owner] : [],
    '[EM1] who works on it owns it, alone',
  );
  assert.deepEqual(
    open.filter((p) => p.stage === 'offered').map((p) => p.agent),
    at.stage === 'offered' ? [at.agent] : [],
    'offered to whom it says',
  );
  if (at.stage !== 'active') assert.equal(doing.doing, 'reading', 'what is going on goes on while it is active');
  else
    assert.equal(
      owner !== null,
      doing.doing === 'reading' || doing.doing === 'writing' || doing.doing === 'closing' || held !== null,
      '[EM5] in a workbin it takes nobody’s place',
    );
  if (at.stage === 'active' && doing.doing === 'reading') assert.ok(work.came > 0, 'there is something to read');
  if (doing.doing === 'drafted' || doing.doing === 'writing') assert.ok(work.draft, 'a draft is being written');
  if (doing.doing === 'sending') assert.ok(lastOf(work), '[EM8] what is being sent is on its way');
  assert.equal(outgoing.filter((one) => !one.interim).length, doing.doing === 'sending' ? 1 : 0, '[EM6] one last answer');
  assert.equal(new Set(outgoing.map((one) => one.mail)).size, outgoing.length, '[EM8] no mail is on its way twice');
  for (const one of outgoing)
    assert.ok(
      [one.until, one.again, one.failed].filter((fact) => fact !== null).length <= 1,
      '[EM8] held, waiting or given up, one of them',
    );
  if (at.stage === 'closed') assert.equal(open.length, 0, '[IN13] closed: nobody has an open part');
  if (at.stage === 'wrapUp') assert.ok(open.length > 0, '[IN5] somebody still wraps up');
  if (holderOf(i)) assert.equal(at.stage, 'active', 'in a workbin it is active');
  const next = due(i);
  assert.equal(overdue(i, now).length > 0, next !== null && next <= now, '[EM9] ordered when due, and only then');
}

const ofOwner: readonly EmailCommand['type'][] = [
  ...(['reply', 'discard', 'saveDraft', 'toWorkbin', 'send', 'interimSend', 'closeWithoutReply', 'undoClose'] as const),
  ...(['transfer', 'transferToWorkbin', 'transferToQueue', 'changeQueue', 'letHave', 'keepIt'] as const),
];
const ofHolder: readonly EmailCommand['type'][] = ['open', 'deleteDraft', 'edit'];
const granted: Partial<Record<EmailCommand['type'], Permission>> = {
  take: 'takeWork',
  assign: 'seeAllWork',
  withdraw: 'seeAllWork',
  move: 'seeAllWork',
  relieve: 'seeAllWork',
  transfer: 'handOnMails',
  transferToWorkbin: 'handOnMails',
  transferToQueue: 'handOnMails',
  approve: 'seeAllWork',
  sendBack: 'seeAllWork',
  forceWrapUp: 'forceWrapUp',
};

/** What must hold of every accepted command, whatever the rules say. */
export function stepHolds(before: Email, command: EmailCommand, events: readonly EmailEvent[], after: Email, now: number): void {
  onTime(before, command, now);
  if (typeof command.by === 'object') lawful(before, command, command.by);
  if (command.type === 'arrived')
    assert.equal(after.work.came, before.work.came + (takesMail(before) ? 1 : 0), '[EM2] every mail counts where it belongs');
  if (command.type === 'send' || command.type === 'interimSend')
    assert.ok((command.seen ?? before.work.came) >= before.work.came || command.sure, '[EM11] sent without having read what came');
  const handed = events.filter((e) => e.type === 'email.dispatched');
  assert.deepEqual(
    effects(after, events).flatMap((e) => (e.do === 'deliver' ? [`${e.mail} ${e.attempt}`] : [])),
    handed.map((e) => `${e.mail} ${e.attempt}`),
    '[EM8] what is dispatched is delivered once',
  );
  for (const { mail } of handed) {
    const one = before.work.outgoing.find((was) => was.mail === mail);
    assert.ok(!one || one.until !== null || one.again !== null || one.failed, '[EM8] what is with the mail server is not sent again');
  }
  for (const p of before.participations) {
    if (p.stage !== 'active') continue;
    const then = after.participations.find((q) => q.agent === p.agent)?.stage;
    assert.ok(then === 'active' || then === 'wrapUp' || then === 'done', '[EM10] an owner goes on, wraps up or is done');
  }
}

function lawful(i: Email, { type }: EmailCommand, { agent, may }: { readonly agent: AgentId; readonly may: readonly Permission[] }): void {
  if (ofOwner.includes(type)) assert.equal(ownerOf(i), agent, `[EM1] ${type}: only the owner`);
  if (ofHolder.includes(type)) assert.ok(holderOf(i) === agent || may.includes('seeAllWork'), `[EM5] ${type}: only in whose workbin it is`);
  if (type === 'undoSend') assert.equal(ownerOf(i) ?? holderOf(i), agent, '[EM6] [EM7] taken back by another');
  const needed = granted[type];
  if (needed) assert.ok(may.includes(needed), `${type} without leave`);
  if (type === 'approve' || type === 'sendBack') assert.notEqual(holderOf(i), agent, '[EM7] nobody reviews what they have written');
  if (type === 'dispose') {
    assert.equal(i.at.stage, 'queued', '[EM270] only what waits');
    assert.ok(may.includes('takeWork') || may.includes('seeAllWork'), '[EM270] dispose without leave');
  }
  if (type === 'markDone' && i.at.stage === 'queued') assert.ok(may.includes('seeAllWork'), '[EM12] what waits is a supervisor’s');
  if (type === 'accept' || type === 'postpone') assert.ok(i.at.stage === 'offered' && i.at.agent === agent, '[IN2] who was asked');
}
function onTime({ at, work: { doing, outgoing } }: Email, command: EmailCommand, now: number): void {
  const wanted = ((): number | null | undefined => {
    const one = 'mail' in command ? outgoing.find(({ mail }) => mail === command.mail) : undefined;
    if (command.type === 'dispatch') return one?.until ?? null;
    if (command.type === 'tryAgain') return one?.again ?? null;
    if (command.type === 'shelfTimeout' || command.type === 'closeDue') return 'until' in doing ? doing.until : null;
    return command.type === 'offerTimeout' && at.stage === 'offered' ? at.until : undefined;
  })();
  if (wanted !== undefined) assert.ok(wanted !== null && wanted <= now, `[EM9] ${command.type} before its time`);
  if (command.type === 'undoClose') assert.ok(doing.doing === 'closing' && now < doing.until, '[EM272] taken back too late');
  if (command.type === 'undoSend' && doing.doing !== 'inReview')
    assert.ok((outgoing.find(({ mail }) => mail === command.mail)?.until ?? 0) > now, '[EM6] taken back too late');
}
