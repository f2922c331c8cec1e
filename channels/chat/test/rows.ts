import type { Row } from '@patchbay/agents/test/sm1.ts';
import { type AgentId, isRefused } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { more as partMore, rows as partRows } from '@patchbay/interactions/test/sm2b.ts';
import { type Chat, type ChatCommand, stageOf } from '../chat.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { everyCommand } from './every.ts';
import { partName, type Reached } from './reached.ts';
import { more as chatMore, rows as chatRows } from './sm3.ts';

/** How often a row was followed to its target, and where it led elsewhere. */
export interface Followed {
  readonly hits: number;
  readonly wrong: readonly string[];
}
/** A row by its machine, to be followed in what was reached. */
export interface Titled {
  readonly title: string;
  follow(reached: Reached): Followed;
}

const later = 100;
const is =
  (...types: ChatCommand['type'][]) =>
  (_: Chat, c: ChatCommand) =>
    types.includes(c.type);
const chatMeaning: Readonly<Record<string, (i: Chat, c: ChatCommand) => boolean>> = {
  ENQUEUE: is('enqueue'),
  AGENT_STARTED: is('start'),
  AGENT_RESERVED: is('offer'),
  CUSTOMER_LEFT: is('customerLeft'),
  MESSAGE: is('message', 'say'),
  ACCEPT: is('accept'),
  REJECT: is('reject'),
  OFFER_TIMEOUT: is('offerTimeout'),
  TRANSFER: is('transfer'),
  CONSULT: is('consult'),
  END_CONSULT: is('endConsult'),
  COMPLETE_TRANSFER: is('completeTransfer'),
  CONFERENCE: is('conference'),
  PARTICIPANT_LEFT: (i, c) => is('drop')(i, c) || (c.type === 'leave' && (ownerOf(i) === c.by.agent || i.work.guests.includes(c.by.agent))),
  AGENT_END: is('end'),
  CUSTOMER_CONNECTION_LOST: is('connectionLost'),
  TARGET_ACCEPTED: is('accept'),
  TARGET_FAILED: is('reject', 'offerTimeout'),
  QUEUE_TIMEOUT: is('waitTimeout'),
  INACTIVITY_TIMEOUT: is('silenceTimeout'),
  CUSTOMER_RECONNECTED: is('reconnected'),
  AWAY_TIMEOUT: is('awayTimeout'),
  ALL_PARTICIPATIONS_DONE: (i, c) =>
    is('submitWrapUp', 'wrapUpTimeout', 'forceWrapUp')(i, c) && i.participations.filter((p) => p.stage === 'wrapUp').length === 1,
};
const chatGuards: Readonly<Record<string, (i: Chat, c: ChatCommand) => boolean>> = {
  '': () => true,
  outbound: (i) => i.kind === 'outbound' && i.work.away === null,
  'customer on the line': (i) => i.work.away === null,
  'nobody wraps up yet': (i) => !i.participations.some((p) => p.stage === 'wrapUp'),
  'was warned': (i) => i.work.silence?.warned === true,
  'was answered': (i) => i.at.stage === 'wrapUp' && i.at.outcome !== 'abandoned',
  'has a queue': (i) => i.at.stage === 'offered' && i.at.back !== null,
  'alone with the customer': (i) => i.work.away === null && !i.work.guests.length,
  'two or more remain': (i) => i.work.guests.length > 1,
  'one remains alone with the customer': (i) => i.work.guests.length === 1 && i.work.away === null && i.work.talk.doing === 'chatting',
  'by the agent': is('say'),
  'by the customer': is('message'),
};

const followChat = ([from, event, guard, to]: Row, reached: Reached): Followed =>
  count(reached.chats.get(from) ?? [], (i, now) =>
    everyCommand(i, now)
      .filter((c) => known(chatMeaning, event)(i, c) && known(chatGuards, guard)(i, c))
      .flatMap((c) => {
        const answer = decide(i, c, now);
        return isRefused(answer) ? [] : [[c.type, stageOf(answer.reduce(evolve, i)) === to, stageOf(answer.reduce(evolve, i))] as const];
      }),
  );

const whose = (c: ChatCommand): AgentId | undefined => ('agent' in c ? c.agent : typeof c.by === 'object' ? c.by.agent : undefined);
const mine =
  (...types: ChatCommand['type'][]) =>
  (agent: AgentId, c: ChatCommand) =>
    types.includes(c.type) && whose(c) === agent;
