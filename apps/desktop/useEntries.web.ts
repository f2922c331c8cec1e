import { textIn } from '@patchbay/configuration/text.ts';
import { useTranslations } from 'use-intl';
import { useCentre, useDesk, useLive } from './deskContext.web.tsx';
import type { Findable } from './finding.ts';
import { commandIds, keymapOf } from './keymap.ts';
import { prefer, usePreferences } from './preferences.web.ts';
import { mayOpen } from './routes.ts';
import { nameOf } from './selectors.ts';
import type { CarryOut } from './useCommands.web.ts';

/** One line of the palette. */
export interface Entry extends Findable {
  readonly id: string;
  /** What it is, in a word. */
  readonly kind: string;
  readonly run: () => void;
}

const themes = ['system', 'light', 'dark', 'contrast'] as const;

/** All that the palette finds: my conversations, commands, reasons of not being ready, queues, settings. [DT64] */
export function useEntries(carryOut: CarryOut): readonly Entry[] {
  const t = useTranslations();
  const live = useLive();
  const { mirror } = useDesk();
  const { me, queues, reasons } = useCentre();
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
  const conversations = Object.entries(mirror.chats).flatMap(([id, { state }]) => {
    const mine = state.participations.some((p) => p.agent === live.me.id && (p.stage === 'active' || p.stage === 'wrapUp'));
    const more = [state.work.last?.text, ...Object.values(state.work.form)].join(' ');
    return mine ? [entry('conversation', id, { label: nameOf(state) ?? t('customer'), run: () => live.select(id), more })] : [];
  });
  const does = commandIds.flatMap((id) =>
    id === 'palette' || id === 'jump' || (id === 'team' && !mayOpen(id, live.me.may, me.teams))
      ? []
      : [entry('command', id, { label: t(`key.${id}`), run: () => carryOut({ do: id }), keys: map[id] })],
  );
  const notReady = Object.entries(reasons).map(([reason, { label }]) =>
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
  return [...conversations, ...does, ...notReady, ...waiting, ...looks];
}
