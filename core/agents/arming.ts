import { type Rules, refuse } from '@patchbay/base/decision.ts';
import type { Agent, AgentCommand, AgentEvent, Armed } from './agent.ts';

const armed = (now: Armed | null): readonly AgentEvent[] => [{ type: 'agent.armed', armed: now }];

/** A supervisor waits for conversations: for the next one, or for one after the other. It is a wish, and changes no state. [AG51] */
export const arming: Rules<Agent, AgentCommand, AgentEvent> = {
  watchNext: (a, { by, of, key, all }, since) =>
    by.may.includes('seeAllWork') ? (isSame(a, { of, key, all }) ?? armed({ of, key, all, since })) : refuse('agents.mayNotWatch'),
  watchNoMore: (a) => (a.armed ? armed(null) : refuse('agents.notArmed')),
  disarm: (a) => (a.armed ? armed(null) : []),
  watchBegan: (a) => (a.armed && !a.armed.all ? armed(null) : []),
  watchOver: (a, _, since) => (a.armed?.all ? armed({ ...a.armed, since }) : []),
};

const isSame = ({ armed: now }: Agent, { of, key, all }: Omit<Armed, 'since'>) =>
  now && now.of === of && now.key === key && now.all === all ? refuse('agents.alreadySo') : undefined;
