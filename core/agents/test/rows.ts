import { type ChannelName, isRefused } from '@patchbay/base/decision.ts';
import { type Agent, type AgentCommand, isSet, openOn } from '../agent.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { everyCommand } from './any.ts';
import type { channels } from './people.ts';
import { type Met, metIn, type Reached, seatOf } from './reached.ts';
import { rows as all, more, type Row } from './sm1.ts';

/** How often a row was followed to its target, and where it led elsewhere. */
export interface Followed {
  readonly hits: number;
  readonly wrong: readonly string[];
}
type Type = AgentCommand['type'];

const meaning: Readonly<Record<string, readonly Type[]>> = {
  LOG_ON: ['logOn'],
  LOG_ON_SUPERVISING: ['logOn'],
  SET_READY: ['setReady'],
  SET_NOT_READY: ['setNotReady'],
  SET_AFTER_WORK: ['setAfterWork'],
  LOG_OFF: ['logOff'],
  FORCE_READY: ['forceReady'],
  FORCE_NOT_READY: ['forceNotReady'],
  FORCE_LOG_OFF: ['forceLogOff'],
  OFFER_TIMEOUT: ['workMissed'],
  OFFER_REJECTED: ['workDeclined'],
  WRAP_UP_STARTED: ['wrapUpStarted'],
  WRAP_UP_DONE: ['workDone'],
  INTERACTIONS_CLEARED: ['workDone', 'workDeclined', 'workWithdrawn'],
  ACW_TIMEOUT: ['afterWorkTimeout'],
  ACW_EXTEND: ['extendAfterWork'],
  DEVICE_LOST: ['deviceLost'],
  DEVICE_RECOVERED: ['deviceRecovered'],
  DEVICE_CHANGED: ['deviceChanged'],
  SESSION_LOST: ['sessionLost'],
  SESSION_EXPIRED: ['sessionExpired'],
};

type Guard = (a: Agent, channel: ChannelName, now: number) => boolean;
const works: Guard = (a, channel) => !a.failed?.includes(channel);
const nothingOpen: Guard = (a) => a.work.length === 0;
const nothingHandled: Guard = (a) => a.work.every((w) => w.stage === 'wrapUp');
const signsIn =
  (how: Agent['profile']['signIn']): Guard =>
  (a) =>
    a.profile.signIn === how;
const blocks: Guard = (a, channel) => a.profile.afterWork.includes(channel);
const wrapUps = (a: Agent, channel: ChannelName) => a.work.filter((w) => w.channel === channel && w.stage === 'wrapUp').length;
const blocking: Guard = (a, channel, now) => blocks(a, channel, now) && wrapUps(a, channel) > 0;
const next =
  (is: string): Guard =>
  (a, channel) => {
    const chosen = a.channels[channel];
    return chosen?.is === 'afterWork' && chosen.next.is === is;
  };
const timed: Guard = (a, channel, now) => {
  const chosen = a.channels[channel];
  return chosen?.is === 'afterWork' && isSet(chosen.until) && chosen.until <= now;
};
const lastWrapUp: Guard = (a, channel) => wrapUps(a, channel) === 1;
const notLast: Guard = (a) => !isSet(a.profile.logOffAfterMissed) || (a.missedInRow ?? 0) + 1 < a.profile.logOffAfterMissed;
const waits: Guard = (a, channel) => a.profile.pending && openOn(a, channel) > 0;
const not =
  (guard: Guard): Guard =>
  (a, channel, now) =>
    !guard(a, channel, now);
const both =
  (...guards: readonly Guard[]): Guard =>
  (a, channel, now) =>
    guards.every((guard) => guard(a, channel, now));
const running: Guard = (a, channel) => {
  const chosen = a.channels[channel];
  return chosen?.is === 'afterWork' && isSet(chosen.until);
};

