import { mayDecline } from '@patchbay/interactions/interaction.ts';
import { useMemo, useRef } from 'react';
import type { LiveDesk } from './desk.web.ts';
import { useLive } from './deskContext.web.tsx';
import { isCall } from './item.ts';
import { nextTurn, type Work } from './selectors.ts';
import { knownItem } from './store.ts';

/** What a narrow window shows, one at a time. */
export type Pane = 'list' | 'conversation' | 'context';

/** What the agent does with interactions; the same for buttons and keys. */
export interface Verbs {
  readonly open: (id: string | null) => void;
  readonly accept: (id: string) => void;
  /** Several at once; the first of them is opened. */
  readonly acceptAll: (ids: readonly string[]) => void;
  readonly decline: (id: string) => void;
  /** Into my workbin instead. */
  readonly postpone: (id: string) => void;
  readonly end: (id: string) => void;
  readonly submitWrapUp: (id: string, reason: string | null) => void;
  /** An accepted interaction is opened, unless something is being written: then its row is pointed at. [DT27] */
  readonly accepted: (id: string) => void;
  /** A finished one makes room for the next that waits. */
  readonly finished: (id: string) => void;
  readonly work: () => Work;
}

/** The verbs, the same object for the life of the workplace. */
export function useVerbs(work: Work, show: (pane: Pane) => void): Verbs {
  const live = useLive();
  const now = useRef(work);
  now.current = work;
  return useMemo(() => verbsOf(live, () => now.current, show), [live, show]);
}

function verbsOf(live: LiveDesk, work: () => Work, show: (pane: Pane) => void): Verbs {
  const mine = new Set<string>();
  const open = (id: string | null): void => {
    live.select(id);
    show(id ? 'conversation' : 'list');
  };
  return {
    work,
    open,
    accept(id) {
      mine.add(id);
      void live.ask({ type: 'accept', interaction: id }, id);
    },
    acceptAll(ids) {
      if (ids[0]) mine.add(ids[0]);
      for (const id of ids) void live.ask({ type: 'accept', interaction: id }, id);
    },
    decline(id) {
      const item = knownItem(live.state.get().mirror, id)?.state;
      if (item && mayDecline(item, live.me)) void live.ask({ type: 'reject', interaction: id }, id);
    },
    postpone: (id) => void live.ask({ type: 'postpone', interaction: id }, id),
    end(id) {
      const item = knownItem(live.state.get().mirror, id)?.state;
      const dials = item !== undefined && isCall(item) && item.work.doing.doing === 'dialing';
      void live.ask({ type: dials ? 'cancelDial' : 'end', interaction: id }, id);
    },
    submitWrapUp(id, reason) {
      mine.add(id);
      void live.ask({ type: 'submitWrapUp', interaction: id, ...(reason ? { reason } : {}) }, id);
    },
    accepted(id) {
      if (!mine.delete(id)) return;
      if (isWriting()) return live.change(() => ({ flashed: id }));
      open(id);
      requestAnimationFrame(toHeading);
    },
    finished(id) {
      if (!mine.delete(id) || live.state.get().selected !== id) return;
      open(nextTurn(work(), id));
      requestAnimationFrame(() => (document.getElementById('interaction-title') ?? document.getElementById('conversation'))?.focus());
    },
  };
}

/** The focus goes to the heading of what was accepted; until the agent moves it, what they type is their reply. [DT175] */
function toHeading(): void {
  const heading = document.getElementById('interaction-title');
  if (!heading) return;
  heading.dataset['accepted'] = '';
  heading.addEventListener('blur', () => delete heading.dataset['accepted'], { once: true });
  heading.focus();
}

/** A field for text holds something that is not sent. */
function isWriting(): boolean {
  const field = document.activeElement;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value.trim() !== '';
}
