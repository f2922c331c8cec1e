import { audience as coreAudience } from '@patchbay/interactions/access.ts';
import type { CallEvent } from './asked.ts';
import type { Call, Line } from './call.ts';

/** Who may see a call: those of core, and the colleague whose phone rings. */
export const audience = (i: Call): readonly string[] => {
  const called = i.work.doing.doing === 'dialing' ? i.work.line.colleague : null;
  return [...coreAudience(i), ...(called ? [`agent:${called}`] : [])];
};

/** Whether it is this colleague whose phone rings. [VO42] */
export const isCalled = (i: Call, agent: string): boolean =>
  i.channel === 'voice' && i.work.doing.doing === 'dialing' && i.work.line.colleague === agent;

/** A call as staff see it: never the number that is dialled in place of a masked one. [VO133] */
export const callSeen = (i: Call): Call =>
  i.work?.line?.dials === undefined ? i : { ...i, work: { ...i.work, line: withoutNumber(i.work.line) } };
const withoutNumber = ({ dials: _, ...line }: Line): Line => line;

/** The same of what happened. */
export function callEventSeen(event: CallEvent): CallEvent {
  return hidesNumber(event) ? { ...event, initial: callSeen(event.initial as Call) } : event;
}
/** Whether anything of it is kept from staff. */
export const hidesNumber = (event: CallEvent): event is Extract<CallEvent, { readonly type: 'interaction.started' }> =>
  event.type === 'interaction.started' && event.initial.channel === 'voice' && (event.initial as Call).work?.line?.dials !== undefined;
