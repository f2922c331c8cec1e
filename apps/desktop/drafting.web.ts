import type { Frame, SavedDraft } from '@patchbay/base/stream.ts';
import { api, newKey } from './api.web.ts';
import type { Cell } from './cell.ts';
import { type Desk, without } from './desk.ts';
import { blank, type Held, insisted, isDirty, keptAs, met, taken } from './drafting.ts';
import type { Draft, DraftKind, Drafts } from './drafts.ts';
import type { Change } from './loading.web.ts';

/** Drafts that the server keeps too: the same in every window of the person. [DT11] [DT93] */
export interface Drafting extends Drafts {
  /** Takes what was written in another window. */
  readonly take: (name: string) => void;
  /** Keeps what was written here. */
  readonly insist: (name: string) => void;
  readonly hear: (frame: Frame) => void;
  readonly stop: () => void;
}

/** The name of a draft among all of a person. */
export const draftName = (interaction: string, kind: string): string => `${interaction} ${kind}`;

/** What this window calls itself. */
export const windowId = newKey();
const pause = 1500;
const retry = 5000;
/** Notes are saved into the interaction itself. */
const isOurs = (kind: string): boolean => kind !== 'notes';

/** Keeps drafts here at once, and on the server after 1.5 s of writing; what another window wrote is taken over, or both are shown. */
export function keepDrafting(state: Cell<Desk>, change: Change, shelf: Drafts): Drafting {
  const known = new Map<string, Held>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const busy = new Set<string>();
  /** What was heard of a draft while it was on its way to the server. */
  const heard = new Map<string, SavedDraft | null>();
  /** What of each draft was heard or kept last, in turn with the readings: what a reading says of one may be older. */
  const news = new Map<string, number>();
  let turn = 0;
  let asked = false;
  const partsOf = (name: string): readonly [string, DraftKind] => name.split(' ') as [string, DraftKind];
  const heldOf = (name: string): Held => known.get(name) ?? heldIn(shelf, partsOf(name));
  const clashes = (name: string): boolean => name in state.get().clashes;
  const keep = (name: string, held: Held): void => {
    const [interaction, kind] = partsOf(name);
    known.set(name, held);
    shelf.write(interaction, kind, { ...held, at: Date.now() });
  };
  const schedule = (name: string, after = pause): void => {
    if (timers.has(name)) return;
    timers.set(
      name,
      setTimeout(() => void save(name), after),
    );
  };
  const meet = (name: string, theirs: SavedDraft | null): void => {
    const result = met(heldOf(name), theirs);
    const [, kind] = partsOf(name);
    if (result.is !== 'clash') keep(name, result.held);
    else if (kind.startsWith('data.'))
      keep(name, insisted(result.held, theirs)); // a value has a first save of its own [CD2]
    else change((desk) => ({ clashes: { ...desk.clashes, [name]: theirs } }));
    if (result.is === 'taken') drawn(name);
    if (result.is !== 'clash' || kind.startsWith('data.')) if (isDirty(heldOf(name))) schedule(name);
  };
  const drawn = (name: string): void => change((desk) => ({ redrawn: { ...desk.redrawn, [name]: (desk.redrawn[name] ?? 0) + 1 } }));
  const save = async (name: string): Promise<void> => {
    clearTimeout(timers.get(name));
    timers.delete(name);
    const held = heldOf(name);
    if (busy.has(name)) return schedule(name);
    if (!isDirty(held) || clashes(name)) return;
    const [interaction, kind] = partsOf(name);
    const { text } = held;
    busy.add(name);
    const caret = Math.min(held.caret, text.length);
    const answer = await api.saveDraft({ interaction, kind, text, caret, base: held.rev, window: windowId });
    busy.delete(name);
    news.set(name, ++turn);
    const theirs = heard.get(name);
    heard.delete(name);
    if (answer.is === 'unreached' || (answer.is === 'refused' && answer.status === 429)) {
      if (theirs !== undefined) meet(name, theirs);
      return schedule(name, retry);
    }
    if (answer.is === 'refused') return; // not ours any more: it stays in this browser
    if (!answer.body.saved) return meet(name, answer.body.draft);
    keep(name, keptAs(heldOf(name), text, answer.body.rev));
    if (isDirty(heldOf(name))) schedule(name);
  };
  const catchUp = async (): Promise<void> => {
    const began = ++turn;
    const answer = await api.drafts();
    if (answer.is !== 'ok') return;
    const there = new Map(answer.body.drafts.map((one) => [draftName(one.interaction, one.kind), one]));
    for (const name of new Set([...there.keys(), ...known.keys(), ...shelf.names().map(([i, kind]) => draftName(i, kind))]))
      if (isOurs(partsOf(name)[1]) && !busy.has(name) && (news.get(name) ?? 0) < began) meet(name, there.get(name) ?? null);
  };
  return {
    ...shelf,
    read: (interaction, kind) => {
      const { text, caret } = heldOf(draftName(interaction, kind));
      return text ? { text, caret, at: 0 } : null;
    },
    write(interaction, kind, draft) {
      const name = draftName(interaction, kind);
      const before = heldOf(name);
      keep(name, { ...before, text: draft.text, caret: draft.caret });
      if (isOurs(kind) && before.text !== draft.text) schedule(name, draft.text ? pause : 0);
    },
    take(name) {
      keep(name, taken(state.get().clashes[name] ?? null));
      change((desk) => ({ clashes: without(desk.clashes, name) }));
      drawn(name);
    },
    insist(name) {
      keep(name, insisted(heldOf(name), state.get().clashes[name] ?? null));
      change((desk) => ({ clashes: without(desk.clashes, name) }));
      void save(name);
    },
    hear(frame) {
      if (frame.f === 'snapshot' || (frame.f === 'resumed' && asked)) void catchUp();
      asked ||= frame.f === 'snapshot';
      if (frame.f !== 'draft' || frame.window === windowId) return;
      const name = draftName(frame.interaction, frame.kind);
      news.set(name, ++turn);
      if (busy.has(name))
        heard.set(name, frame.draft); // the answer tells, if there is one
      else meet(name, frame.draft);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const name of [...timers.keys()]) void save(name);
    },
  };
}

const heldIn = (shelf: Drafts, [interaction, kind]: readonly [string, DraftKind]): Held => {
  const stored: (Draft & Partial<Held>) | null = shelf.read(interaction, kind);
  return stored ? { text: stored.text, caret: stored.caret, rev: stored.rev ?? null, saved: stored.saved ?? '' } : blank;
};
