import type { AgentId, Permission, Person } from '@patchbay/base/decision.ts';
import type { Profile } from '../agent.ts';
import { plainProfile } from './profile.ts';

const person = (name: string, ...may: readonly Permission[]): Person => ({ agent: name as AgentId, may });

/** Ada handles interactions; Eve may nothing that a profile has to allow; Sue is a supervisor. */
export const ada = person('ada', 'end', 'extendWrapUp');
export const eve = person('eve');
export const sue = person('sue', 'forceState', 'seeAllWork');

/** The channels of the walks; voice is known to the rules although there is no call yet. */
export const channels = ['chat', 'voice', 'email'] as const;

/** Two reasons: lunch is not paid, a break is and has limits. */
export const reasons: Profile['reasons'] = {
  lunch: { paid: false, maxMs: null, alertMs: null },
  break: { paid: true, maxMs: 40, alertMs: 60 },
};
export const profile: Profile = { ...plainProfile, capacity: { chat: 3, voice: 1 }, afterWork: ['voice'], reasons };
