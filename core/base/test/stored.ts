import assert from 'node:assert/strict';

/** What the database gives back of plain JSON: a copy with its keys in the order of jsonb (by length, then by code). Frozen, so that whoever changes it fails. */
export const stored = <T>(value: T): T => copied(value) as T;

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copied));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort(asJsonb)) copy[key] = copied((value as Record<string, unknown>)[key]);
  return Object.freeze(copy);
}
const asJsonb = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/** Proves that storing loses nothing: no undefined, no Map, no Date, no NaN. */
export function storable(value: unknown, name: string): void {
  if (!plain(value)) assert.fail(`${name} is not plain JSON`);
}

function plain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(plain);
  return typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(plain);
}

/** Equal whatever the order of the keys; a quick look before the exact one. */
export function same(actual: unknown, expected: unknown, name: string): void {
  if (!alike(actual, expected)) assert.deepEqual(actual, expected, name);
}

function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && alike((a as never)[key], (b as never)[key]));
}
