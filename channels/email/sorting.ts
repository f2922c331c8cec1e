import { writerOf } from './threads/automatic.ts';
import type { Head } from './threads/head.ts';
import { withoutPlus } from './threads/token.ts';

/** A rule of a mailbox: all that it names has to hold; of each list, one. */
export interface Sorting {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly words: readonly string[];
  readonly queue: string;
  readonly priority?: number | undefined;
}
/** A mailbox as far as a mail that came asks for it. */
export interface Box {
  readonly address: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly queue: string;
  readonly rules: readonly Sorting[];
}
/** What of a mail the rules look at. */
export interface Sorted {
  readonly head: Pick<Head, 'from' | 'replyTo' | 'to' | 'cc' | 'subject'>;
  readonly text: string;
}

/** Where a mail goes, and with which priority if not that of the queue: by the first rule that holds, else where the mailbox says. `ours` are our addresses. [EM100] */
export function sort(
  { rules, queue }: Pick<Box, 'rules' | 'queue'>,
  mail: Sorted,
  ours: readonly string[],
): { readonly queue: string; readonly priority?: number } {
  const senders = sendersOf(mail, ours);
  const rule = rules.find((one) => holds(one, mail, senders));
  return { queue: rule?.queue ?? queue, ...(rule?.priority !== undefined && { priority: rule.priority }) };
}

const looked = 100_000;

/** Who sent it: what stands in its From; of a form that writes from an address of ours also whom it names to answer to. [EM333] */
const sendersOf = ({ head }: Sorted, ours: readonly string[]): readonly string[] =>
  [head.from, writerOf(head, ours)].flatMap((one) => (one ? [one.address.toLowerCase()] : []));

function holds({ from, to, words }: Sorting, { head, text }: Sorted, senders: readonly string[]): boolean {
  const ours = [...head.to, ...head.cc].map(({ address }) => withoutPlus(address));
  return (
    (from.length === 0 || from.some((one) => senders.some((sender) => (one.startsWith('@') ? sender.endsWith(one) : sender === one)))) &&
    (to.length === 0 || to.some((one) => ours.includes(one))) &&
    (words.length === 0 || words.some((one) => says(`${head.subject}\n${text.slice(0, looked)}`, one)))
  );
}
/** A word stands by itself, whatever its case; in scripts without spaces it may stand anywhere. */
function says(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const spaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(word);
  return new RegExp(spaced ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped, 'iu').test(text);
}
