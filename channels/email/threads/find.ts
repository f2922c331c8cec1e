import type { Address, Head } from './head.ts';
import { inAddress, inMessageId, inSubject, type Token } from './token.ts';

/** What in a mail can tell its case, the surest first. */
export type Clue =
  | { readonly by: 'token'; readonly token: Token }
  | { readonly by: 'references'; readonly id: string }
  | { readonly by: 'subject'; readonly token: Token };
const most = 50;

/** The clues of a mail in the order in which they count: tokens in ids and addresses, ids, the tag in the subject. The nearest mail first. [EM31] */
export function clues(mail: Pick<Head, 'inReplyTo' | 'references' | 'to' | 'cc' | 'subject'>): readonly Clue[] {
  const ids = [...new Set([...mail.inReplyTo, ...mail.references.toReversed()])].slice(0, most);
  const tokens = [...ids.map(inMessageId), ...[...mail.to, ...mail.cc].slice(0, most).map(({ address }) => inAddress(address))];
  const tag = inSubject(mail.subject);
  return [
    ...tokens.flatMap((token): readonly Clue[] => (token ? [{ by: 'token', token }] : [])),
    ...ids.map((id): Clue => ({ by: 'references', id })),
    ...(tag ? [{ by: 'subject', token: tag } as const] : []),
  ];
}

/** A thread that was found, and by what. */
export interface Found {
  readonly number: number;
  readonly by: Clue['by'];
}
/** The case a mail belongs to; null: it begins one. A token that we did not sign is no clue. [EM30] [EM31] */
export function findThread(
  all: readonly Clue[],
  { verify, caseOf }: { readonly verify: (token: Token) => boolean; readonly caseOf: (messageId: string) => number | null },
): Found | null {
  for (const clue of all) {
    const number = 'token' in clue ? (verify(clue.token) ? clue.token.number : null) : caseOf(clue.id);
    if (number !== null) return { number, by: clue.by };
  }
  return null;
}

/** Who speaks in a mail that came: the contact of the case, somebody else who was written to, or a stranger. Never an agent, whatever it says of itself. [EM32] */
export type Speaker = 'contact' | 'thirdParty';
export const speakerOf = (from: Address | null, contact: readonly string[]): Speaker =>
  from && contact.includes(from.address.toLowerCase()) ? 'contact' : 'thirdParty';
