import type { Considered, RoutingDecision } from './routing.ts';
import { words } from './words.ts';

/** A decision as it is kept, with its time. */
export interface Told {
  readonly at: number;
  readonly decision: RoutingDecision;
}

/** Why an interaction went where it went, in words: each decision, then who else was looked at and why not. [RT35] */
export const explained = (decisions: readonly Told[], language: 'en' | 'de'): readonly string[] =>
  decisions.flatMap((told) => one(told, language));

function one({ at, decision }: Told, language: 'en' | 'de'): readonly string[] {
  const { to, waitedSince, priority, order, further } = words[language];
  const { agent, queue, place, considered, rest } = decision;
  const others = considered.filter((c) => c.agent !== agent);
  return [
    `${stamp(at)} ${queue}: ${to} ${agent}: ${order[decision.order]}`,
    `  ${waitedSince} ${stamp(place.since)}, ${priority} ${place.band}`,
    ...others.map((c) => `  ${c.agent}: ${whyNot(c, language)}`),
    ...(rest > 0 ? [`  ${rest} ${further}`] : []),
  ];
}

const whyNot = ({ excluded }: Considered, language: 'en' | 'de') =>
  excluded === null ? words[language].fitted : words[language].excluded[excluded];

const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
