import { type Text, textIn } from '@patchbay/configuration/text.ts';
import type { TargetAgent, TargetQueue, Targets } from './session.ts';

/** Those whose name or team contains what was typed, as the server ordered them. */
export function found({ agents, queues }: Targets, typed: string, language: string): Targets {
  const wanted = plain(typed);
  const has = (...texts: readonly (string | null)[]): boolean => texts.some((text) => text !== null && plain(text).includes(wanted));
  return {
    agents: agents.filter((agent: TargetAgent) => has(agent.name, agent.team)),
    queues: queues.filter((queue: TargetQueue) => has(textIn(queue.label as Text, language))),
  };
}

/** Without capitals and accents, as people type. */
const plain = (text: string): string => text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