const partMeaning: Readonly<Record<string, (agent: AgentId, c: ChatCommand) => boolean>> = {
  ACCEPT: mine('accept'),
  REJECT: mine('reject'),
  OFFER_TIMEOUT: mine('offerTimeout'),
  OFFER_REVOKED: (agent, c) => ['customerLeft', 'end', 'awayTimeout', 'transferToQueue'].includes(c.type) || mine('deviceLost')(agent, c),
  OWNERSHIP_GAINED: (_, c) => c.type === 'completeTransfer',
  JOINED_CONFERENCE: (_, c) => c.type === 'conference',
  LEFT: (agent, c) =>
    ['customerLeft', 'end', 'awayTimeout', 'transferToQueue'].includes(c.type) || mine('leave', 'completeTransfer')(agent, c),
  SUBMIT_WRAP_UP: mine('submitWrapUp'),
  AUTO_WRAP_UP_TIMEOUT: mine('wrapUpTimeout'),
  CANCEL_AUTO_WRAP_UP: mine('extendWrapUp'),
  FORCE_WRAP_UP: mine('forceWrapUp'),
};

const wraps = (i: Chat, agent: AgentId): boolean => {
  const part = i.participations.find((p) => p.agent === agent);
  return i.policy.wrapUpForAll || (part?.stage === 'active' && part.everOwner);
};
const partGuards: Readonly<Record<string, (i: Chat, agent: AgentId, c: ChatCommand) => boolean>> = {
  'does not hand it on': (_, agent, c) => whose(c) !== agent,
  'ever owner, or all wrap up': wraps,
  'never owner': (i, agent) => !wraps(i, agent),
  'not a preview that is taken by time': (i) => i.kind !== 'preview' || i.policy.previewTimeout !== 'accept' || i.at.stage !== 'offered',
};
/** Follows a row in every part there is of that stage, at any stage of its chat. */
const followPart = ([from, event, guard, to]: Row, reached: Reached): Followed =>
  count([...reached.chats.values()].flat(), (i, now) =>
    i.participations
      .filter((p) => partName(p) === from)
      .flatMap(({ agent }) =>
        everyCommand(i, now)
          .filter((c) => known(partMeaning, event)(agent, c) && (partGuards[guard]?.(i, agent, c) ?? true))
          .flatMap((c) => {
            const answer = decide(i, c, now);
            if (isRefused(answer) || answer[0]?.type === 'interaction.noted') return [];
            const name = partName(answer.reduce(evolve, i).participations.find((p) => p.agent === agent));
            return [[c.type, name === to, name] as const];
          }),
      ),
  );

/** Every row of the two machines; the states of agents are proved in core/agents. */
export const rows: readonly Titled[] = [
  ...chatRows.map((row) => ({ title: `SM-3 ${row.join(' | ')}`, follow: (reached: Reached) => followChat(row, reached) })),
  ...partRows.map((row) => ({ title: `SM-2b ${row.join(' | ')}`, follow: (reached: Reached) => followPart(row, reached) })),
];

/** The steps that were seen and that neither a row nor a named step of ours allows. */
export const strange = (reached: Reached): readonly string[] => [
  ...others(reached.chatSteps, [...chatRows, ...chatMore.map(named)]),
  ...others(reached.partSteps, [...partRows, ...partMore.map(named)]),
];
const named = ([from, to]: readonly [string, string, string]): Row => [from, '', '', to];
const others = (seen: Reached['chatSteps'], allowed: readonly Row[]) =>
  [...seen]
    .filter(([step]) => !allowed.some(([from, , , to]) => step === `${from} ${to}`))
    .map(([step, by]) => `${step} by ${[...by].join()}`);

/** The named steps of ours that no walk took. */
export const untaken = (reached: Reached): readonly string[] => {
  const missing = (seen: Reached['chatSteps'], list: typeof chatMore) =>
    list.map(([from, to]) => `${from} ${to}`).filter((step) => !seen.has(step));
  return [...missing(reached.chatSteps, chatMore), ...missing(reached.partSteps, partMore)];
};

type Tried = readonly (readonly [command: string, right: boolean, became: string])[];
function count<T>(samples: readonly { readonly state: T; readonly now: number }[], tried: (state: T, now: number) => Tried): Followed {
  const all = samples.flatMap(({ state, now }) => tried(state, now + later));
  return {
    hits: all.filter(([, right]) => right).length,
    wrong: all.filter(([, right]) => !right).map(([command, , became]) => `${command} led to ${became}`),
  };
}
function known<T>(table: Readonly<Record<string, T>>, key: string): T {
  const one = table[key];
  if (one === undefined) throw new Error(`Nothing says what ${key} means.`);
  return one;
}
