import type { AgentId } from '@patchbay/base/decision.ts';
import { type Outcome, participationOf } from '@patchbay/interactions/interaction.ts';
import { ends, parts, requeues } from '@patchbay/interactions/parting.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { Events } from './asked.ts';
import {
  agents,
  type Call,
  customerLeg,
  type Doing,
  everyone,
  isConference,
  isInternal,
  isOwner,
  type Leg,
  legOf,
  type Party,
} from './call.ts';

/** It is over. A call between colleagues leaves nothing to wrap up; neither does whoever is spared. [VO42] [IN14] */
export function over(i: Call, now: number, outcome: Outcome = 'done', spared: AgentId | null = null): Events {
  const free = i.participations.filter((p) => p.stage === 'active' && (isInternal(i.work) || p.agent === spared));
  const rest = { ...i, participations: i.participations.filter((p) => !free.includes(p)) };
  return [...free.map(({ agent }) => done(agent)), ...ends(rest, now, outcome)];
}
const done = (agent: AgentId) => ({ type: 'participation.done', agent, reason: null }) as const;

/** Someone leaves, however it came about; who remains decides the rest. [VO10] [VO11] [VO12] */
export function leaves(i: Call, leg: Leg, now: number, spared: AgentId | null = null): Events {
  const gone = everyone(i.work).find((p) => p.leg === leg);
  if (!gone) return noted('partyLeft');
  const rest = everyone(i.work).filter((p) => p !== gone);
  if (rest.length < 2 || rest.every((p) => p.is === 'number')) return over(i, now, 'done', spared); // outsiders alone are not kept connected
  const ended = gone.is === 'agent' && gone.agent === spared ? [done(spared)] : partsOf(i, gone, now);
  return [...ended, ...consultAfter(i, gone, now), { type: 'party.left', leg }, ...successor(i, gone, rest, now)];
}

/** The agent whose device stayed away leaves; a customer left alone goes back to the place in the queue. [VO31] */
export function givesUp(i: Call, agent: AgentId, now: number): Events {
  return aloneWithout(i, agent) ? requeues(i) : leaves(i, legOf(agent), now);
}

/** An agent who may not go on: gives the customer back, or leaves it to the others; nothing is left to wrap up. [IN14] */
export function givesBack(i: Call, agent: AgentId, now: number): Events {
  return aloneWithout(i, agent) ? requeues(i) : leaves(i, legOf(agent), now, agent);
}
const aloneWithout = (i: Call, agent: AgentId): boolean => {
  const rest = everyone(i.work).filter((p) => p.leg !== legOf(agent));
  return rest.length === 1 && rest[0]?.leg === customerLeg;
};

/** The consult, or the question for one, is over; the customer stays held or is retrieved. [VO14] */
export function endsConsult(i: Call, retrieve: boolean, now: number): Events {
  const { doing } = i.work;
  if (doing.doing !== 'asking' && doing.doing !== 'consulting') return [];
  const parted = doing.colleague ? partsOf(i, doing.colleague, now) : [];
  return [...parted, { type: 'consult.ended', held: staysHeld(i, retrieve), at: now }];
}

/** An agent's part ends, or the offer is withdrawn; others have none. */
function partsOf(i: Call, gone: Party, now: number): Events {
  if (gone.is !== 'agent') return [];
  const offered = participationOf(i, gone.agent)?.stage === 'offered';
  return offered ? [{ type: 'participation.unanswered', agent: gone.agent, as: 'revoked' }] : parts(i, gone.agent, now);
}

/** The owner's right goes to the longest-standing agent, or to nobody if only numbers remain. [VO11] */
function successor(i: Call, gone: Party, rest: readonly Party[], since: number): Events {
  if (gone.is !== 'agent' || !isOwner(i, gone.agent)) return [];
  return [{ type: 'interaction.ownerChanged', owner: agents(rest)[0]?.agent ?? null, since }];
}

/** A consult outlives neither its colleague nor the customer nor who asked: ringing it is withdrawn, answered it is merged. [VO12] */
function consultAfter(i: Call, gone: Party, now: number): Events {
  const { doing } = i.work;
  if (doing.doing === 'consulting' && gone === doing.colleague)
    return [{ type: 'consult.ended', held: staysHeld(i, i.work.settings.autoRetrieve), at: now }];
  if (gone.is !== 'customer' && !(gone.is === 'agent' && isOwner(i, gone.agent))) return [];
  return afterOwnerOrCustomer[doing.doing]?.(i, now) ?? [];
}
const afterOwnerOrCustomer: { readonly [D in Doing['doing']]?: (i: Call, now: number) => Events } = {
  asking: (i, now) => endsConsult(i, true, now),
  consulting: () => [{ type: 'consult.merged' }],
  holding: (_, at) => [{ type: 'call.resumed', at }],
};

/** After a consult the customer of an ordinary call stays held, unless the settings retrieve or they were talking. */
const staysHeld = ({ work }: Call, retrieve: boolean): boolean =>
  !retrieve && !isConference(work) && !('side' in work.doing && work.doing.side === 'main');
