import { textIn } from '@patchbay/configuration/text.ts';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { takesCalls } from './calling.ts';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import { openDial } from './dialing.web.ts';
import type { Findable } from './finding.ts';
import { isMail } from './item.ts';
import { type CommandId, commandIds, keymapOf } from './keymap.ts';
import { wordsOf } from './listFilter.ts';
import { mailWords } from './mailing.web.ts';
import { prefer, usePreferences } from './preferences.web.ts';
import { mayOpen } from './routes.ts';
import { searches } from './searches.web.ts';
import { nameOf, workOf } from './selectors.ts';
import { isOffered } from './states.ts';
import type { CarryOut } from './useCommands.web.ts';
import { useMails } from './useMails.web.ts';

/** One line of the palette. */
export interface Entry extends Findable {
  readonly id: string;
  /** What it is, in a word. */
  readonly kind: string;
  readonly run: () => void;
}

const themes = ['system', 'light', 'dark', 'contrast'] as const;

/** All that the palette finds: my conversations, commands, reasons of not being ready, queues, colleagues, settings. [DT64] */
export function useEntries(carryOut: CarryOut): readonly Entry[] {
  const t = useTranslations();
  const live = useLive();
  const { mirror } = useDesk();
  const { me, queues, reasons, colleagues } = useCentre();
  const { language, keys, shortcuts } = usePreferences();
  const map = keymapOf(keys);
  const entry = (kind: string, id: string, one: { label: string; run: () => unknown; more?: string; keys?: string }): Entry => ({
    id: `${kind}-${id}`,
    kind: t(`palette.kind.${kind}`),
    label: one.label,
    more: one.more ?? '',
    keys: shortcuts ? (one.keys ?? '') : '',
    run: () => void one.run(),
  });
  const { active, wrapUp } = workOf(mirror, {}, 0);
  const conversations = [...active, ...wrapUp].map(({ id, item }) => {
    const [name, ...more] = isMail(item) ? mailWords(item) : [nameOf(item), ...wordsOf(item)];
    const label = name || t(isMail(item) ? 'mail.somebody' : 'customer');
    return entry('conversation', id, { label, run: () => live.select(id), more: more.join(' ') });
  });
  const calls = takesCalls(mirror.agent?.state);
  const mails = useMails();
  /** Whether a command can ever do something for who sits here. */
  const isMine = (id: CommandId): boolean =>
    id === 'team'
      ? mayOpen(id, live.me.may, me.teams)
      : (calls || !['dial', 'quality', 'mute', 'hold'].includes(id)) &&
        (mails || !['mails', 'cases', 'replyAll', 'forward', 'followUp'].includes(id));
  const does = commandIds.flatMap((id) =>
    id === 'palette' || id === 'jump' || !isMine(id)
      ? []
      : [entry('command', id, { label: t(`key.${id}`), run: () => carryOut({ do: id }), keys: map[id] })],
  );
  const mine = mirror.agent?.state.profile.reasons;
  const choosable = isOffered(mirror, 'notReady') ? Object.entries(reasons).filter(([reason]) => !mine || Object.hasOwn(mine, reason)) : [];
  const notReady = choosable.map(([reason, { label }]) =>
    entry('state', reason, {
      label: `${t('state.notReady')}: ${textIn(label, language)}`,
      run: () => live.ask({ type: 'setNotReady', reason }, live.me.id),
    }),
  );
  const waiting = Object.entries(queues).map(([id, { label }]) => {
    const count = mirror.queues.find((q) => q.queue === id)?.waiting ?? 0;
    return entry('queue', id, { label: `${textIn(label, language)} · ${t('idle.waiting', { count })}`, run: () => live.select(null) });
  });
  const looks = themes.map((theme) =>
    entry('setting', theme, { label: `${t('settings.theme.title')}: ${t(`settings.theme.${theme}`)}`, run: () => prefer({ theme }) }),
  );
  const people = Object.entries(calls ? colleagues : {}).flatMap(([id, { name }]) =>
    id === live.me.id ? [] : [entry('colleague', id, { label: name, run: () => openDial({ whom: { to: 'agent', agent: id }, name }) })],
  );
  return [...conversations, ...does, ...notReady, ...waiting, ...people, ...looks];
}

/** What is searched on pages of their own: the same words there. [DT64] */
export function useFurther(query: string): readonly Entry[] {
  const t = useTranslations();
  const live = useLive();
  const mails = useMails();
  return useMemo(() => {
    const sought = query.trim();
    if (!sought) return [];
    const line = (of: keyof typeof searches, go: () => void): Entry => ({
      id: `search-${of}`,
      kind: t('palette.kind.search'),
      label: t(`palette.search.${of}`, { query: sought }),
      more: '',
      keys: '',
      run() {
        searches[of].set(sought);
        go();
      },
    });
    return [line('contacts', () => live.openContacts(null)), ...(mails ? [line('cases', () => live.go('cases'))] : [])];
  }, [query, t, live, mails]);
}
