/** What a screen reader shall say. Those of one kind are counted together when they come too fast. */
export interface Announcement {
  readonly kind: 'offer' | 'message' | 'state' | 'saved' | 'line' | 'missed';
  readonly text: string;
}

/** The next sentence of a queue and what is left: at most one sentence at a time, many messages as a number. [DT21] */
export function nextSaid(
  queue: readonly Announcement[],
  counted: (n: number) => string,
): { readonly say: string | null; readonly rest: readonly Announcement[] } {
  const [first, ...rest] = queue;
  if (!first) return { say: null, rest };
  const same = rest.filter((a) => a.kind === 'message');
  if (first.kind !== 'message' || !same.length) return { say: first.text, rest };
  return { say: counted(same.length + 1), rest: rest.filter((a) => a.kind !== 'message') };
}
