import { type Address, fieldOf, type Head } from './head.ts';
import { inMessageId, type Token, withoutPlus } from './token.ts';

/** What wrote a mail: a person, or a machine, and which kind. */
export type Author = 'person' | 'autoReply' | 'bulk' | 'report' | 'ours';

const machine = /^(?:mailer-daemon|postmaster|no-?_?reply|do-?not-?reply|bounces?|auto-?reply|autoresponder)(?:[+.=-].*)?@/i;
const answering = ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-mail-autoreply'];
const mailing = ['list-id', 'list-unsubscribe', 'feedback-id'];
const suppressing = /\b(?:all|autoreply|oof|dr|rn|nrn)\b/i;

/** Who wrote it, by RFC 3834, RFC 2919 and what programs do besides; that a mail is ours only its id proves. `ours` are the addresses of our mailboxes. [EM40] [EM260] */
export function authorOf(head: Head, ours: readonly string[], verify: (token: Token) => boolean): Author {
  const from = head.from?.address.toLowerCase() ?? '';
  if (cameBack(head, verify)) return 'ours';
  const of = (name: string) => fieldOf(head, name).toLowerCase();
  if (head.returnPath === '' || /^multipart\/report\b/.test(of('content-type')) || of('x-failed-recipients')) return 'report';
  return submittedBy(of) ?? precedenceOf(of) ?? (machine.test(from) && !isFromUs(head, ours) ? 'bulk' : 'person');
}
/** Whether a mail says that it is from an address of ours: a form of a site of the centre does, and whoever pretends. */
export const isFromUs = ({ from }: Pick<Head, 'from'>, ours: readonly string[]): boolean =>
  from !== null && ours.includes(withoutPlus(from.address));
/** Who has written: of a mail from an address of ours whoever it names to answer to; null: nobody to answer to. [EM260] */
export const writerOf = (head: Pick<Head, 'from' | 'replyTo'>, ours: readonly string[]): Address | null =>
  isFromUs(head, ours) ? (head.replyTo.find(({ address }) => !ours.includes(withoutPlus(address))) ?? null) : head.from;
function cameBack({ messageId }: Head, verify: (token: Token) => boolean): boolean {
  const own = inMessageId(messageId ?? '');
  return own !== null && verify(own);
}
type Of = (name: string) => string;
function submittedBy(of: Of): Author | null {
  const submitted = of('auto-submitted').split(';')[0]?.trim() ?? '';
  if (submitted.startsWith('auto-replied') || answering.some((name) => of(name) && of(name) !== 'no')) return 'autoReply';
  return submitted && submitted !== 'no' ? 'bulk' : null;
}
function precedenceOf(of: Of): Author | null {
  if (/^auto.?reply/.test(of('precedence'))) return 'autoReply';
  return /^(?:bulk|junk|list)\b/.test(of('precedence')) || mailing.some((name) => of(name)) ? 'bulk' : null;
}

/** What happened lately between us and one address. */
export interface Lately {
  /** Automatic mails of ours to it, in the last hour. */
  readonly sent: number;
  /** Mails of it, in the last hour. */
  readonly came: number;
}
const mostSent = 3;
const mostCame = 20;
const mostHops = 60;

/** Why no automatic mail goes out because of this one; null: it may. An automatic mail goes to people only, and rarely. [EM41] */
export function silentFor(head: Head, author: Author, lately: Lately): 'automatic' | 'suppressed' | 'noSender' | 'loop' | null {
  if (author !== 'person') return 'automatic';
  if (!head.from) return 'noSender';
  if (suppressing.test(fieldOf(head, 'x-auto-response-suppress'))) return 'suppressed';
  const hops = head.fields.filter(({ name }) => name === 'received').length;
  return lately.sent >= mostSent || lately.came >= mostCame || hops > mostHops ? 'loop' : null;
}
/** Why a mail that came begins no work; null: it does. Mail of our own that comes back never does, and whoever floods us from one address waits. [EM41] */
export const ignoredFor = (author: Author, lately: Lately): 'ours' | 'loop' | null => {
  if (author === 'ours') return 'ours';
  return author !== 'person' && lately.came >= mostCame ? 'loop' : null;
};
