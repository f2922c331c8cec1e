import { monitorOf } from '@patchbay/chat/monitoring.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { callsMe } from './calling.ts';
import { type Item, isCall, isChat, isOver } from './item.ts';
import { chosenOf, partOf } from './selectors.ts';
import { knownItem, type Mirror } from './store.ts';

/** Something the agent should hear of, found by comparing two pictures. */
export type Happening =
  | {
      readonly is: 'offered' | 'withdrawn' | 'accepted' | 'ended' | 'handedOn' | 'left' | 'away' | 'done';
      readonly id: string;
      readonly item: Item;
    }
  | { readonly is: 'message'; readonly id: string; readonly item: Item; readonly text: string }
  | { readonly is: 'watching'; readonly id: string; readonly item: Item; readonly agent: string }
  | { readonly is: 'missed' };

/** What happened to me between two pictures. The first picture is no news, but for offers that are still open. [DT18] */
export function happenings(before: Mirror, after: Mirror): readonly Happening[] {
  const me = after.me.agent;
  const all = [...Object.entries(after.chats), ...Object.entries(after.calls), ...Object.entries(after.mails)].flatMap(
    ([id, { state }]) => {
      const old = knownItem(before, id)?.state;
      return old === state ? [] : ofItem({ id, old, item: state }, me, before.position !== null);
    },
  );
  const missed = before.agent && chosenOf(before)?.is !== 'missed' && chosenOf(after)?.is === 'missed';
  return missed ? [...all, { is: 'missed' }] : all;
}

interface Step {
  readonly id: string;
  readonly old: Item;
  readonly item: Item;
  /** The stage of my part, before and after. */
  readonly was: Stage;
  readonly is: Stage;
}
type Stage = Participation['stage'] | undefined;

function ofItem(
  step: Omit<Step, 'old' | 'was' | 'is'> & { readonly old: Item | undefined },
  me: string,
  started: boolean,
): readonly Happening[] {
  const { id, item, old } = step;
  const was = old && stageFor(old, me);
  const is = stageFor(item, me);
  if (is === 'offered' && was !== 'offered') return [{ is: 'offered', id, item }];
  const agent = started && !(old && watchedBy(old, me)) && watchedBy(item, me);
  if (agent) return [{ is: 'watching', id, item, agent }];
  return started && old ? [...turn({ id, old, item, was, is }), ...message({ id, old, item, was, is })] : [];
}

/** The stage of my part; a colleague who calls me is offered to me. */
const stageFor = (item: Item, me: string): Stage => (isCall(item) && callsMe(item, me) ? 'offered' : partOf(item, me)?.stage);
/** Whose part in it I watch. */
const watchedBy = (item: Item, me: string): string | undefined => (isChat(item) ? monitorOf(item, me)?.agent : undefined);

/** What became of my part, and of the customer's line. */
function turn({ id, old, item, was, is }: Step): readonly Happening[] {
  const one = (what: 'withdrawn' | 'accepted' | 'ended' | 'handedOn' | 'left' | 'away' | 'done'): readonly Happening[] => [
    { is: what, id, item },
  ];
  if (was === 'offered' && is !== 'offered') return one(is === 'active' ? 'accepted' : 'withdrawn');
  if (was === 'active' && is !== 'active') return one(partedAs(item, is));
  if (was === 'wrapUp' && is === 'done') return one('done');
  return is === 'active' && awayOf(old) === null && awayOf(item) !== null ? one('away') : [];
}

const awayOf = (item: Item) => (isChat(item) ? item.work.away : null);
const partedAs = (item: Item, is: Stage) => (isOver(item) ? 'ended' : is === 'wrapUp' ? 'handedOn' : 'left');

/** What the customer has written since. */
function message({ id, old, item, is }: Step): readonly Happening[] {
  if (!isChat(item) || !isChat(old)) return [];
  const { last } = item.work;
  const mine = is === 'active' || (is === 'wrapUp' && isOver(item)); // what I handed on is for whoever has it now
  return mine && last && last !== old.work.last && last.from.is === 'customer' ? [{ is: 'message', id, item, text: last.text }] : [];
}
