import { isAddress } from '@patchbay/email/writing.ts';
import type { MailDraft, MailPerson } from './mailing.ts';

type Recipients = Pick<MailDraft['body'], 'to' | 'cc' | 'bcc'>;
/** What is to be seen of a recipient: it is no address, they want no mail, the mail that is answered did not have them, or nobody has ever written to us from there. */
export type Flag = 'wrong' | 'unwanted' | 'added' | 'strange';
/** What the server knows of them. */
export interface Known {
  /** Domains nobody has ever written to us from. */
  readonly strange: ReadonlySet<string>;
  /** Who wants no mail. */
  readonly unwanted: ReadonlySet<string>;
}

const plain = ({ address }: MailPerson): string => address.trim().toLowerCase();
/** Where an address is: shop.example. */
export const domainOf = (person: MailPerson): string => plain(person).split('@')[1] ?? '';

/** What is to be seen of a recipient before it is sent; null: nothing. [DT294] [EM36] */
export function flagOf(person: MailPerson, answers: MailDraft['answers'], { strange, unwanted }: Known): Flag | null {
  if (!isAddress(person.address)) return 'wrong';
  if (unwanted.has(plain(person)) && !answers) return 'unwanted';
  if (strange.has(domainOf(person))) return 'strange';
  if (!answers) return null;
  return [...answers.to, ...answers.cc].some((one) => plain(one) === plain(person)) ? null : 'added';
}

/** Whom the mail that is answered to all had, and this one has not any more. [DT294] */
export function droppedFrom({ to, cc, bcc }: Recipients, answers: MailDraft['answers'], what: string): readonly MailPerson[] {
  if (!answers || what !== 'replyAll') return [];
  const now = new Set([...to, ...cc, ...bcc].map(plain));
  return [...answers.to, ...answers.cc].filter((one) => !now.has(plain(one)));
}

/** With one more; nobody twice. */
export const withPeople = (people: readonly MailPerson[], more: readonly MailPerson[]): MailPerson[] => [
  ...people,
  ...more.filter((one, n) => ![...people, ...more.slice(0, n)].some((same) => plain(same) === plain(one))),
];
