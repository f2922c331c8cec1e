import { type AgentId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Chat } from './chat.ts';
import type { Line, SaidLine } from './transcript.ts';

/** What somebody else has written so shortly before may have come while one was about to send. */
export const justMs = 5000;

/** How much was written so far: messages and internal notes. */
export const writtenIn = ({ work: { wrote = [] } }: Chat): number => wrote.at(-1)?.nth ?? 0;
/** The number of what is written next. */
export const nextOf = (i: Chat): number => writtenIn(i) + 1;

interface Knowing {
  readonly seen?: number;
  readonly sure?: boolean;
}
/** Answers do not cross: who has not had on the screen what another wrote, or only just, is asked before it is sent. [CH86] */
export function crossed({ work: { wrote = [] } }: Chat, by: AgentId, { seen, sure }: Knowing, now: number): Refusal | undefined {
  if (seen === undefined) return undefined;
  const others = wrote.filter((one) => one.by !== by && (one.to === undefined || one.to === by));
  return others.some(({ nth, at }) => nth > seen || (!sure && now - at < justMs)) ? refuse('chat.crossed') : undefined;
}

/** The number of the last message or note up to this line; of all where there is no such line. */
export function nthOf(lines: readonly Line[], key?: string): number {
  const to = lines.findIndex((line) => line.key === key) + 1 || lines.length;
  return Math.max(0, ...lines.slice(0, to).map((line) => (line.is === 'said' ? (line.nth ?? 0) : 0)));
}
interface Begun {
  /** How much was on the screen when the text was begun, and now. */
  readonly begun: number;
  readonly seen: number;
  /** What has come to this screen only just now, by number. */
  readonly just: (nth: number) => boolean;
}
/** What others wrote while a text was being written, and that was not on the screen yet or only just; what was read before is no crossing. [CH86] */
export const crossing = (lines: readonly Line[], { begun, seen, just }: Begun): readonly SaidLine[] =>
  lines.flatMap((line) => {
    if (line.is !== 'said' || line.from === 'me' || line.nth === undefined) return [];
    return line.nth > begun && (line.nth > seen || just(line.nth)) ? [line] : [];
  });
