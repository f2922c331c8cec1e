import type { Item } from './item.ts';
import { partOf, type Work } from './selectors.ts';
import type { Centre, Pop } from './session.ts';

/** What is known of the screen-pops of one interaction. */
export type Held = { readonly is: 'loading' | 'failed' } | { readonly is: 'ok'; readonly pops: readonly Pop[] };

/** For which interaction screen-pops are wanted, and under which name they are asked for once: another queue or accepting asks anew. */
export interface Wanted {
  readonly id: string;
  readonly name: string;
}

/** The interactions on the desktop whose queue has screen-pops: my work, and what is looked at. [SP3] */
export function wantedPops(
  work: Work,
  looked: { readonly id: string; readonly item: Item } | null,
  { queues }: Pick<Centre, 'queues'>,
  me: string,
): readonly Wanted[] {
  const rows = [...work.offers, ...work.active, ...work.wrapUp].map(({ id, item }) => ({ id, item }));
  const all = looked && !rows.some(({ id }) => id === looked.id) ? [...rows, looked] : rows;
  return all
    .filter(({ item }) => queues[item.queue ?? '']?.pops)
    .map(({ id, item }) => ({ id, name: `${id} ${item.queue} ${partOf(item, me)?.stage === 'offered' ? 'offer' : 'accept'}` }));
}

/** The name of the tab of a screen-pop. */
export const tabOf = (key: string): string => `pop.${key}`;

/** The tab on top: the one chosen here, else what shows itself, else the one last chosen on this channel, else the contact. [SP7] */
export function tabOnTop(pops: readonly Pop[], here: string | undefined, last: string | undefined): string {
  const names = ['contact', 'history', ...pops.map(({ key }) => tabOf(key))];
  const first = pops.find(({ show }) => show === 'tab');
  const wishes = [here, first && tabOf(first.key), last];
  return wishes.find((wish) => wish !== undefined && names.includes(wish)) ?? 'contact';
}
