import type { Person } from '@patchbay/base/decision.ts';
import { audience as coreAudience, unnoted } from '@patchbay/interactions/access.ts';
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

/** Whether what staff write of a call reaches this person as it is written: who has or had a part in it, and whose phone rings. [CH122] */
export const isInCall = (i: Call, by: Person): boolean => i.participations.some((p) => p.agent === by.agent) || isCalled(i, by.agent);

/** A call without what staff wrote and know of it. [CH122] */
export const callUnworded = (i: Call): Call => (i.work ? { ...unnoted(i), work: { ...i.work, veiled: true } } : i);

/** The same of what happened. [CH122] */
export function callEventUnworded(event: CallEvent): CallEvent & { readonly veiled?: true } {
  if (event.type === 'interaction.notesWritten') return { ...event, notes: '', veiled: true };
  if (event.type === 'interaction.dataSaved') return { type: 'interaction.noted', fact: 'other', veiled: true };
  return event.type === 'interaction.started' ? { ...event, initial: callUnworded(event.initial as Call), veiled: true } : event;
}
