import type { Considered, RoutingDecision, ShareTold } from './routing.ts';
import { words } from './words.ts';

/** A decision as it is kept, with its time. */
export interface Told {
  readonly at: number;
  readonly decision: RoutingDecision;
}
/** What agents and queues are called by people; whoever is not known any more keeps the key. */
export interface Names {
  readonly agents: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, string>>;
}

/** Why an interaction went where it went, in words: each decision, then who else was looked at and why not. [RT35] */
export const explained = (decisions: readonly Told[], language: 'en' | 'de', names: Names): readonly string[] =>
  decisions.flatMap((told) => one(told, language, names));

function one({ at, decision }: Told, language: 'en' | 'de', names: Names): readonly string[] {
  const { to, waited, priority, because, order, further } = words[language];
  const { agent, queue, place, share, considered, rest } = decision;
  const others = considered.filter((c) => c.agent !== agent);
  return [
    `${stamp(at)} UTC: ${to} ${person(agent, names)}, ${named(names.queues, queue)}`,
    `  ${because}: ${order[decision.order]}`,
    ...(share ? [`  ${turn(named(names.queues, share.queue), share, language)}`] : []),
    `  ${waited} ${lasting(at - place.since)}, ${priority} ${place.band}`,
    ...others.map((c) => `  ${person(c.agent, names)}: ${whyNot(c, language)}`),
    ...(rest > 0 ? [`  ${rest} ${further}`] : []),
  ];
}

function turn(queue: string, { waiting, all, share, whole }: ShareTold, language: 'en' | 'de'): string {
  const { longest, ofAll, due } = words[language];
  return `${queue} ${longest}: ${waiting} ${ofAll} ${all}; ${due} ${share} ${ofAll} ${whole}`;
}

const whyNot = ({ excluded }: Considered, language: 'en' | 'de') =>
  excluded === null ? words[language].fitted : words[language].excluded[excluded];

const named = (list: Readonly<Record<string, string>>, key: string) => (Object.hasOwn(list, key) ? list[key] : undefined) ?? key;
const person = (key: string, { agents }: Names) => (Object.hasOwn(agents, key) ? `${agents[key]} (${key})` : key);

const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** 5 s, 12:05 min, 1:02:05 h. */
function lasting(ms: number): string {
  const all = Math.max(0, Math.round(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds)} h`;
  return minutes > 0 ? `${minutes}:${two(seconds)} min` : `${seconds} s`;
}
