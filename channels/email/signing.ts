import { paragraphOf } from './writing.ts';

/** A draft with another signature below it, in the place of the one that stood there; one that somebody has changed stays. [EM291] */
export function resigned(html: string, before: string, after: string): string {
  if (before.trim() === after.trim()) return html;
  const old = foundIn(html, paragraphOf(before));
  const next = paragraphOf(after);
  const at = old ? html.lastIndexOf(old) : html.length;
  if (at < 0) return html;
  const [above, below] = [html.slice(0, at), html.slice(at + old.length)];
  return `${above || (next && '<p></p><p></p>')}${next}${below}`;
}

/** As it stands there: the editor writes quotation marks as they are. */
const foundIn = (html: string, paragraph: string): string => (html.includes(paragraph) ? paragraph : paragraph.replaceAll('&quot;', '"'));
