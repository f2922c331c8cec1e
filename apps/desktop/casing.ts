import type { Case, CaseAt } from '@patchbay/email/case.ts';
import type { Clock } from '@patchbay/email/clock.ts';

/** A line of the list of cases. */
export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly from: string;
  readonly at: CaseAt;
  readonly clock: Clock | null;
  readonly when: number;
  readonly excerpt: string;
  /** Conversations of other channels that belong to it. */
  readonly links: readonly string[];
}
export interface CasePage {
  readonly cases: readonly CaseRow[];
  readonly next: number | null;
}
/** What is known of a case beside its mails. */
export interface CaseFacts {
  readonly case: Case;
  readonly clock: Clock | null;
  /** Whether whoever looks may say what becomes of it. */
  readonly mayChange: boolean;
  /** Somebody still has to answer or close a mail of it: that settles it. */
  readonly hasWork: boolean;
  readonly merged: readonly { readonly id: string; readonly number: number; readonly subject: string }[];
  readonly notes: readonly CaseNote[];
  readonly others: readonly CaseOther[];
  readonly works: readonly CaseWork[];
}
/** A piece of work on a case: who has it, and who has asked them for it. */
export interface CaseWork {
  readonly id: string;
  readonly owner: string | null;
  readonly doing: string;
  readonly asked: { readonly by: string; readonly kept: boolean } | null;
}
export interface CaseNote {
  readonly id: string;
  readonly agent: string;
  readonly text: string;
  readonly at: number;
}
/** A conversation of another channel with the same contact. */
export interface CaseOther {
  readonly id: string;
  readonly channel: string;
  readonly queue: string | null;
  readonly startedAt: number;
  readonly agents: readonly string[];
  readonly linked: boolean;
}
type What =
  | { readonly is: 'came' | 'went'; readonly who: string; readonly subject: string; readonly state: string }
  | { readonly is: 'note'; readonly text: string }
  | { readonly is: 'taken' | 'kept'; readonly agent: string }
  | { readonly is: 'takenOver'; readonly agent: string; readonly from: string }
  | { readonly is: 'transferred'; readonly comment: string; readonly to: { readonly agent?: string; readonly queue?: string } | null }
  | { readonly is: 'queue'; readonly queue: string }
  | { readonly is: 'reviewed'; readonly approved: boolean; readonly comment: string }
  | { readonly is: 'takenBack' | 'closeUndone' | 'linked' | 'unlinked' }
  | { readonly is: 'failed'; readonly said: string }
  | { readonly is: 'disposed' | 'noted' | 'unanswered'; readonly reason: string }
  | { readonly is: 'state'; readonly now: CaseAt }
  | { readonly is: 'pressed'; readonly pace: 'near' | 'over' }
  | { readonly is: 'split'; readonly number: number };
/** A line of the history of a case. */
export type HistoryLine = { readonly at: number; readonly by: string | null } & What;

interface StepFacts extends Pick<CaseFacts, 'hasWork'> {
  readonly case: Pick<Case, 'at' | 'settings'>;
}
/** What may be done with a case that stands so, in the order in which it is offered; `wait` once for each reason. [DT280] */
export function stepsFor({ case: { at, settings }, hasWork }: StepFacts, supervises: boolean): readonly string[] {
  if (at.is === 'merged') return [];
  const over = at.is === 'closed';
  const waits = over
    ? []
    : settings.pendingReasons.filter((reason) => at.is !== 'pending' || at.reason !== reason).map((one) => `wait ${one}`);
  return [
    ...waits,
    ...(over || hasWork || at.is === 'resolved' ? [] : ['resolveCase']),
    ...(over || hasWork ? [] : ['closeCase']),
    ...(['pending', 'resolved', 'closed'].includes(at.is) ? ['reopenCase'] : []),
    ...(supervises ? ['merge'] : []),
  ];
}
