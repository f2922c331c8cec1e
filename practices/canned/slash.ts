/** What is asked for: the text after a "/", which stands where a word could begin. */
export interface Asked {
  /** Where the "/" stands. */
  readonly from: number;
  readonly query: string;
}

const longest = 40;

/** Whether a canned response is asked for at the caret, anywhere in the text; an address or a date asks for none. [CN2] */
export function askedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('/');
  if (from < 0 || (from > 0 && !/\s/.test(before[from - 1] ?? ''))) return null;
  const query = before.slice(from + 1);
  return query.length > longest || /[\n/]/.test(query) || /^\s/.test(query) ? null : { from, query };
}

/** The text with a response in the place of what asked for it, all else as it was, and where the caret stands then. [CN2] */
export function put(text: string, { from, query }: Asked, response: string): { readonly text: string; readonly caret: number } {
  const rest = text.slice(from + 1 + query.length);
  return { text: text.slice(0, from) + response + rest, caret: from + response.length };
}
