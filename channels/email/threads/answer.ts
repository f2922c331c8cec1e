import { isFromUs, writerOf } from './automatic.ts';
import type { Address, Field, Head } from './head.ts';
import { type Token, withoutPlus, written } from './token.ts';

/** Whom a mail goes to. */
export interface Recipients {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
}
/** Whom an answer goes to: those of the mail that is answered, never anybody else, never ourselves. [EM36] */
export function recipientsOf(head: Pick<Head, 'from' | 'replyTo' | 'to' | 'cc'>, ours: readonly string[], all: boolean): Recipients {
  const others = (list: readonly Address[]) => once(list.filter((one) => !isOurs(one, ours)));
  const asked = others(head.replyTo);
  const author = asked.length || !head.from ? asked : others([head.from]);
  // An answer to a mail of our own goes where that went.
  const to = author.length ? author : others(head.to);
  const copies = all ? others(author.length ? [...head.to, ...head.cc] : head.cc) : [];
  return { to, cc: copies.filter((one) => !to.some((same) => same.address.toLowerCase() === one.address.toLowerCase())) };
}
/** The head of a mail that came as it is answered: one from an address of ours that names nobody else to answer to has nobody. [EM260] */
export const answerable = <H extends Pick<Head, 'from' | 'replyTo' | 'to' | 'cc'>>(head: H, ours: readonly string[]): H =>
  isFromUs(head, ours) && writerOf(head, ours) === null ? { ...head, to: [], cc: [] } : head;
/** Also with the token of a case behind the plus. */
const isOurs = ({ address }: Address, ours: readonly string[]): boolean => ours.includes(withoutPlus(address));
const once = (list: readonly Address[]): readonly Address[] =>
  [...new Map(list.toReversed().map((one) => [one.address.toLowerCase(), one])).values()].toReversed();

/** Recipients that the mail that is answered did not have: they are shown before it is sent. [EM36] */
export const added = (now: Recipients, proposed: Recipients): readonly Address[] => {
  const known = new Set([...proposed.to, ...proposed.cc].map(({ address }) => address.toLowerCase()));
  return [...now.to, ...now.cc].filter(({ address }) => !known.has(address.toLowerCase()));
};

const mostReferences = 20;

/** The fields that tie an outgoing mail to its thread, and say of an automatic one that it is. [EM37] */
export function threadFields(
  { token, nonce, host }: { readonly token: Token; readonly nonce: string; readonly host: string },
  answered: Pick<Head, 'messageId' | 'references' | 'inReplyTo'> | null,
  automatic: boolean,
): readonly Field[] {
  const before = answered ? (answered.references.length ? answered.references : answered.inReplyTo) : [];
  const chain = [...new Set([...before, ...(answered?.messageId ? [answered.messageId] : [])])];
  const kept = chain.length > mostReferences ? [...chain.slice(0, 1), ...chain.slice(1 - mostReferences)] : chain;
  return [
    { name: 'message-id', value: `<${written(token)}.${nonce}@${host}>` },
    ...(answered?.messageId ? [{ name: 'in-reply-to', value: `<${answered.messageId}>` }] : []),
    ...(kept.length ? [{ name: 'references', value: kept.map((id) => `<${id}>`).join(' ') }] : []),
    ...(automatic
      ? [
          { name: 'auto-submitted', value: 'auto-replied' },
          { name: 'x-auto-response-suppress', value: 'All' },
        ]
      : []),
  ];
}
