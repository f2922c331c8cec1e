import type { AgentId, QueueId } from '@patchbay/base/decision.ts';
import {
  type Again,
  type CoreEvent,
  type Interaction,
  isOpen,
  type Outcome,
  type Participation,
  type Policy,
  participationOf,
  reasonOf,
  type Waiting,
} from './interaction.ts';

/** One agent's part ends: wrap-up for whoever was ever owner, or for all by policy. [SM-2b LEFT] */
export function parts(i: Interaction, agent: AgentId, now: number): readonly CoreEvent[] {
  const part = participationOf(i, agent);
  return part ? endOf(i, part, now) : [];
}

/** The conversation is over: offers are withdrawn, everyone's part ends, wrap-up begins, or it closes if nobody has any. */
export function ends(i: Interaction, now: number, outcome: Outcome = 'done'): readonly CoreEvent[] {
  const events = i.participations.flatMap((p) => endOf(i, p, now));
  const wraps = events.some((e) => e.type === 'participation.wrapUpStarted') || i.participations.some((p) => p.stage === 'wrapUp');
  return [...events, { type: 'interaction.ended', outcome }, ...(wraps ? [] : [{ type: 'interaction.closed', outcome } as const])];
}

/** An owner who may not go on gives the conversation back: every part in it ends, and it waits in its queue since it first came. [IN14] */
export function requeues(i: Interaction): readonly CoreEvent[] {
  const came = i.at.stage === 'active' ? i.at.came : null;
  return [
    ...i.participations.filter(isOpen).map((p) => ended(i, p)),
    queues({ queue: came?.queue ?? i.policy.fallback, since: came?.since ?? i.startedAt, not: handedOn(came) }),
  ];
}
const ended = (i: Interaction, part: Participation): CoreEvent =>
  part.stage === 'offered'
    ? { type: 'participation.unanswered', agent: part.agent, as: 'revoked' }
    : { type: 'participation.done', agent: part.agent, reason: part.stage === 'wrapUp' ? reasonOf(i, part) : null };

/** Who handed it on before. */
const handedOn = (came: Waiting | null) => (came?.not ?? []).filter((l) => l.at === null);

/** The owner hands the conversation to a queue: everyone's part in it ends, and whoever handed it on is never asked for it again. */
export function handsOn(
  i: Interaction,
  owner: AgentId,
  { queue, policy }: { readonly queue: QueueId; readonly policy: Policy },
  now: number,
) {
  return [
    ...i.participations.flatMap((p) => endOf(i, p, now)),
    { type: 'interaction.policyChanged', policy: { ...policy, reasons: [...new Set([...policy.reasons, ...i.policy.reasons])] } },
    queues({ queue, since: now, not: [...handedOn(i.at.stage === 'active' ? i.at.came : null), { agent: owner, at: null }] }),
  ] as const satisfies readonly CoreEvent[];
}

/** Who has waited too long goes to the queue named for that, keeps the time waited, and does not overflow again. [IN20] */
export function overflows(i: Interaction): readonly CoreEvent[] {
  const { overflow } = i.policy;
  if (i.at.stage !== 'queued' || !overflow) return [];
  const { to } = overflow;
  const policy = { ...(to?.policy ?? i.policy), overflow: null };
  return [{ type: 'interaction.policyChanged', policy }, ...(to ? [queues({ ...i.at, queue: to.queue }, 'overflow')] : [])];
}

/** A place in a queue, as an event. */
export const queues = ({ queue, since, not }: Waiting, again?: Again): CoreEvent => ({
  type: 'interaction.queued',
  ...{ queue, since, not },
  ...(again && { again }),
});

/** An agent has wrapped up; the last one closes the interaction. [SM-2a ALL_PARTICIPATIONS_DONE] */
export function wrapsUp(i: Interaction, agent: AgentId, reason: string | null): readonly CoreEvent[] {
  const last = !i.participations.some((p) => p.agent !== agent && isOpen(p));
  return [
    { type: 'participation.done', agent, reason },
    ...(last && i.at.stage === 'wrapUp' ? [{ type: 'interaction.closed', outcome: i.at.outcome } as const] : []),
  ];
}

function endOf(i: Interaction, part: Participation, now: number): readonly CoreEvent[] {
  const { agent } = part;
  if (part.stage === 'offered') return [{ type: 'participation.unanswered', agent, as: 'revoked' }];
  if (part.stage !== 'active') return [];
  return part.everOwner || i.policy.wrapUpForAll
    ? [{ type: 'participation.wrapUpStarted', agent, since: now, until: now + i.policy.wrapUpMs }]
    : [{ type: 'participation.done', agent, reason: null }];
}
