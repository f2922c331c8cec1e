import { type RefObject, useEffect, useRef } from 'react';
import { useLive } from './deskContext.web.tsx';
import { allRows, nextTurn } from './selectors.ts';
import { type Action, type Last, pressed } from './shortcuts.ts';
import type { Verbs } from './verbs.web.ts';

/** Carries out what the keys ask for. [DT14] */
export function useShortcuts(verbs: Verbs, shell: RefObject<HTMLElement | null>, help: () => void): void {
  const live = useLive();
  const last = useRef<Last | null>(null); // outlives drawings: news may come between two presses
  useEffect(() => {
    const carryOut = (action: Action): boolean => {
      const { selected } = live.state.get();
      const work = verbs.work();
      const offer = work.offers[0];
      switch (action.do) {
        case 'accept':
          if (offer) verbs.accept(offer.id);
          return true;
        case 'decline':
          if (offer) verbs.decline(offer.id);
          return offer !== undefined;
        case 'end':
          if (selected && work.active.some((row) => row.id === selected)) verbs.end(selected);
          return true;
        case 'submit':
          return press('[data-submit-wrap-up] button');
        case 'wrapUp':
          return focus('[data-wrap-up] input');
        case 'nextZone':
        case 'previousZone':
          return toZone(shell.current, action.do === 'nextZone' ? 1 : -1);
        case 'help':
          help();
          return true;
        case 'nextTurn':
          return open(nextTurn(work, selected));
        case 'jump':
          return open([...work.active, ...work.wrapUp][action.to - 1]?.id ?? null);
        case 'next':
        case 'previous':
          return open(
            beside(
              allRows(work)
                .filter((row) => row.stage !== 'offered')
                .map((row) => row.id),
              selected,
              action.do === 'next' ? 1 : -1,
            ),
          );
      }
    };
    const open = (id: string | null): boolean => {
      if (id) verbs.open(id);
      return id !== null;
    };
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const where = {
        typing: target.matches('input, textarea, select, [contenteditable]'),
        dialog: document.querySelector('[data-overlay=dialog]') !== null,
        popup: document.querySelector('[data-overlay=popup]') !== null,
      };
      const found = pressed(pressOf(event), where, last.current);
      last.current = found.last;
      if (!found.action || (found.action.do === 'submit' && target.matches('[data-composer]'))) return;
      if (carryOut(found.action)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [live, verbs, shell, help]);
}

const pressOf = (e: KeyboardEvent) => ({
  key: e.key,
  code: e.code,
  keyCode: e.keyCode,
  isComposing: e.isComposing,
  ctrlKey: e.ctrlKey,
  metaKey: e.metaKey,
  shiftKey: e.shiftKey,
  altKey: e.altKey,
  altGraph: e.getModifierState('AltGraph'),
  repeat: e.repeat,
  timeStamp: e.timeStamp,
});

/** The one after or before the selected; the first or last if none is. */
function beside(ids: readonly string[], selected: string | null, step: 1 | -1): string | null {
  const at = selected ? ids.indexOf(selected) : -1;
  if (at < 0) return ids.at(step === 1 ? 0 : -1) ?? null;
  return ids[at + step] ?? null;
}

function press(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}
function focus(selector: string): boolean {
  const field = document.querySelector<HTMLElement>(selector);
  field?.focus();
  return field !== null;
}

/** F6: the next zone that is drawn; a zone's first field, else the zone itself. */
function toZone(shell: HTMLElement | null, step: 1 | -1): boolean {
  const zones = [...(shell?.querySelectorAll<HTMLElement>('[data-zone]') ?? [])].filter((zone) => zone.offsetParent !== null);
  const at = zones.findIndex((zone) => zone.contains(document.activeElement));
  const zone = zones[(at + step + zones.length) % zones.length];
  const first = zone?.querySelector<HTMLElement>('[data-first]');
  (first ?? zone)?.focus();
  return zone !== undefined;
}
