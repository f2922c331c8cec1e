import type { Find, Span } from './finder.ts';

/** What stands where something was masked: not even how long it was is told. [EM200] */
export const blocks = '██████';

/** A text with blocks in these places. */
export function replaced(text: string, spans: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const { from, to } of spans) {
    out += text.slice(at, from) + blocks;
    at = to;
  }
  return out + text.slice(at);
}

/** Whether it stands in a text as it is, or as addresses of the web write it. */
export const isIn = (text: string, find: Find): boolean => [text, unescapedUrl(text)].some((one) => find(one).length > 0);
function unescapedUrl(text: string): string {
  if (!/%[0-9a-f]{2}|\+/i.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // it only looks like an address of the web
  }
}

const [cut, mostPlaces] = [28, 3];
/** A little of what stands around each place, for whoever is asked whether they mean it; never the thing itself. */
export function around(text: string, find: Find): readonly string[] {
  const done = replaced(text, find(text)).replace(/\s+/g, ' ');
  return [...done.matchAll(new RegExp(blocks, 'g'))].slice(0, mostPlaces).map(({ index }) => {
    const [from, to] = [Math.max(0, index - cut), index + blocks.length + cut];
    return `${from > 0 ? '…' : ''}${done.slice(from, to)}${to < done.length ? '…' : ''}`;
  });
}
