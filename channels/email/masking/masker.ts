import { around, isIn, replaced } from './blocks.ts';
import { type Find, finderOf } from './finder.ts';
import { maskedHtml } from './html.ts';

/** Masks texts of every kind, and counts the places. [EM200] */
export interface Masker {
  text(text: string): string;
  html(html: string): string;
  /** The texts that people wrote in a state, an event or a draft; ids and keys stay as they are. */
  value<T>(value: T): T;
  /** Whether it stands in this text, also as addresses of the web write it. */
  isIn(text: string): boolean;
  /** A little of what stands around it. */
  around(text: string): readonly string[];
  /** How many places were masked so far. */
  count(): number;
}

/** The fields of states, events and drafts in which people write. */
const spoken: ReadonlySet<string> = new Set(['subject', 'notes', 'note', 'comment', 'said', 'value', 'text', 'name', 'filename']);

/** Masks these texts. */
export const maskerOf = (texts: readonly string[]): Masker => maskerOfFind(finderOf(texts));

/** Masks what this finds. */
export function maskerOfFind(find: Find): Masker {
  let places = 0;
  const text = (one: string): string => {
    const spans = find(one);
    places += spans.length;
    return replaced(one, spans);
  };
  const html = (one: string): string => {
    const done = maskedHtml(one, find);
    places += done.places;
    return done.html;
  };
  const within = (key: string, of: string): string => (key === 'html' ? html(of) : spoken.has(key) ? text(of) : of);
  const value = (of: unknown, key: string): unknown => {
    if (typeof of === 'string') return within(key, of);
    if (Array.isArray(of)) return of.map((one) => value(one, key));
    if (of === null || typeof of !== 'object') return of;
    return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, value(one, name)]));
  };
  return {
    ...{ text, html, count: () => places },
    value: <T>(of: T) => value(of, '') as T,
    isIn: (one) => isIn(one, find),
    around: (one) => around(one, find),
  };
}
