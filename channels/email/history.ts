import type { CaseAt, CaseEvent } from './case.ts';
import type { EmailEvent } from './email.ts';

/** What happened to a case or in the work on it, as it is told in its history. [EM143] */
export type Told =
  | { readonly is: 'taken'; readonly agent: string }
  | { readonly is: 'takenOver'; readonly agent: string; readonly from: string }
  | { readonly is: 'transferred'; readonly comment: string; readonly to: { readonly agent: string } | { readonly queue: string } | null }
  | { readonly is: 'kept'; readonly agent: string; readonly draft: boolean }
  | { readonly is: 'queue'; readonly queue: string }
  | { readonly is: 'reviewed'; readonly approved: boolean; readonly comment: string }
  | { readonly is: 'takenBack' | 'closeUndone' }
  | { readonly is: 'failed'; readonly said: string }
  | { readonly is: 'disposed' | 'noted'; readonly reason: string }
  | { readonly is: 'unanswered'; readonly reason: string; readonly by: string }
  | { readonly is: 'state'; readonly now: CaseAt; readonly by?: string | null }
  | { readonly is: 'pressed'; readonly pace: 'near' | 'over' }
  | { readonly is: 'split'; readonly number: number; readonly into: string }
  | { readonly is: 'linked' | 'unlinked'; readonly linked: string };

/** A step of the work or the case: what was decided at one moment belongs together. */
export type Step = readonly (EmailEvent | CaseEvent)[];
/** Everything a history tells of. */
export const tellingTypes = [
  ...['interaction.accepted', 'interaction.ownerChanged', 'interaction.offered', 'participation.done'],
  ...['email.handedOn', 'email.shelved', 'email.drafted', 'email.queueChanged', 'email.reviewed', 'email.takenBack', 'email.failed'],
  ...[
    'email.bounced',
    'email.takenOver',
    'email.settled',
    'email.disposed',
    'email.unanswered',
    'email.closeUndone',
    'case.changed',
    'case.pressed',
    'case.split',
    'case.linked',
    'case.unlinked',
  ],
] as const;

/** What a step means to people; nothing, if only machines care. [EM143] */
export function toldOf(step: Step): readonly Told[] {
  const handed = step.find((event) => event.type === 'email.handedOn');
  if (handed) return [{ is: 'transferred', comment: handed.comment, to: whereTo(step) }, ...step.flatMap(disposed)];
  const over = step.find((event) => event.type === 'email.takenOver');
  if (over) return [{ is: 'takenOver', agent: over.by, from: over.from }];
  const unanswered = step.find((event) => event.type === 'email.unanswered');
  if (unanswered) return [{ is: 'unanswered', reason: unanswered.reason, by: unanswered.by }];
  return step.flatMap(each);
}

function whereTo(step: Step) {
  for (const event of step) {
    if (event.type === 'interaction.offered') return { agent: event.agent };
    if (event.type === 'email.shelved') return { agent: event.holder };
    if (event.type === 'email.queueChanged') return { queue: event.queue };
  }
  return null;
}
const disposed = (event: Step[number]): readonly Told[] =>
  (event.type === 'participation.done' || event.type === 'email.settled') && event.reason ? [{ is: 'disposed', reason: event.reason }] : [];

function each(event: Step[number]): readonly Told[] {
  switch (event.type) {
    case 'interaction.accepted':
      return [{ is: 'taken', agent: event.agent }];
    case 'interaction.ownerChanged':
      return event.owner ? [{ is: 'taken', agent: event.owner }] : [];
    case 'email.shelved':
      return [{ is: 'kept', agent: event.holder, draft: false }];
    case 'email.drafted':
      return [{ is: 'kept', agent: event.holder, draft: true }];
    case 'email.queueChanged':
      return [{ is: 'queue', queue: event.queue }];
    case 'email.reviewed':
      return [{ is: 'reviewed', approved: event.approved, comment: event.comment }];
    case 'email.takenBack':
      return [{ is: 'takenBack' }];
    case 'email.closeUndone':
      return [{ is: 'closeUndone' }];
    case 'email.failed':
      return [{ is: 'failed', said: event.failed.said }];
    case 'email.bounced':
      return [{ is: 'failed', said: event.said }];
    case 'email.disposed':
      return [{ is: 'noted', reason: event.reason }];
    case 'case.changed':
      return [{ is: 'state', now: event.at, ...(event.by && { by: event.by }) }]; // whoever chose it, though it was held
    case 'case.pressed':
      return [{ is: 'pressed', pace: event.is }];
    case 'case.split':
      return [{ is: 'split', number: event.number, into: event.into }];
    case 'case.linked':
      return [{ is: 'linked', linked: event.linked }];
    case 'case.unlinked':
      return [{ is: 'unlinked', linked: event.linked }];
    default:
      return disposed(event);
  }
}
