import { textIn } from '@patchbay/configuration/text.ts';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { serverNow } from './clock.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { type Item, isCall, isChat, isMail } from './item.ts';
import { amongTabs, notify, settled } from './notices.web.ts';
import { readPreferences, usePreferences } from './preferences.web.ts';
import { allRows, nameOf, partOf, type Work } from './selectors.ts';
import { sound, takeSound, wakeSound } from './sound.web.ts';
import type { Verbs } from './verbs.web.ts';

const ringsAgain = 5000;
/** So long after a message it sounds again, until it is read. */
const tapsAgain = 20_000;
const isTalking = (work: Work): boolean => work.active.length > 0;

/** Lets the agent hear of what happens: words for a screen reader, tones, a notice when the window is hidden. Focus never moves. [DT18, UX-01] */
export function useHappenings(verbs: Verbs): void {
  const t = useTranslations();
  const live = useLive();
  const centre = useCentre();
  const { language } = usePreferences();

  useEffect(() => {
    const counted = (count: number): string => t('said.messages', { count });
    const say = (kind: Parameters<typeof announce.polite>[0]['kind'], text: string, at: keyof typeof announce = 'polite'): void =>
      announce[at]({ kind, text }, counted);
    const offered = (item: Item): void => {
      const part = partOf(item, live.me.id);
      const seconds = part?.stage === 'offered' ? Math.max(0, Math.round((part.until - serverNow()) / 1000)) : 0;
      const queue = item.queue ? textIn(centre.queues[item.queue]?.label ?? item.queue, language) : '';
      const name = nameOf(item) ?? t('customer');
      say('offer', t(saidOf(item), { queue, name, seconds }), 'assertive');
      sound('offer', isTalking(verbs.work()));
      const last = isChat(item) ? item.work.last?.text : undefined;
      notify(t(noticeOf(item), { name }), [queue, last].filter(Boolean).join(': '), item.id);
    };
    const tap = (id: string): void => {
      if (live.state.get().selected !== id || document.hidden) sound('message', isTalking(verbs.work()));
    };
    const tabs = amongTabs(live.me.id);
    const stop = live.watch((happening) => {
      const name = 'item' in happening ? (nameOf(happening.item) ?? t('customer')) : '';
      switch (happening.is) {
        case 'offered':
          return offered(happening.item);
        case 'message':
          tap(happening.id);
          return say(
            'message',
            live.state.get().selected === happening.id ? t('said.message', { name, text: happening.text }) : t('said.elsewhere', { name }),
          );
        case 'watching':
          tap(happening.id);
          return say('state', t('said.watching', { name, agent: centre.colleagues[happening.agent]?.name ?? happening.agent }));
        case 'missed':
          sound('warning', isTalking(verbs.work()));
          return say('missed', t('said.missed'), 'assertive');
        case 'withdrawn':
          settled(happening.id);
          return say('state', t(isCall(happening.item) ? 'call.said.withdrawn' : 'said.withdrawn', { name }));
        case 'accepted':
          settled(happening.id);
          tabs.tell(happening.id);
          verbs.accepted(happening.id);
          return say('state', t('said.accepted', { name }));
        case 'done':
          verbs.finished(happening.id);
          return say('saved', t('said.done', { name }));
        default:
          return say('state', isCall(happening.item) ? t('call.said.over', { name }) : t(`said.${happening.is}`, { name }));
      }
    });
    return () => {
      stop();
      tabs.stop();
    };
  }, [live, centre, language, t, verbs]);

  useEffect(() => takeSound(live.me.id), [live]);
  useEffect(() => {
    const rings = setInterval(() => verbs.work().offers.length && sound('offer', isTalking(verbs.work())), ringsAgain);
    const taps = setInterval(() => {
      const unread = allRows(verbs.work()).some((row) => row.unread > 0);
      if (unread && readPreferences().repeat) sound('message', isTalking(verbs.work()));
    }, tapsAgain);
    return () => {
      clearInterval(rings);
      clearInterval(taps);
    };
  }, [verbs]);
  useEffect(() => {
    wakeSound();
    const wake = (): void => wakeSound();
    window.addEventListener('pointerdown', wake);
    window.addEventListener('keydown', wake);
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, []);
}

const saidOf = (item: Item) => (isCall(item) ? 'call.said.offer' : isMail(item) ? 'mail.said.offer' : 'said.offer');
const noticeOf = (item: Item) => (isCall(item) ? 'call.label' : isMail(item) ? 'mail.label' : 'notice.offer');
