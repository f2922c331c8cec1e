import type { AgentId } from '@patchbay/base/decision.ts';
import type { Email, EmailEvent, MailId } from './email.ts';

/** What is to be done outside once: hand a mail to the mail server, or tell its author that it went wrong. */
export type EmailEffect =
  | { readonly do: 'deliver'; readonly mail: MailId; readonly attempt: number }
  | { readonly do: 'tell'; readonly agent: AgentId; readonly mail: MailId; readonly what: 'failed' | 'sentBack' };

/** What follows from the events of one command, in order; `after` is the state they led to. [EM8] */
export const effects = (after: Email, events: readonly EmailEvent[]): readonly EmailEffect[] =>
  events.flatMap((event): readonly EmailEffect[] => {
    if (event.type === 'email.dispatched') return [{ do: 'deliver', mail: event.mail, attempt: event.attempt }];
    if (event.type === 'email.failed') return tells(authorOf(after, event.mail), event.mail, 'failed');
    return event.type === 'email.reviewed' && !event.approved ? tells(authorOf(after, event.mail), event.mail, 'sentBack') : [];
  });

const tells = (agent: AgentId | null, mail: MailId, what: 'failed' | 'sentBack'): readonly EmailEffect[] =>
  agent ? [{ do: 'tell', agent, mail, what }] : [];
const authorOf = ({ work: { outgoing, doing } }: Email, mail: MailId): AgentId | null =>
  outgoing.find((one) => one.mail === mail)?.by ?? ('holder' in doing ? doing.holder : null);
