import type { AgentId } from '@patchbay/base/decision.ts';
import { participationOf } from '@patchbay/interactions/interaction.ts';
import { type Call, type Cause, isInternal } from './call.ts';

/** Who was on the other side of a call: a colleague, or a number; null: this agent had nothing to do with it. */
export type WithWhom = { readonly agent: AgentId } | { readonly number: string | null; readonly written: string | null };

/** The other side as this agent saw it, also of a call they missed. */
export function withWhom(call: Call, me: AgentId): WithWhom | null {
  const { line } = call.work;
  if (!participationOf(call, me) && line.colleague !== me) return null;
  if (!isInternal(call.work)) return { number: line.number, written: line.written ?? null };
  const caller = call.participations.find(({ agent }) => agent !== line.colleague)?.agent;
  const other = line.colleague === me ? caller : line.colleague;
  return other ? { agent: other } : null;
}

/** Which way a call went for an agent: it came, they called, or it went by unanswered. [VO131] */
export function wayOf(call: Call, me: AgentId): 'in' | 'out' | 'missed' {
  const part = participationOf(call, me);
  const had = part !== undefined && !['offered', 'missed', 'declined', 'revoked'].includes(part.stage);
  if (!had) return 'missed';
  const calledMe = isInternal(call.work) ? call.work.line.colleague === me : call.kind === 'inbound';
  return calledMe ? 'in' : 'out';
}

/** Why a call of an agent's own came to nothing. */
export const causeOf = (call: Call, me: AgentId): Cause | null => (wayOf(call, me) === 'out' ? call.work.failed : null);
