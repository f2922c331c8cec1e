import type { Centre } from './centre.ts';
import { type Item, itemsOf } from './items.ts';
import { itemName } from './reasons.ts';

/** A field that changes: its path inside the item, and its old and new value; undefined: not there. */
interface Field {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}
type Place = Pick<Item, 'list' | 'key'>;
/** What applying a centre would do. Passwords appear only as the names of the users who get one. [CF6] */
export interface Difference {
  readonly added: readonly Place[];
  readonly changed: readonly (Place & { readonly fields: readonly Field[] })[];
  readonly removed: readonly Place[];
  readonly firstPasswords: readonly string[];
  /** Mailboxes whose password, or what their tokens are had with, is given. */
  readonly sealed: readonly string[];
}

/** Compares the centre there is (null: none) with the one that is wanted; `firstPasswords` are the users whose password would be set, `sealed` the mailboxes. */
export function difference(
  before: Centre | null,
  after: Centre,
  firstPasswords: readonly string[] = [],
  sealed: readonly string[] = [],
): Difference {
  const old = before ? itemsOf(before) : [];
  const wanted = itemsOf(after);
  const known = new Map(old.map((item) => [nameIn(item), item]));
  const kept = new Set(wanted.map(nameIn));
  return {
    added: wanted.filter((item) => !known.has(nameIn(item))).map(place),
    changed: wanted.flatMap((item) => {
      const fields = fieldsOf(known.get(nameIn(item))?.body ?? item.body, item.body, '');
      return fields.length ? [{ ...place(item), fields }] : [];
    }),
    removed: old.filter((item) => !kept.has(nameIn(item))).map(place),
    firstPasswords: firstPasswords.toSorted(),
    sealed: sealed.toSorted(),
  };
}

/** Whether applying would do nothing. */
export const isNone = (d: Difference): boolean =>
  [d.added, d.changed, d.removed, d.firstPasswords, d.sealed].every((list) => list.length === 0);

/** The difference as lines for people: + added, ~ changed with its fields, - removed. */
export function lines(d: Difference): readonly string[] {
  return [
    ...d.added.map((item) => `+ ${called(item)}`),
    ...d.changed.flatMap((item) => [`~ ${called(item)}`, ...item.fields.map((f) => `    ${f.path}: ${shown(f.from)} -> ${shown(f.to)}`)]),
    ...d.removed.map((item) => `- ${called(item)}`),
    ...d.firstPasswords.map((user) => `+ first password of user ${user}`),
    ...d.sealed.map((mailbox) => `~ secrets of mailbox ${mailbox}`),
  ];
}

const nameIn = ({ list, key }: Place): string => `${list} ${key}`;
const place = ({ list, key }: Place): Place => ({ list, key });
const called = ({ list, key }: Place): string => (list === 'centre' ? key : `${itemName(list)} ${key}`);
const shown = (value: unknown): string => (value === undefined ? '(nothing)' : JSON.stringify(value));

function fieldsOf(from: unknown, to: unknown, path: string): readonly Field[] {
  if (!isFields(from) || !isFields(to)) return same(from, to) ? [] : [{ path, from, to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => fieldsOf(from[key], to[key], path ? `${path}.${key}` : key));
}

/** Lists are compared as a whole; the order of fields inside them means nothing. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => same(item, b[n]));
  if (isFields(a) && isFields(b)) return fieldsOf(a, b, '').length === 0;
  return a === b;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
