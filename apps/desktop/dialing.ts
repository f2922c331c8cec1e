import type { Presence, Shown } from '@patchbay/agents/shown.ts';
import type { Text } from '@patchbay/configuration/text.ts';

/** Whom one can call, as the server lists it for what was typed. [VO130] */
export interface Directory {
  /** What was typed, as a number, or why it cannot be one; null: it is a name, or nothing. */
  readonly number: { readonly number: string; readonly written: string } | { readonly why: string } | null;
  readonly agents: readonly Listed[];
  readonly more: boolean;
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly phones: readonly Kept[] }[];
}
/** A colleague with how they can be reached. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly team: Text | null;
  readonly queues: readonly Text[];
  readonly phones: readonly string[];
  readonly presence: Presence;
  readonly since: number | null;
  readonly is: Shown;
  readonly why: string | null;
}
interface Kept {
  readonly id: string;
  readonly typed: string;
}
/** One of my latest calls. [VO131] */
export interface Recent {
  readonly id: string;
  readonly at: number;
  readonly way: 'in' | 'out' | 'missed';
  readonly with: { readonly agent: string } | { readonly number: string | null; readonly written: string | null };
  readonly name: string | null;
  readonly queue: string | null;
  readonly seconds: number | null;
  readonly failed: string | null;
}

/** Whom a command names: a colleague, a number, a number that is kept, or whoever was on the other side. */
export type Whom =
  | { readonly to: 'agent'; readonly agent: string }
  | { readonly to: 'number'; readonly number: string }
  | { readonly to: 'contact'; readonly contact: string; readonly address: string }
  | { readonly to: 'again'; readonly interaction: string };
/** Somebody who was starred, under the name they then had. (BP-23) */
export type Favourite = Exclude<Whom, { readonly to: 'again' }> & { readonly label: string };

/** Who is asked for when the dialog is opened: what to begin with, whose number it is, and what goes on beside the call. [DT245] */
export interface Wanted {
  readonly text?: string;
  readonly whom?: Whom;
  readonly name?: string;
  readonly contact?: string;
  readonly beside?: string;
}

const same = (a: Whom, b: Whom): boolean => JSON.stringify(whomOf(a)) === JSON.stringify(whomOf(b));
/** The same without what it is called. */
export function whomOf(whom: Whom | Favourite): Whom {
  switch (whom.to) {
    case 'agent':
      return { to: 'agent', agent: whom.agent };
    case 'number':
      return { to: 'number', number: whom.number };
    case 'contact':
      return { to: 'contact', contact: whom.contact, address: whom.address };
    case 'again':
      return { to: 'again', interaction: whom.interaction };
  }
}

/** Whether somebody is starred. */
export const isFavourite = (all: readonly Favourite[], whom: Whom): boolean => all.some((one) => same(one, whom));
/** So many can be starred. (BP-22) */
export const mostFavourites = 200;
/** The list with somebody starred, or without them. */
export function starred(all: readonly Favourite[], one: Favourite): readonly Favourite[] {
  const rest = all.filter((other) => !same(other, one));
  return rest.length < all.length ? rest : [...rest, one].slice(-mostFavourites);
}
/** The list with this one a place up or down. */
export function moved(all: readonly Favourite[], at: number, by: 1 | -1): readonly Favourite[] {
  const [one, other] = [all[at], all[at + by]];
  return one && other ? all.with(at, other).with(at + by, one) : all;
}

/** A line of the recents: the latest of several calls in a row with the same person, and how many they are. */
export interface Line extends Recent {
  readonly times: number;
}
/** The recents with double entries grouped, or only those that were missed. (BP-22) */
export function grouped(all: readonly Recent[], missedOnly: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (const one of missedOnly ? all.filter(({ way }) => way === 'missed') : all) {
    const last = lines.at(-1);
    const again = last && last.way === one.way && JSON.stringify(last.with) === JSON.stringify(one.with);
    if (again) lines[lines.length - 1] = { ...last, times: last.times + 1 };
    else lines.push({ ...one, times: 1 });
  }
  return lines;
}
/** How many calls were missed since somebody looked. (BP-22) */
export const missedSince = (all: readonly Recent[], looked: number): number =>
  all.filter(({ way, at }) => way === 'missed' && at > looked).length;
