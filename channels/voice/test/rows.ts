import type { Row } from '@patchbay/agents/test/sm1.ts';
import { type AgentId, isRefused } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { ownerOf, type Participation } from '@patchbay/interactions/interaction.ts';
import { rows as partRows } from '@patchbay/interactions/test/sm2b.ts';
import type { CallCommand } from '../asked.ts';
import { agents, type Call, customerLeg, everyone, isInternal, type Leg, legOf } from '../call.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { stageOf } from '../stage.ts';
import { every, types } from './every.ts';
import { rows as callRows } from './sm2a.ts';
import { walk } from './walk.ts';

/** Calls met on walks, by the name of their stage and by the parts agents have in them. */
export interface Reached {
  readonly calls: Map<string, Met[]>;
  readonly parts: Map<string, Met[]>;
}
interface Met {
  readonly i: Call;
  readonly now: number;
}
const most = 60;
const later = 100;

/** Walks, and keeps some of what was met. */
export function reach(seeds: readonly number[], steps: number): Reached {
  const reached: Reached = { calls: new Map(), parts: new Map() };
  for (const seed of seeds) {
    const d = dice(seed);
    walk(seed, steps, ({ after, now }) => {
      keep(reached.calls, stageOf(after), { i: after, now }, d);
      for (const p of after.participations) keep(reached.parts, partName(p), { i: after, now }, d);
    });
  }
  return reached;
}
function keep(samples: Map<string, Met[]>, name: string, met: Met, d: Dice): void {
  const list = samples.get(name) ?? [];
  samples.set(name, list);
  if (list.length < most) list.push(met);
  else if (d.chance(0.1)) list[d.below(most)] = met;
}
const partName = (p: Participation | undefined): string => {
  if (!p) return 'NONE';
  return p.stage === 'wrapUp' ? (p.until === null ? 'WRAP_UP_EXTENDED' : 'WRAP_UP') : p.stage.toUpperCase();
};

type Means = (i: Call, c: CallCommand) => boolean;
const is =
  (...some: CallCommand['type'][]): Means =>
  (_, c) =>
    some.includes(c.type);
const whose = (c: CallCommand): AgentId | undefined => ('agent' in c ? c.agent : typeof c.by === 'object' ? c.by.agent : undefined);
const byOwner =
  (...some: CallCommand['type'][]): Means =>
  (i, c) =>
    some.includes(c.type) && whose(c) === ownerOf(i);
const goes = (i: Call, c: CallCommand): Leg | null => {
  if (c.type === 'partyLeft' || c.type === 'drop') return c.leg;
  return c.type === 'exitConference' ? legOf(c.by.agent) : null;
};
const colleague = ({ work: { doing } }: Call) => ('colleague' in doing ? doing.colleague : null);
const other: Means = (i, c) => goes(i, c) !== customerLeg && i.work.parties.some((p) => p.leg === goes(i, c));
const meaning: Readonly<Record<string, Means>> = {
  OUTDIAL: is('start'),
  LIMIT_REACHED: is('limitReached'),
  CALLBACK_DUE: is('enqueue'),
  PREVIEW_RESERVED: is('offer'),
  PREVIEW_ACCEPT: is('accept', 'pickedUp'),
  PREVIEW_REFUSED: is('reject'),
  PREVIEW_TIMEOUT: is('offerTimeout'),
  ENQUEUE: is('enqueue'),
  CALLBACK_REQUESTED: is('closeForCallback'),
  CALLBACK_EXPIRED: is('expire'),
  CUSTOMER_LEFT: (i, c) =>
    is('customerLeft')(i, c) || (c.type === 'partyLeft' && c.leg === customerLeg && i.work.doing.doing !== 'dialing'),
  AGENT_RESERVED: is('offer'),
  ACCEPT: is('accept', 'pickedUp'),
  REJECT: is('reject'),
  OFFER_TIMEOUT: is('offerTimeout'),
  AGENT_DEVICE_LOST: (i, c) => c.type === 'deviceLost' && i.at.stage === 'offered' && c.agent === i.at.agent,
  OWNER_DEVICE_LOST: byOwner('deviceLost'),
  OWNER_HANGS_UP: (i, c) => c.type === 'partyLeft' && (c.leg as string) === ownerOf(i),
  CUSTOMER_ANSWERED: is('customerAnswered'),
  AGENT_CANCEL: is('cancelDial'),
  DIAL_FAILED: is('dialFailed', 'dialTimeout'),
  HOLD: is('hold'),
  RESUME: is('resume'),
  CONSULT: is('consult'),
  BLIND_TRANSFER: is('transfer'),
  OWNER_END: is('end'),
  CONSULT_ANSWERED: (i, c) => is('accept')(i, c) || (c.type === 'pickedUp' && colleague(i)?.leg === legOf(c.agent)),
  CONSULT_REACHED: is('consultAnswered'),
  CONSULT_FAILED: is('reject', 'offerTimeout', 'consultFailed'),
  END_CONSULT: is('endConsult'),
  SWAP: is('swap'),
  COMPLETE_TRANSFER: is('completeTransfer'),
  CONFERENCE: is('conference'),
  CONSULTEE_LEFT: (i, c) => c.type === 'partyLeft' && c.leg === colleague(i)?.leg,
  EXIT_CONFERENCE: (i, c) => is('exitConference')(i, c) && other(i, c),
  PARTICIPANT_LEFT: (i, c) => is('partyLeft')(i, c) && other(i, c),
  DROP_PARTICIPANT: (i, c) => is('drop')(i, c) && other(i, c),
  DROP_CUSTOMER: (_, c) => c.type === 'drop' && c.leg === customerLeg,
  END_FOR_ALL: is('endForAll'),
  TARGET_ACCEPTED: is('accept', 'pickedUp'),
  ENQUEUED: is('enqueue'),
  TARGET_ANSWERED: is('targetAnswered'),
  TRANSFER_FAILED: is('reject', 'offerTimeout', 'transferFailed'),
  DEVICE_RECOVERED: byOwner('deviceRecovered'),
  RECOVERY_TIMEOUT: is('recoveryTimeout'),
  ALL_PARTICIPATIONS_DONE: (i, c) =>
    is('submitWrapUp', 'wrapUpTimeout', 'forceWrapUp')(i, c) && i.participations.filter((p) => p.stage === 'wrapUp').length === 1,
};

