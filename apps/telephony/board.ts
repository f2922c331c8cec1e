import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { CallCommand } from '@patchbay/voice/asked.ts';
import type { Leg } from '@patchbay/voice/call.ts';
import type { DeviceFact } from '@patchbay/voice/door.ts';
import type { Following, Line } from './line.ts';
import type { Wired } from './wired.ts';

/** Which phones are just being rung, or told that a call is over. */
export interface Leaving {
  /** It is told that nobody wants this line any more. */
  readonly begins: (line: Line) => void;
  /** It knows: of a phone that rang only its own answer to that says so. */
  readonly ended: (id: string) => void;
  /** Resolves when this leg is in no other call that does not want it any more, nor is just being rung for one: a phone may have one line only, and be busy. What it answers says that it has been rung. [VO114] */
  readonly turn: (call: Following, leg: Leg) => Promise<() => void>;
}

/** What is known of calls, lines and browsers, and how a change of it is carried out; whoever follows calls writes on it. */
export interface Board {
  readonly w: Wired;
  readonly calls: Map<string, Following>;
  readonly lines: Map<string, Line>;
  /** Browsers that sit somewhere. */
  readonly browsers: Set<string>;
  readonly leaving: Leaving;
  /** Agents whose phone could not be reached: asked again until it is there. */
  readonly failed: Map<string, { readonly tenant: TenantId; readonly agent: AgentId }>;
  /** Makes of the engines what the call wants. */
  readonly settle: (call: Following) => Promise<void>;
}

/** What went wrong where nobody waits for it. */
export const oops =
  ({ w }: Pick<Board, 'w'>) =>
  (error: unknown): void =>
    w.say(`calls: ${error instanceof Error ? error.message : String(error)}`);

/** The call of this name, also before anything else is known of it. */
export function callOf({ calls }: Pick<Board, 'calls'>, tenant: TenantId, id: string): Following {
  const known = calls.get(id) ?? { tenant, id, state: null, version: -1, lines: new Map<Leg, Line>(), busy: false, again: false };
  calls.set(id, known);
  return known;
}

/** Tells the server what happened to a call. */
export async function happened({ w }: Pick<Board, 'w'>, { tenant, id }: Pick<Following, 'tenant' | 'id'>, facts: readonly CallCommand[]) {
  for (const command of facts) await w.tell({ say: 'happened', tenant, interaction: id, command });
}
/** Tells the server how an agent's device is. */
export const deviceIs = ({ w }: Pick<Board, 'w'>, tenant: TenantId, agent: AgentId, is: DeviceFact) =>
  w.tell({ say: 'device', tenant, agent, is });

/** The line is not one of the call's any more. */
export function forget({ lines }: Pick<Board, 'lines'>, call: Following, line: Line): void {
  line.stage = 'gone';
  lines.delete(line.id);
  if (call.lines.get(line.leg) === line) call.lines.delete(line.leg);
}

/** Where a browser sits between calls. */
export const lobbyOf = (id: string) => ({ room: id, muted: true, group: 'agent' }) as const;
