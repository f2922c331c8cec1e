import type { Chat } from '@patchbay/chat/chat.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import { serverNow } from './clock.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import { readPreferences, usePreferences } from './preferences.web.ts';
import { nameOf, partOf } from './selectors.ts';
import { isSounding, ring, takeSound, tap, wakeSound } from './sound.web.ts';
import type { Verbs } from './verbs.web.ts';

const ringsAgain = 5000;

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
    const offered = (chat: Chat): void => {
      const part = partOf(chat, live.me.id);
      const seconds = part?.stage === 'offered' ? Math.max(0, Math.round((part.until - serverNow()) / 1000)) : 0;
      const queue = chat.queue ? textIn(centre.queues[chat.queue]?.label ?? chat.queue, language) : '';
      const text = t('said.offer', { queue, name: nameOf(chat) ?? t('customer'), seconds });
      say('offer', text, 'assertive');
      ring();
      notify(t('notice.offer', { name: nameOf(chat) ?? t('customer') }), `${queue}: ${chat.work.last?.text ?? ''}`, chat.id);
    };
    return live.watch((happening) => {
      const name = 'chat' in happening ? (nameOf(happening.chat) ?? t('customer')) : '';
      switch (happening.is) {
        case 'offered':
          return offered(happening.chat);
        case 'message':
          if (live.state.get().selected !== happening.id || document.hidden) tap();
          return say(
            'message',
            live.state.get().selected === happening.id ? t('said.message', { name, text: happening.text }) : t('said.elsewhere', { name }),
          );
        case 'missed':
          return say('missed', t('said.missed'), 'assertive');
        case 'accepted':
          verbs.accepted(happening.id);
          return say('state', t('said.accepted', { name }));
        case 'done':
          verbs.finished(happening.id);
          return say('saved', t('said.done', { name }));
        default:
          return say('state', t(`said.${happening.is}`, { name }));
      }
    });
  }, [live, centre, language, t, verbs]);

  useEffect(() => takeSound(live.me.id), [live]);
  useEffect(() => {
    const again = setInterval(() => verbs.work().offers.length && ring(), ringsAgain);
    return () => clearInterval(again);
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

/** A notice of the operating system, only while the window is hidden and only from one tab. */
function notify(title: string, body: string, tag: string): void {
  const wanted =
    document.hidden && isSounding() && readPreferences().notify && 'Notification' in window && Notification.permission === 'granted';
  if (!wanted) return;
  const notice = new Notification(title, { body, tag, silent: true });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}
