import { blocks, isIn, replaced } from './blocks.ts';
import type { Find, Span } from './finder.ts';

const piece = /<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|[^<&]+|[<&]/gi;
/** Tags that do not part what stands before and behind them. */
const within = /^<\/?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b/i;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '\u00ad' };

/** Masks what is shown of an HTML, also across tags, and what stands in addresses and titles. [EM200] */
export function maskedHtml(html: string, find: Find): { readonly html: string; readonly places: number } {
  const pieces = html.match(piece) ?? [];
  const read = pieces.map(textOf);
  const spans = find(read.join(''));
  let places = spans.length;
  let at = 0;
  const out = pieces.map((source, n) => {
    const text = read[n] ?? '';
    const here = spans.filter(({ from, to }) => from < at + text.length && to > at);
    const begin = at;
    at += text.length;
    if (source.startsWith('<') && source.length > 1) {
      const tag = withoutIn(source, find);
      if (tag !== source) places += 1;
      return tag;
    }
    return here.length === 0 ? source : cut({ source, text, begin }, here);
  });
  return { html: out.join(''), places };
}

/** What a piece shows; a tag that parts two texts is a line end, others are nothing. */
function textOf(source: string): string {
  if (source.startsWith('<') && source.length > 1) return within.test(source) || source.startsWith('<!--') ? '' : '\n';
  return source.length > 1 && source.startsWith('&') ? entity(source) : source;
}
function entity(source: string): string {
  const code = /^&#(x?)([\da-f]+);$/i.exec(source);
  if (!code) return named[source.slice(1, -1).toLowerCase()] ?? source;
  const point = Number.parseInt(code[2] ?? '', code[1] ? 16 : 10);
  return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : source;
}

/** A piece of text without what is masked; the blocks stand where it began. */
function cut({ source, text, begin }: { source: string; text: string; begin: number }, spans: readonly Span[]): string {
  const inside = (span: Span) => ({ from: Math.max(0, span.from - begin), to: Math.min(text.length, span.to - begin) });
  if (source !== text) return spans.some(({ from }) => from >= begin) ? blocks : ''; // one sign, written as an entity
  let out = '';
  let at = 0;
  for (const span of spans) {
    const { from, to } = inside(span);
    out += source.slice(at, from) + (span.from >= begin ? blocks : '');
    at = to;
  }
  return out + source.slice(at);
}

/** A tag whose addresses and titles do not say it either. */
const withoutIn = (tag: string, find: Find): string =>
  tag.replace(/(\s[\w-]+=)("[^"]*"|'[^']*')/g, (whole, name: string, quoted: string) => {
    const value = quoted.slice(1, -1);
    if (/^data:/i.test(value)) return whole;
    const plain = value.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, entity);
    if (!isIn(plain, find)) return whole;
    const shown = /href|src|data-remote/i.test(name)
      ? ''
      : replaced(plain, find(plain)).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
    return `${name}"${shown}"`;
  });

/** The same without the pictures that stand in the text itself. [EM202] */
export const withoutPictures = (html: string): string => html.replace(/<img\b[^>]*\bsrc="data:[^"]*"[^>]*>/gi, blocks);
/** Whether pictures stand in the text itself. */
export const hasPictures = (html: string | null): boolean => html !== null && /<img\b[^>]*\bsrc="data:/i.test(html);
