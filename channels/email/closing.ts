import { type Decision, refuse } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { ends } from '@patchbay/interactions/parting.ts';
import type { Doing, Email, EmailCommand, EmailEvent } from './email.ts';
import { chosen, notOwner, unknownReason } from './keeping.ts';

type Command<T extends EmailCommand['type']> = Extract<EmailCommand, { readonly type: T }>;
type Closing = Email & { readonly work: { readonly doing: Extract<Doing, { doing: 'closing' }> } };

/** Nothing is to be answered; with a disposition, and held as an answer is, so that it can be taken back. [EM272] */
export function closeWithoutReply(i: Email, { by, reason }: Command<'closeWithoutReply'>, now: number): Decision<EmailEvent> {
  const disposition = reason ?? chosen(i, by.agent);
  return (
    notOwner(i, by) ??
    (i.work.draft ? refuse('email.draftFirst') : undefined) ??
    unknownReason(i, reason) ??
    (disposition === null
      ? refuse('interactions.chooseReason')
      : [
          ...(reason === undefined ? [] : [{ type: 'participation.reasonChosen', agent: by.agent, reason } as const]),
          { type: 'email.closing', by: by.agent, reason: disposition, until: now + i.work.settings.undoMs },
        ])
  );
}

/** It goes on as it was. [EM272] */
export const undoClose = (i: Closing, { by }: Command<'undoClose'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ?? (now < i.work.doing.until ? [{ type: 'email.closeUndone', by: by.agent }] : refuse('email.closedAlready'));

/** The time to take it back is over. [EM272] */
export const closeDue = (i: Closing, _: unknown, now: number): Decision<EmailEvent> =>
  now >= i.work.doing.until ? closesNow(i, now) : refuse('interactions.notYet');

/** It is over, handled and not replied: with what is chosen by now. Who is not there any more cannot take it back. [EM272] */
export function closesNow(i: Closing, now: number): readonly EmailEvent[] {
  const agent = ownerOf(i);
  if (agent === null) return [];
  const reason = chosen(i, agent) ?? i.work.doing.reason;
  const rest = { ...i, participations: i.participations.filter((p) => p.agent !== agent) };
  return [{ type: 'email.unanswered', by: agent, reason }, { type: 'participation.done', agent, reason }, ...ends(rest, now)];
}

/** Who wrote meanwhile is read first. [EM272] */
export const cameBefore = (_: Email, { mail }: Command<'arrived'>, now: number): readonly EmailEvent[] => [
  { type: 'email.arrived', mail, at: now },
  { type: 'email.reading' },
];
