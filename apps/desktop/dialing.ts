import { normalOf } from '@patchbay/contacts/addresses.ts';
import type { Colleague } from './session.ts';

/** What is typed to be called: a number as it will be dialled, colleagues of that name, or nothing that can be called. */
export type Typed =
  | { readonly is: 'nothing' | 'invalid' }
  | { readonly is: 'number'; readonly number: string }
  | { readonly is: 'name'; readonly agents: readonly string[] };

const most = 6;

/** Reads what was typed: letters mean a colleague, anything else a number (E.164). [DT236] */
export function typedIn(text: string, callingCode: string | null, colleagues: Readonly<Record<string, Colleague>>, me: string): Typed {
  const wanted = text.trim();
  if (!wanted) return { is: 'nothing' };
  if (/\p{L}/u.test(wanted)) {
    const parts = wanted.toLowerCase().split(/\s+/);
    const found = Object.entries(colleagues).filter(
      ([id, { name, disabled }]) => id !== me && !disabled && parts.every((part) => name.toLowerCase().includes(part)),
    );
    return { is: 'name', agents: found.map(([id]) => id).slice(0, most) };
  }
  const number = normalOf('phone', wanted, callingCode);
  return number && /^\+[1-9]\d{3,14}$/.test(number) ? { is: 'number', number } : { is: 'invalid' };
}

/** Somebody who was called lately. */
export type Recent = { readonly number: string } | { readonly agent: string };
const kept = 10;

/** The list after one more call: the newest first, each once. */
export const withRecent = (all: readonly Recent[], one: Recent): readonly Recent[] =>
  [one, ...all.filter((other) => JSON.stringify(other) !== JSON.stringify(one))].slice(0, kept);