const guards: Readonly<Record<string, Guard>> = {
  '': () => true,
  'device works': works,
  'no device': both(not(works), not(signsIn('supervising'))),
  'device works, signs in ready': both(works, signsIn('ready')),
  'device works, signs in not ready': both(works, signsIn('notReady')),
  'a supervisor': signsIn('supervising'),
  'by a supervisor, nothing open': nothingOpen,
  'by a supervisor, device works, nothing handled, no blocking wrap-up open': both(works, nothingHandled, not(blocking)),
  'wrap-up blocks': blocks,
  'wrap-up does not block': not(blocks),
  'nothing open': (a, channel) => !a.work.some((w) => w.channel === channel),
  'nothing open, or it does not wait': not(waits),
  'something open, and it waits': waits,
  'not the last of so many': notLast,
  'reject makes not ready': (a) => a.profile.afterReject === 'notReady',
  'reject leaves ready': (a) => a.profile.afterReject === 'stayReady',
  'the grace is over': (a, _, now) => isSet(a.lost) && now >= a.lost + a.profile.graceMs,
  'the last one': (a, channel) => openOn(a, channel) === 1,
  'next is ready, not extended': both(works, timed, next('ready')),
  'next is not ready, not extended': both(timed, next('notReady')),
  'next is chosen by hand, not extended': both(timed, next('manual')),
  'may extend, a time runs': running,
  'the last one, next is ready': both(works, lastWrapUp, next('ready')),
  'the last one, next is not ready': both(lastWrapUp, next('notReady')),
  'the last one, next is chosen by hand': both(lastWrapUp, next('manual')),
  'no blocking wrap-up open': both(works, not(blocking)),
  'blocking wrap-up open': both(works, blocking),
};

/** The stages of the work that a fact is about. */
const about: Readonly<Record<string, readonly string[]>> = {
  workMissed: ['offered'],
  workDeclined: ['offered'],
  workWithdrawn: ['offered'],
  wrapUpStarted: ['active'],
  workDone: ['active', 'wrapUp'],
};
/** A wrap-up that does not block is not what the last one waits for. */
const counts = (a: Agent, { channel, stage }: Agent['work'][number], type: string): boolean =>
  about[type]?.includes(stage) === true &&
  !(a.channels[channel]?.is === 'pending' && stage === 'wrapUp' && !a.profile.afterWork.includes(channel)) &&
  !(a.channels[channel]?.is === 'afterWork' && stage === 'active');

/** Every command about one channel of an agent. */
export function commandsOn({ agent, channel }: Met): readonly AgentCommand[] {
  const facts = agent.work
    .filter((w) => w.channel === channel)
    .flatMap((w) =>
      Object.keys(about)
        .filter((type) => counts(agent, w, type))
        .map((type) => ({ by: 'outside', type, interaction: w.interaction, channel })),
    );
  return [...everyCommand(channel as (typeof channels)[number]), ...facts] as readonly AgentCommand[];
}

/** Long after: every timer is due. */
export const later = 2000;

function follow([from, event, guard, to]: Row, reached: Reached): Followed {
  const holds = known(guards, guard);
  const outcomes = metIn(reached, from)
    .filter((met) => holds(met.agent, met.channel, met.now + later) && (!expires(event) || isSet(met.agent.lost)))
    .flatMap((met) =>
      commandsOn(met)
        .filter((c) => known(meaning, event).includes(c.type))
        .map((c) => [c.type, outcome(met, c, met.now + later)] as const),
    );
  return {
    hits: outcomes.filter(([, became]) => became === to).length,
    wrong: outcomes.filter(([, became]) => became !== to).map(([type, became]) => `${type} led to ${became}`),
  };
}
const expires = (event: string) => event === 'SESSION_EXPIRED';

/** The state a command leads to, or the text it is refused with. */
export function outcome({ agent, channel }: Met, command: AgentCommand, now: number): string {
  const answer = decide(agent, command, now);
  return isRefused(answer) ? answer.refused : seatOf(answer.reduce(evolve, agent), channel);
}

/** Every row of the machine, to be followed in what was reached. */
export const rows = all.map((row) => ({ title: `SM-1 ${row.join(' | ')}`, follow: (reached: Reached) => follow(row, reached) }));

/** The steps that were seen and that neither a row nor a named step of ours allows. */
export const strange = ({ steps }: Reached): readonly string[] => {
  const allowed = new Set([...all.map(([from, , , to]) => `${from} ${to}`), ...more.map(([from, to]) => `${from} ${to}`)]);
  return [...steps].filter(([step]) => !allowed.has(step)).map(([step, by]) => `${step} by ${[...by].join()}`);
};
function known<T>(table: Readonly<Record<string, T>>, key: string): T {
  const one = table[key];
  if (one === undefined) throw new Error(`Nothing says what ${key} means.`);
  return one;
}
