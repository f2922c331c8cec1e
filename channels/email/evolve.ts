import { evolve as evolveCore } from '@patchbay/interactions/evolve.ts';
import type { Email, EmailEvent, EmailWork, MailId, Outgoing, Writing } from './email.ts';

type Of<T extends EmailEvent['type']> = Extract<EmailEvent, { readonly type: T }>;
const changes: { readonly [T in EmailEvent['type']]?: (work: EmailWork, event: Of<T>, i: Email) => EmailWork } = {
  'email.arrived': (work) => ({ ...work, came: work.came + 1 }),
  'interaction.accepted': (work) => (work.came ? { ...work, doing: { doing: 'reading' } } : begun(work)),
  'interaction.queued': (work) => ({ ...unasked(work), doing: { doing: 'reading' } }),
  'email.writing': (work, { what }) => ({ ...work, draft: true, doing: { doing: 'writing', what } }),
  'email.reading': (work) => ({ ...work, doing: { doing: 'reading' } }),
  'email.discarded': (work) => ({ ...work, draft: false, doing: { doing: 'reading' } }),
  'email.shelved': (work, { holder, at }) => ({ ...work, doing: { doing: 'shelved', holder, until: untilOf(work, at) } }),
  'email.drafted': (work, { holder, at }) => ({
    ...work,
    draft: true,
    doing: { doing: 'drafted', what: whatOf(work), holder, until: untilOf(work, at) },
  }),
  'email.handedOn': (work, { by, comment }) => ({ ...work, handed: { by, comment } }),
  'email.queueChanged': (work, { settings }) => ({ ...work, settings }),
  'email.toReview': (work, { by, mail }) => ({ ...work, doing: { doing: 'inReview', what: whatOf(work), holder: by, mail } }),
  'email.reviewed': (work, { by, comment }) => ({ ...work, handed: comment ? { by, comment } : work.handed }),
  'email.held': (work, { mail, by, interim, until }) => ({
    ...work,
    draft: false,
    outgoing: [...without(work, mail), { mail, by, interim, until, again: null, tries: 0, failed: null }],
    doing: interim ? { doing: 'reading' } : { doing: 'sending', what: whatOf(work), holder: by, mail },
  }),
  'email.takenBack': (work, { mail }) => ({ ...work, outgoing: without(work, mail) }),
  'email.dispatched': (work, { mail, by, interim, attempt }) => ({
    ...work,
    draft: interim ? work.draft : false,
    outgoing: [...without(work, mail), { mail, by, interim, until: null, again: null, tries: attempt, failed: null }],
    doing: interim ? work.doing : { doing: 'sending', what: whatOf(work), holder: by, mail },
  }),
  'email.deferred': (work, { mail, again }) => replaced(work, mail, { again }),
  'email.delivered': (work, { mail }) => ({ ...work, outgoing: without(work, mail) }),
  'email.failed': (work, { mail, failed }) => replaced(work, mail, { again: null, failed }),
  'email.settled': (work, { by, reason }) => ({ ...work, settled: { by, reason } }),
  'email.disposed': (work, { by, reason }) => ({ ...work, disposed: { by, reason } }),
  'email.closing': (work, { reason, until }) => ({ ...work, doing: { doing: 'closing', reason, until } }),
  'email.closeUndone': (work) => ({ ...work, doing: { doing: 'reading' } }),
  'email.unanswered': (work, { by, reason }) => ({ ...work, unanswered: { by, reason } }),
  'email.takenOver': (work, { by, from }) => ({ ...unasked(work), takenOver: { by, from } }),
  'email.askedFor': (work, { by }) => ({ ...work, asked: { by, kept: false } }),
  'email.keptOn': (work) => (work.asked ? { ...work, asked: { ...work.asked, kept: true } } : work),
  'interaction.ownerChanged': unasked,
  'email.masked': (work, { handed, outgoing }) => ({ ...work, handed, outgoing, masked: (work.masked ?? 0) + 1 }),
  'interaction.ended': (work) => ({
    ...unasked(work),
    doing: { doing: 'reading' },
    draft: false,
    outgoing: work.outgoing.filter(({ interim }) => interim),
  }),
  'interaction.forgotten': (work) => ({
    ...work,
    handed: null,
    outgoing: work.outgoing.map((one) => (one.failed ? { ...one, failed: { ...one.failed, said: '' } } : one)),
  }),
};

/** Whoever was asked has it no longer. */
function unasked({ asked: _, ...work }: EmailWork): EmailWork {
  return work;
}
/** Without a mail there is nothing to read: whoever has it writes. */
const begun = (work: EmailWork): EmailWork => ({ ...work, draft: true, doing: { doing: 'writing', what: 'new' } });
const whatOf = ({ doing, came }: EmailWork): Writing => ('what' in doing ? doing.what : came ? 'reply' : 'new');
/** Nobody waits for an answer to what nobody has written. */
const untilOf = ({ settings: { shelfMs }, came }: EmailWork, at: number): number | null =>
  shelfMs === null || !came ? null : at + shelfMs;
const without = ({ outgoing }: EmailWork, mail: MailId): readonly Outgoing[] => outgoing.filter((one) => one.mail !== mail);
const replaced = (work: EmailWork, mail: MailId, more: Partial<Outgoing>): EmailWork => ({
  ...work,
  outgoing: work.outgoing.map((one) => (one.mail === mail ? { ...one, ...more } : one)),
});

/** Core's change, then that of the e-mail; the same on the server and in the browser. */
export function evolve(i: Email, event: EmailEvent): Email {
  const next = evolveCore(i, event);
  const change = Object.hasOwn(changes, event.type)
    ? (changes[event.type] as (work: EmailWork, event: EmailEvent, i: Email) => EmailWork)
    : undefined;
  const moved = changed(next, event);
  return change ? { ...moved, work: change(next.work, event, next) } : moved;
}

/** What an e-mail's own events change of what every interaction has. */
function changed(i: Email, event: EmailEvent): Email {
  if (event.type === 'email.queueChanged') return { ...i, queue: event.queue };
  return event.type === 'email.masked' ? { ...i, notes: event.notes, ...(event.data && { data: event.data }) } : i;
}
