import { type AgentId, type Person, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { mayNot, participationOf, takesPart } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from './asked.ts';
import {
  type Call,
  customerLeg,
  type Doing,
  everyone,
  hasCustomer,
  isConference,
  isInternal,
  isOwner,
  type Leg,
  legOf,
  lostOf,
  partyOf,
  size,
  type Target,
} from './call.ts';

/** A call while its owner is doing this. */
export type While<D extends Doing['doing']> = Call & { readonly work: { readonly doing: Extract<Doing, { readonly doing: D }> } };

/** Each says why not, or nothing; rules join them with `??`. */
type Why = Refusal | undefined;
const most = 8;

export const notOwner = (i: Call, by: Person): Why => (isOwner(i, by.agent) ? undefined : refuse('voice.notOwner'));
export const notOn = (i: Call, by: Person): Why => (partyOf(i, by.agent) ? undefined : refuse('voice.notOn'));
export const customerGone = (i: Call): Why => (hasCustomer(i.work) ? undefined : refuse('voice.customerGone'));
/** Nothing but talking and holding between colleagues. [VO42] */
export const internal = (i: Call): Why => (isInternal(i.work) ? refuse('voice.internal') : undefined);
export const inConference = (i: Call): Why => (isConference(i.work) ? refuse('voice.inConference') : undefined);
export const notConference = (i: Call): Why => (isConference(i.work) ? undefined : refuse('voice.notConference'));
export const full = (i: Call): Why => (size(i.work) < most ? undefined : refuse('voice.full', { most }));
export const elsewhere = (i: While<'consulting'>): Why => (i.work.doing.side === 'consult' ? undefined : refuse('voice.switchFirst'));
export const notMain = (i: While<'consulting'>): Why =>
  i.work.doing.side === 'main' && !isConference(i.work) ? undefined : refuse('voice.consultFirst');
export const ownConsult = (i: Call, by: Person): Why => (isOwner(i, by.agent) ? refuse('voice.consultFirst') : undefined);
export const notInConsult = (i: While<'consulting'>, by: Person): Why =>
  isOwner(i, by.agent) || i.work.doing.colleague.leg === legOf(by.agent) ? undefined : refuse('voice.notInConsult');
export const notAsked = (i: While<'asking'> | While<'transferring'>, agent: AgentId): Why =>
  i.work.doing.colleague?.leg === legOf(agent) && participationOf(i, agent)?.stage === 'offered'
    ? undefined
    : refuse('interactions.offeredElsewhere');
/** Not before the time of the offer is over. */
export const tooSoon = (i: Call, agent: AgentId, now: number): Why => {
  const part = participationOf(i, agent);
  return part?.stage === 'offered' && now < part.until ? refuse('interactions.notYet') : undefined;
};
export const notWaiting = (i: While<'asking'>): Why => (i.work.doing.colleague ? refuse('voice.askedAlready') : undefined);
export const toAgent = ({ to }: Target): Why => (to === 'entryPoint' ? undefined : refuse('interactions.notNow'));
export const cannotDrop = (i: Call, by: Person, leg: Leg): Why => {
  if (leg === legOf(by.agent)) return refuse('voice.exitInstead');
  if (leg === customerLeg) return mayNot(by, 'end') ?? customerGone(i);
  return i.work.parties.some((p) => p.leg === leg) ? undefined : refuse('voice.notThere');
};
export const alreadyIn = (i: Call, target: Target): Why => {
  const known = target.to === 'agent' ? takesPart(i, target.agent) : 'leg' in target && everyone(i.work).some((p) => p.leg === target.leg);
  return known ? refuse('interactions.takesPart') : undefined;
};
export const tooEarly = (i: Call, agent: AgentId, now: number): Why =>
  now >= (lostOf(i, agent)?.until ?? Infinity) ? undefined : refuse('interactions.notYet');
/** Whose phone is lost cannot steer the call from the screen until it is back. [VO31] */
export const deaf = (i: Call, { by, type }: CallCommand): Why =>
  i.at.stage === 'active' && typeof by === 'object' && lostOf(i, by.agent) && !written.has(type) ? refuse('voice.noPhone') : undefined;
const written: ReadonlySet<string> = new Set(['chooseReason', 'writeNotes', 'saveData', 'assignContact']);
