import { audience as coreAudience } from '@patchbay/interactions/access.ts';
import type { Call } from './call.ts';

/** Who may see a call: those of core, and the colleague whose phone rings. */
export const audience = (i: Call): readonly string[] => {
  const called = i.work.doing.doing === 'dialing' ? i.work.line.colleague : null;
  return [...coreAudience(i), ...(called ? [`agent:${called}`] : [])];
};

/** Whether it is this colleague whose phone rings. [VO42] */
export const isCalled = (i: Call, agent: string): boolean =>
  i.channel === 'voice' && i.work.doing.doing === 'dialing' && i.work.line.colleague === agent;
