import type { AgentId, ContactId, InteractionId } from '@patchbay/base/decision.ts';
import { isRefused } from '@patchbay/base/decision.ts';
import { type Change, changed } from '@patchbay/base/subject.ts';
import { ownerOf, type Policy } from '@patchbay/interactions/interaction.ts';
import { initialData } from '@patchbay/interactions/variables.ts';
import type { Case } from './case.ts';
import { type CaseId, type Email, type EmailCommand, type EmailEvent, type EmailSettings, holderOf } from './email.ts';
import { caseKind, emailKind } from './kind.ts';
import { decide } from './rules.ts';

/** A case from its first moment. */
export const newCase = (initial: Case): Change =>
  changed(caseKind, { id: initial.id, version: 0, state: null as never }, [{ type: 'case.began', initial }]) as Change;
interface NewWork {
  readonly id: InteractionId;
  readonly of: CaseId;
  readonly contact: ContactId | null;
  readonly policy: Policy;
  readonly settings: EmailSettings;
  readonly now: number;
}
/** A piece of work that has not begun. */
export const newWork = ({ id, of, contact, policy, settings, now }: NewWork, kind: Email['kind'] = 'inbound'): Email => ({
  ...{ id, channel: 'email', kind, startedAt: now, contact, queue: null, policy, at: { stage: 'arriving' }, participations: [], notes: '' },
  data: initialData(policy.variables ?? [], {}, now),
  work: { case: of, settings, doing: { doing: 'reading' }, came: 0, draft: false, outgoing: [], handed: null },
});

/** A piece of work with what happens to it first. */
export function started(initial: Email, commands: readonly EmailCommand[], now: number): Change {
  const events: EmailEvent[] = [{ type: 'interaction.started', initial }];
  let work = initial;
  for (const command of commands) {
    const next = decide(work, command, now);
    if (isRefused(next)) throw new Error(`New work refused ${JSON.stringify(command)}: ${next.refused}`);
    events.push(...next);
    work = next.reduce(emailKind.evolve, work);
  }
  return changed(emailKind, { id: initial.id, version: 0, state: null as never }, events) as Change;
}

/** Who answered or closed it, or has it in a workbin. */
export const lastOf = (i: Email): AgentId | null =>
  ownerOf(i) ?? holderOf(i) ?? i.participations.findLast(({ stage }) => stage === 'done' || stage === 'wrapUp')?.agent ?? null;
