import { type AgentId, refuse } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { Command, Events } from './asked.ts';
import {
  agents,
  type Call,
  customerLeg,
  everyone,
  hasCustomer,
  isConference,
  isInternal,
  isOwner,
  type Leg,
  legOf,
  lostOf,
  partyOf,
} from './call.ts';
import { fails } from './following.ts';
import { endsConsult, leaves } from './leaving.ts';
import type { While } from './why.ts';

/** A lost device: a consult ends, a colleague's question is withdrawn, the agent gets the grace time. [VO31] */
export function loses(i: Call, agent: AgentId, now: number, ringBack = false): Events {
  const { doing } = i.work;
  if (doing.doing === 'asking' && doing.colleague?.leg === legOf(agent)) return fails(i as While<'asking'>, 'revoked', now);
  if (doing.doing === 'consulting' && doing.colleague.leg === legOf(agent)) return leaves(i, legOf(agent), now);
  if (!partyOf(i, agent) || lostOf(i, agent)) return noted('deviceLost');
  const unheld: Events = doing.doing === 'holding' && isOwner(i, agent) ? [{ type: 'call.resumed', at: now }] : [];
  const consult = ownerOf(i) === agent ? endsConsult(i, true, now) : [];
  return [...unheld, ...consult, { type: 'party.lost', agent, until: now + i.policy.graceMs, ringBack }];
}

/** A phone that is put down while the customer is on hold is rung back: nobody hangs up on a customer who cannot hear it. [VO32] */
export function hangsUp(i: Call, { leg }: Command<'partyLeft'>, now: number): Events {
  const owner = ownerOf(i);
  const down = putDown(i, leg);
  const held = i.work.doing.doing === 'holding' || i.work.doing.doing === 'asking';
  if (owner && leg === legOf(owner) && lostOf(i, owner)?.ringBack) return [...down, ...noted('partyLeft')]; // that it rang in vain is told by the time
  if (owner && leg === legOf(owner) && held && hasCustomer(i.work) && !isConference(i.work) && !isInternal(i.work))
    return [...down, ...loses(i, owner, now, true)];
  return [...down, ...leaves(i, leg, now)];
}
const putDown = (i: Call, leg: Leg): Events =>
  agents(everyone(i.work)).flatMap((p) => (p.leg === leg && p.phone ? [{ type: 'device.onHook', agent: p.agent } as const] : []));

/** The phone is down: whoever answered at it can be called again. [VO44] */
export const onHook = (i: Call, { agent }: Command<'onHook'>): Events =>
  i.work.offHook.includes(agent) ? [{ type: 'device.onHook', agent }] : noted('onHook');

/** After so many ms a leg that did not move is tried again; whoever is on the call stays where they are. [VO30] */
const pauses: readonly number[] = [250, 1000, 3000];

/** A leg did not go where it should: again, and in the end the step is taken back. [VO30] */
export function stumbles(i: Call, { leg }: Command<'moveFailed'>, now: number): Events {
  if (!isHere(i, leg)) return noted('moveFailed');
  const trouble = i.work.troubles.find((t) => t.leg === leg);
  if (trouble && trouble.again !== null) return noted('moveFailed'); // told twice
  const tries = (trouble?.tries ?? 0) + 1;
  const pause = pauses[tries - 1] ?? (keepsTrying(i, leg) ? pauses.at(-1) : undefined);
  return pause === undefined
    ? [{ type: 'leg.moved', leg }, ...stepsBack(i, leg, now)]
    : [{ type: 'leg.stumbled', leg, tries, again: now + pause }];
}
/** While nobody could be told, a customer is never given up. */
const keepsTrying = (i: Call, leg: Leg): boolean =>
  leg === customerLeg && (i.at.stage !== 'active' || i.work.doing.doing === 'transferring' || i.work.doing.doing === 'dialing');
const isHere = ({ work }: Call, leg: Leg): boolean => everyone(work).some((p) => p.leg === leg) || work.monitors.some((m) => m.leg === leg);

/** It was arranged for. */
export const moves = (i: Call, { leg }: Command<'moved'>): Events =>
  i.work.troubles.some((t) => t.leg === leg) ? [{ type: 'leg.moved', leg }] : noted('moved');
/** The time to try again has come. */
export const triesLeg = (i: Call, { leg }: Command<'tryAgain'>, now: number) => {
  const again = i.work.troubles.find((t) => t.leg === leg)?.again ?? null;
  return again === null || now < again ? refuse('interactions.notYet') : ([{ type: 'leg.retried', leg }] as const);
};

/** What cannot be done is taken back, and those on the call are told; nobody is left between two rooms. [VO30] */
function stepsBack(i: Call, leg: Leg, now: number): Events {
  const party = everyone(i.work).find((p) => p.leg === leg);
  if (!party) return i.work.monitors.filter((m) => m.leg === leg).map(({ supervisor }) => ({ type: 'monitor.stopped', supervisor }));
  if (party.is === 'agent') return [...loses(i, party.agent, now), { type: 'call.told', what: 'legLost' }];
  const back = party.is === 'customer' && !isConference(i.work) ? customerBack(i, now) : null;
  return back ?? [...leaves(i, leg, now), { type: 'call.told', what: 'legLost' }];
}
function customerBack(i: Call, at: number): Events | null {
  const { doing } = i.work;
  if (doing.doing === 'holding')
    return [
      { type: 'call.resumed', at },
      { type: 'call.told', what: 'holdFailed' },
    ];
  if (doing.doing === 'talking' && ownerOf(i))
    return [
      { type: 'call.held', at },
      { type: 'call.told', what: 'retrieveFailed' },
    ];
  if (doing.doing === 'asking') return [...endsConsult(i, true, at), { type: 'call.told', what: 'consultFailed' }];
  if (doing.doing !== 'consulting') return null;
  return [
    { type: 'consult.swapped', to: doing.side === 'main' ? 'consult' : 'main' },
    { type: 'call.told', what: 'swapFailed' },
  ];
}

/** Somebody lifts the phone: it is as accepting. */
export const lifted = (i: Call, agent: AgentId): boolean => participationOf(i, agent)?.stage === 'offered';