const rest = (i: Call, c: CallCommand) => everyone(i.work).filter((p) => p.leg !== goes(i, c));
const noWrapUp = (i: Call) => !i.participations.some((p) => p.stage === 'wrapUp');
const present = (i: Call) => i.work.parties.some((p) => p.leg === customerLeg);
const returns = (i: Call) => i.kind === 'callback' && i.at.stage === 'active' && i.at.came !== null;
const target = ({ work: { doing } }: Call) => ('target' in doing ? doing.target.to : '');
const guards: Readonly<Record<string, Means>> = {
  '': () => true,
  outbound: (i) => i.kind === 'outbound',
  callback: (i) => i.kind === 'callback',
  preview: (i) => i.kind === 'preview',
  'time accepts': (i) => i.policy.previewTimeout === 'accept',
  'time refuses': (i) => i.policy.previewTimeout !== 'accept',
  'does not answer itself': (i) => !i.work.settings.autoAnswer || !present(i),
  'nobody wraps up': noWrapUp,
  'nobody wraps up, customer on the line': (i) => noWrapUp(i) && present(i),
  'customer on the line': present,
  'customer not on the line': (i) => !present(i),
  'callback with a place': returns,
  'no place to go back to': (i) => !returns(i),
  'to a number or entry point': (i) => target(i) === 'number' || target(i) === 'entryPoint',
  'stays held': (i) => !i.work.settings.autoRetrieve,
  'is retrieved': (i) => i.work.settings.autoRetrieve,
  'to an agent': (i) => colleague(i)?.is === 'agent',
  'to a number': (i) => target(i) === 'number',
  'to an entry point': (i) => target(i) === 'entryPoint',
  'two others beside the customer stay, one an agent': (i, c) => rest(i, c).length >= 3 && agents(rest(i, c)).length > 0,
  'an agent who is heard stays alone with the customer': (i, c) =>
    rest(i, c).length === 2 && agents(rest(i, c)).some((p) => p.lost === null),
  'only numbers stay with the customer': (i, c) => rest(i, c).length >= 2 && agents(rest(i, c)).length === 0,
  'two stay, one an agent': (i, c) => rest(i, c).length >= 2 && agents(rest(i, c)).length > 0,
  'one stays': (i, c) => rest(i, c).length === 1,
  'somebody still wraps up': (i) => !noWrapUp(i),
  'one stays, somebody still wraps up': (i, c) => rest(i, c).length === 1 && !noWrapUp(i),
  'one stays, nobody wraps up': (i, c) => rest(i, c).length === 1 && noWrapUp(i),
  'was answered': (i) => i.at.stage === 'wrapUp' && i.at.outcome !== 'abandoned',
};

