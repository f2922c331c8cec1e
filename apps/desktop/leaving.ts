import { nameOf } from './selectors.ts';
import { knownItem, type Mirror } from './store.ts';

/** One piece of work that keeps me from signing out. */
export interface Open {
  readonly id: string;
  readonly stage: 'offered' | 'active' | 'wrapUp';
  readonly customer: string | null;
}

/** Whether signing out was refused because work is open. */
export const isOpenWork = (key: string): boolean => key === 'agents.workOpen' || key === 'signIn.offerOpen';

/** What is open: offers first, as they have to be answered, then conversations, then wrap-ups. [DT73] */
export function openWork({ agent, chats, calls, mails }: Mirror): readonly Open[] {
  const order = ['offered', 'active', 'wrapUp'] as const;
  const all = (agent?.state.work ?? []).map(({ interaction, stage }): Open => {
    const item = knownItem({ chats, calls, mails }, interaction)?.state;
    return { id: interaction, stage, customer: item ? nameOf(item) : null };
  });
  return all.toSorted((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage));
}

/** Whether closing this window should be asked again: work is open, and no other window shows it. [DT74] */
export const warnsOnClose = (mirror: Mirror, windows: number): boolean => openWork(mirror).length > 0 && windows <= 1;
