import type { AgentId, Person } from '@patchbay/base/decision.ts';
import type { CallCommand } from './asked.ts';
import { agents, type Call, type Cause, customerLeg, everyone, isOwner, type Leg, lostOf } from './call.ts';

/** How far a line was when it ended. */
export interface Ended {
  readonly leg: Leg;
  readonly wasUp: boolean;
  readonly cause: Cause | 'hungUp';
}
/** What the end of a line means: facts, and whether the agent's device has failed by it. [VO114] */
export interface Meaning {
  readonly facts: readonly CallCommand[];
  readonly failed: AgentId | null;
}

const nothing: Meaning = { facts: [], failed: null };
const facts = (...all: readonly CallCommand[]): Meaning => ({ facts: all, failed: null });

/** What the end of a line means to its call. */
export function meaningOf(i: Call, ended: Ended): Meaning {
  const { leg, wasUp, cause } = ended;
  if (leg === customerLeg) return ofCustomer(i, wasUp, causeOf(cause));
  const agent = leg as string as AgentId;
  if (wasUp) return facts({ by: 'outside', type: 'partyLeft', leg }, { by: 'outside', type: 'onHook', agent });
  return rangInVain(i, agent, causeOf(cause));
}

const causeOf = (cause: Cause | 'hungUp'): Cause => (cause === 'hungUp' ? 'failed' : cause);
const ofCustomer = (i: Call, wasUp: boolean, cause: Cause): Meaning =>
  !wasUp && i.work.doing.doing === 'dialing'
    ? facts({ by: 'outside', type: 'dialFailed', cause })
    : facts({ by: 'outside', type: 'customerLeft' });

/** A phone of ours that was rung and not lifted. */
function rangInVain(i: Call, agent: AgentId, cause: Cause): Meaning {
  const failed = broken.has(cause) ? agent : null;
  if (i.work.doing.doing === 'dialing') {
    if (i.work.line.colleague === agent) return { ...facts({ by: 'outside', type: 'dialFailed', cause }), failed };
    return isOwner(i, agent) ? { ...facts({ by: 'outside', type: 'partyLeft', leg: agent as string as Leg }), failed } : nothing;
  }
  if (lostOf(i, agent)) return nothing; // that it rang in vain is told by the time
  if (failed) return { ...facts({ by: 'outside', type: 'deviceLost', agent }), failed };
  const by: Person = { agent, may: ['decline'] }; // a phone that says no has said it
  return declined.has(cause) ? facts({ by, type: 'reject' }) : nothing; // who does not answer lets the offer run out
}
const declined: ReadonlySet<Cause> = new Set(['declined', 'busy']);
const broken: ReadonlySet<Cause> = new Set(['notRegistered', 'invalid', 'failed', 'limit']);

/** How a caller whom the server refuses is told; a desk phone shows the text, too. [VO110] [VO140] */
export function refusedAs({ refused, text }: { readonly refused: string; readonly text?: string }): Cause {
  if (wrong.has(refused)) return 'invalid';
  if (text === undefined) return 'noAnswer'; // a carrier, whose caller may try again
  return refused === 'voice.busy' ? 'busy' : 'declined';
}
const wrong: ReadonlySet<string> = new Set(
  ['invalid', 'tooShort', 'tooLong', 'noCountry', 'unknownCountry', 'unknownAgent'].map((why) => `voice.${why}`),
);

/** A phone is lifted, or the customer answers; nothing, if they were expected on the call: the one who calls. */
export function answeredMeans(i: Call, leg: Leg): readonly CallCommand[] {
  if (leg === customerLeg) return [{ by: 'outside', type: 'customerAnswered' }];
  const agent = leg as string as AgentId;
  const there = agents(everyone(i.work)).some((p) => p.agent === agent && !p.lost);
  return there ? [] : [{ by: 'outside', type: 'pickedUp', agent }];
}