/** How often a row was followed to its target, and where it led elsewhere. */
export interface Followed {
  readonly hits: number;
  readonly wrong: readonly string[];
}
type Outcome = readonly (readonly [command: string, became: string])[];
const count = (to: string, outcomes: Outcome): Followed => ({
  hits: outcomes.filter(([, became]) => became === to).length,
  wrong: outcomes.filter(([, became]) => became !== to).map(([command, became]) => `${command} led to ${became}`),
});
const outcomes = ({ i, now }: Met, fits: (c: CallCommand) => boolean, name: (after: Call) => string): Outcome =>
  types
    .flatMap((type) => every[type](i, now + later))
    .filter(fits)
    .flatMap((c) => {
      const answer = decide(i, c, now + later);
      return isRefused(answer) || answer[0]?.type === 'interaction.noted' ? [] : [[c.type, name(answer.reduce(evolve, i))] as const];
    });
const known = <T>(table: Readonly<Record<string, T>>, key: string): T => {
  const one = table[key];
  if (one === undefined) throw new Error(`Nothing says what ${key} means.`);
  return one;
};

const followCall = ([from, event, guard, to]: Row, reached: Reached): Followed =>
  count(
    to,
    (reached.calls.get(from) ?? [])
      .filter(({ i }) => !isInternal(i.work))
      .flatMap((met) => outcomes(met, (c) => known(meaning, event)(met.i, c) && known(guards, guard)(met.i, c), stageOf)),
  );

const mine =
  (...some: CallCommand['type'][]) =>
  (agent: AgentId, c: CallCommand) =>
    some.includes(c.type) && whose(c) === agent;
const partMeaning: Readonly<Record<string, (agent: AgentId, c: CallCommand, i: Call) => boolean>> = {
  ACCEPT: mine('accept', 'pickedUp'),
  REJECT: mine('reject'),
  OFFER_TIMEOUT: mine('offerTimeout'),
  OFFER_REVOKED: (agent, c, i) => (c.type === 'customerLeft' && colleague(i)?.is !== 'number') || mine('deviceLost')(agent, c),
  OWNERSHIP_GAINED: (agent, c, i) => c.type === 'completeTransfer' && colleague(i)?.leg === legOf(agent),
  JOINED_CONFERENCE: (_, c) => c.type === 'conference',
  LEFT: (agent, c) => c.type === 'endForAll' || mine('exitConference', 'completeTransfer')(agent, c),
  SUBMIT_WRAP_UP: mine('submitWrapUp'),
  AUTO_WRAP_UP_TIMEOUT: mine('wrapUpTimeout'),
  CANCEL_AUTO_WRAP_UP: mine('extendWrapUp'),
  FORCE_WRAP_UP: mine('forceWrapUp'),
};
const wraps = (i: Call, agent: AgentId): boolean => {
  const part = i.participations.find((p) => p.agent === agent);
  return i.policy.wrapUpForAll || (part?.stage === 'active' && part.everOwner);
};
const partGuards: Readonly<Record<string, (i: Call, agent: AgentId, c: CallCommand) => boolean>> = {
  'does not hand it on': (_, agent, c) => whose(c) !== agent,
  'ever owner, or all wrap up': wraps,
  'never owner': (i, agent) => !wraps(i, agent),
  'not a preview that is taken by time': (i) => i.at.stage !== 'offered' || i.at.back !== null || i.policy.previewTimeout !== 'accept',
};
const followPart = ([from, event, guard, to]: Row, reached: Reached): Followed =>
  count(
    to,
    (reached.parts.get(from) ?? [])
      .filter(({ i }) => !isInternal(i.work))
      .flatMap((met) =>
        met.i.participations
          .filter((p) => partName(p) === from)
          .flatMap(({ agent }) =>
            outcomes(
              met,
              (c) => known(partMeaning, event)(agent, c, met.i) && (partGuards[guard]?.(met.i, agent, c) ?? true),
              (after) => partName(after.participations.find((p) => p.agent === agent)),
            ),
          ),
      ),
  );

/** Every row of the two machines. */
export const rows = [
  ...callRows.map((row) => ({ title: `SM-2a ${row.join(' | ')}`, follow: (reached: Reached) => followCall(row, reached) })),
  ...partRows.map((row) => ({ title: `SM-2b ${row.join(' | ')}`, follow: (reached: Reached) => followPart(row, reached) })),
];
