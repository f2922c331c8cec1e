import { type Decision, isRefused } from '@patchbay/base/decision.ts';
import { answered, type Case, type CaseCommand, type CaseEvent, decideCase, evolveCase } from './case.ts';
import type { Email, EmailEvent } from './email.ts';

/** What happens to a case because of what happened in the work on it. [EM101] [EM102] */
export function caseFollows(i: Case, work: Email, events: readonly EmailEvent[], now: number): readonly CaseEvent[] {
  let state = i;
  const all: CaseEvent[] = [];
  const happens = (next: Decision<CaseEvent>) => {
    for (const event of isRefused(next) ? [] : next) {
      if (event.type === 'case.noted') continue;
      state = evolveCase(state, event);
      all.push(event);
    }
  };
  if (events.some(isAnswer)) happens(answered(state));
  for (const event of events)
    if (event.type === 'email.queueChanged' && event.due && state.due) happens([{ type: 'case.awaits', due: event.due }]);
  for (const event of events) {
    for (const command of asked(event, work)) if (command.type !== 'resolve' || !state.due) happens(decideCase(state, command, now));
  }
  return all;
}

/** The customer has an answer when it leaves us, or when somebody says that there is nothing to answer. */
const isAnswer = ({ type }: EmailEvent): boolean => type === 'email.dispatched' || type === 'interaction.ended';

/** Answered or closed; what is shelved or handed on is neither. */
export const isOver = ({ at, work: { doing } }: Email): boolean =>
  at.stage === 'wrapUp' || at.stage === 'closed' || (at.stage === 'active' && doing.doing === 'sending');

function asked(event: EmailEvent, i: Email): readonly CaseCommand[] {
  switch (event.type) {
    case 'interaction.accepted':
      return [{ by: 'outside', type: 'workBegan' }];
    case 'interaction.ownerChanged':
      return event.owner ? [{ by: 'outside', type: 'workBegan' }] : [];
    case 'email.bounced':
    case 'email.failed':
      return [{ by: 'outside', type: 'deliveryFailed' }];
    case 'email.settled':
    case 'participation.done':
      return isOver(i) && event.reason && i.work.settings.final?.includes(event.reason)
        ? [{ type: 'resolve', by: { agent: 'by' in event ? event.by : event.agent, may: [] } }]
        : [];
    default:
      return [];
  }
}
