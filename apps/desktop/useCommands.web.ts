import { type RefObject, useMemo, useRef } from 'react';
import { takesCalls } from './calling.ts';
import { useLive } from './deskContext.web.tsx';
import { openDial } from './dialing.web.ts';
import { isCall } from './item.ts';
import type { CommandId } from './keymap.ts';
import { openMini } from './mini.web.ts';
import { foremost } from './offers.ts';
import { prefer, readPreferences } from './preferences.web.ts';
import { askToReport } from './reporting.web.ts';
import { allRows, chosenOf, nextTurn } from './selectors.ts';
import type { Action } from './shortcuts.ts';
import { isOffered } from './states.ts';
import type { Verbs } from './verbs.web.ts';

/** What commands do to the shell itself. */
export interface Ways {
  readonly shell: RefObject<HTMLElement | null>;
  readonly help: () => void;
  readonly palette: () => void;
  readonly context: () => void;
}
/** Carries out a command; false: there is nothing for it to do now. */
export type CarryOut = (action: Action) => boolean;

/** What every command does; the same for keys and the palette, and the same function for the life of the workplace. */
export function useCommands(verbs: Verbs, ways: Ways): CarryOut {
  const live = useLive();
  const now = useRef(ways);
  now.current = ways;
  return useMemo(() => {
    const open = (id: string | null | undefined): boolean => {
      if (id) verbs.open(id);
      return Boolean(id);
    };
    const step = (by: 1 | -1): boolean => {
      const ids = allRows(verbs.work()).flatMap((row) => (row.stage === 'offered' ? [] : [row.id]));
      return open(beside(ids, live.state.get().selected, by));
    };
    const does: { readonly [C in Exclude<CommandId, 'jump'>]: () => boolean } = {
      palette: () => done(now.current.palette()),
      accept: () => done(onTop(verbs, verbs.accept)),
      decline: () => onTop(verbs, verbs.decline),
      end() {
        const { selected } = live.state.get();
        if (selected && verbs.work().active.some((row) => row.id === selected)) verbs.end(selected);
        return true;
      },
      mute: () => press('[data-call-mute] button'),
      hold: () => press('[data-call-hold] button'),
      submit: () => press('[data-submit-wrap-up] button'),
      reply: () => focus('[data-composer]') || press('[data-mail=reply] button'),
      replyAll: () => press('[data-mail=replyAll] button'),
      forward: () => press('[data-mail=forward] button'),
      wrapUp: () => focus('[data-wrap-up] input'),
      turn: () => open(nextTurn(verbs.work(), live.state.get().selected)),
      next: () => step(1),
      previous: () => step(-1),
      unread: () => open(allRows(verbs.work()).find((row) => row.unread > 0 && row.id !== live.state.get().selected)?.id),
      ready() {
        const { mirror } = live.state.get();
        const off = chosenOf(mirror)?.is === 'loggedOff';
        return (off || isOffered(mirror, 'ready')) && done(live.ask({ type: off ? 'logOn' : 'setReady' }, live.me.id));
      },
      notReady: () => press('[data-state-selector]'),
      find() {
        if (press('[data-find]')) return true;
        live.go('work');
        if (readPreferences().listNarrow) prefer({ listNarrow: false });
        requestAnimationFrame(() => press('[data-find]') || now.current.palette()); // a list of icons has no words to search
        return true;
      },
      zones: () => toZone(now.current.shell.current, 1),
      zonesBack: () => toZone(now.current.shell.current, -1),
      context: () => done(now.current.context()),
      list: () => done(prefer({ listNarrow: !readPreferences().listNarrow })),
      hand: () => press('[data-hand] button'),
      consult: () => press('[data-hand=consult] button[aria-expanded=false]'),
      conference: () => press('[data-conference] button'),
      dial: () => takesCalls(live.state.get().mirror.agent?.state) && done(openDial()),
      quality: () => verbs.work().active.some(({ item }) => isCall(item)) && done(askToReport()),
      followUp: () => press('[data-follow-up] button'),
      undo: () => pressLast('[data-undo]'),
      work: () => done(live.select(null)),
      queues: () => done(live.go('queues')),
      contacts: () => done(live.openContacts(null)),
      messages: () => done(live.go('messages')),
      mails: () => done(live.go('mails')),
      cases: () => done(live.go('cases')),
      team: () => done(live.go('team')),
      day: () => done(live.go('day')),
      settings: () => done(live.go('settings')),
      mini: () => done(void openMini()),
      help: () => done(now.current.help()),
    };
    return (action) => {
      if (action.do === 'write') return does.reply() && false; // the browser puts the character there
      if (action.do !== 'jump') return does[action.do]();
      const { active, wrapUp } = verbs.work();
      return open([...active, ...wrapUp][action.to - 1]?.id);
    };
  }, [live, verbs]);
}

const done = (_: unknown): boolean => true;

function onTop(verbs: Verbs, act: (id: string) => void): boolean {
  const offer = foremost(verbs.work().offers);
  if (offer) act(offer.id);
  return offer !== undefined;
}

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
/** The last one that is drawn: what was done last says so below the rest. */
function pressLast(selector: string): boolean {
  const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.offsetParent !== null);
  shown.at(-1)?.click();
  return shown.length > 0;
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
