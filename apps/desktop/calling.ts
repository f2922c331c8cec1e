import type { Agent } from '@patchbay/agents/agent.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { type Call, isInternal, partyOf } from '@patchbay/voice/call.ts';
import { type Stage, stageOf } from '@patchbay/voice/stage.ts';

/** How a call stands for me, as icon and word. */
export type CallStatus =
  | 'ringing'
  | 'dialing'
  | 'connected'
  | 'held'
  | 'recovering'
  | 'consulting'
  | 'conference'
  | 'transferring'
  | 'postCall'
  | 'wrapUp'
  | 'over';

const statuses: { readonly [S in Stage]?: CallStatus } = {
  PREVIEW: 'ringing',
  OFFERED: 'ringing',
  DIALING: 'dialing',
  CONNECTED: 'connected',
  HELD: 'held',
  RECOVERING: 'recovering',
  CONSULT_REQUESTED: 'consulting',
  CONSULTING_CONSULT_ACTIVE: 'consulting',
  CONSULTING_MAIN_ACTIVE: 'consulting',
  CONF_CONSULT_REQUESTED: 'consulting',
  CONF_CONSULTING: 'consulting',
  CONFERENCE: 'conference',
  TRANSFERRING: 'transferring',
  POST_CALL: 'postCall',
};

/** The word above a call. [DT232] */
export function callStatus(call: Call, part: Participation | undefined): CallStatus {
  if (part?.stage === 'wrapUp') return 'wrapUp';
  return statuses[stageOf(call)] ?? 'over';
}

/** Since when the customer hears music; null: they do not. */
export const heldSince = ({ work: { doing } }: Call): number | null => (doing.doing === 'holding' ? doing.since : null);

/** Whether an agent is logged on to calls, so that numbers can be called. [DT245] */
export const takesCalls = (agent: Agent | undefined): boolean => {
  const voice = agent?.channels.voice;
  return voice !== undefined && voice.is !== 'loggedOff';
};

/** Whether my own voice is not heard. */
export const isMuted = (call: Call, me: string): boolean => partyOf(call, me as never)?.muted ?? false;

/** Whether a colleague calls me and I have not answered. [VO42] */
export const callsMe = ({ work: { doing, line } }: Call, me: string): boolean => doing.doing === 'dialing' && line.colleague === me;

/** Who is on the other side of a call: a colleague by id, a number, or neither is known. */
export type Other =
  | { readonly is: 'colleague'; readonly agent: string }
  | { readonly is: 'number'; readonly number: string; readonly written: string }
  | { readonly is: 'unknown' };

/** The other side, as I see it. */
export function otherOf(call: Call, me: string): Other {
  const { line } = call.work;
  if (isInternal(call.work)) {
    const caller = call.participations.find(({ agent }) => agent !== line.colleague)?.agent ?? '';
    return { is: 'colleague', agent: line.colleague === me ? caller : (line.colleague ?? '') };
  }
  return line.number === null ? { is: 'unknown' } : { is: 'number', number: line.number, written: line.written ?? line.number };
}

/** The keys of a telephone, row by row, with the letters that stand on them. */
export const telephoneKeys = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

/** What of a pasted text can be pressed as keys. */
export const keysIn = (text: string): string => text.replace(/[^0-9*#,]/g, '').slice(0, 32);
