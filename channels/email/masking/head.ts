import type { Address, Field, Head } from '../threads/head.ts';
import type { Masker } from './masker.ts';

/** The fields that tie a mail to its thread and its way: they stay, else nothing could be answered. */
const ties: ReadonlySet<string> = new Set([
  'message-id',
  'in-reply-to',
  'references',
  'return-path',
  'received',
  'dkim-signature',
  'arc-seal',
]);
const addresses: ReadonlySet<string> = new Set([
  ...['from', 'to', 'cc', 'bcc', 'reply-to', 'sender', 'delivered-to', 'x-original-to', 'envelope-to'],
  ...['resent-from', 'resent-to', 'resent-cc', 'disposition-notification-to'],
]);

/** A head without what is masked: subject, names and whatever else is said; addresses and ids stay. `decoded`: words as people read them. [EM200] */
export function maskedHead(head: Head, masker: Masker, decoded: (text: string) => string): Head {
  const person = (one: Address): Address => ({ ...one, name: masker.text(one.name) });
  const field = ({ name, value }: Field): Field => {
    if (ties.has(name)) return { name, value };
    const read = /=\?/.test(value) ? decoded(value) : value;
    const next = addresses.has(name) ? read.replace(/"[^"]*"|[^<>,;"]+(?=<)|\([^)]*\)/g, masker.text) : masker.text(read);
    return { name, value: next === read ? value : next };
  };
  return {
    ...head,
    ...{ from: head.from && person(head.from), replyTo: head.replyTo.map(person), to: head.to.map(person), cc: head.cc.map(person) },
    ...{ subject: masker.text(head.subject), fields: head.fields.map(field) },
  };
}

/** Whether what is to be masked is an address or an id of the mail, which stays. */
export const staysIn = (head: Head, masker: Masker): boolean =>
  [head.from, ...head.replyTo, ...head.to, ...head.cc].some((one) => one !== null && masker.isIn(one.address)) ||
  head.fields.some(({ name, value }) => ties.has(name) && masker.isIn(value));
