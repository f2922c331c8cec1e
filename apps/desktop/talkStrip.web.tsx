import { useEffect, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useLive } from './deskContext.web.tsx';
import { AlertIcon, HeadsetIcon } from './icons.web.ts';
import styles from './talk.module.css';
import type { Talk } from './talk.web.ts';
import { bringHere, keepTalking, station } from './talking.web.ts';

/** Says what is wrong with the sound of calls and what to do; nothing while all is well. [DT230] [DT234] */
export function TalkStrip() {
  const t = useTranslations();
  const live = useLive();
  useEffect(() => keepTalking(live), [live]);
  const now = useSyncExternalStore(station.subscribe, station.get);
  if (now.is === 'off') return null;
  if (now.is === 'elsewhere')
    return (
      <p className={styles.strip} data-is="told">
        <HeadsetIcon size={16} />
        <span>{t('talk.elsewhere')}</span>
        <Button onPress={bringHere}>{t('talk.bring')}</Button>
      </p>
    );
  return <Here talk={now.talk} />;
}

function Here({ talk }: { readonly talk: Talk }) {
  const t = useTranslations();
  const state = useSyncExternalStore(talk.state.subscribe, talk.state.get);
  const quality = useSyncExternalStore(talk.quality.subscribe, talk.quality.get);
  const replaced = useSyncExternalStore(talk.replaced.subscribe, talk.replaced.get);
  if (state.is === 'failed')
    return (
      <p className={styles.strip} data-is="failed" role="alert">
        <AlertIcon size={16} />
        <span>{t(`talk.trouble.${state.trouble}`)}</span>
        <Button onPress={talk.again}>{t('again')}</Button>
      </p>
    );
  if (state.is === 'asking' || (state.is === 'connecting' && state.again))
    return (
      <p className={styles.strip} data-is="told" role="status">
        <HeadsetIcon size={16} />
        {t(state.again ? 'talk.reconnecting' : 'talk.asking')}
      </p>
    );
  const told = quality === 'poor' ? t('talk.poor') : replaced === null ? null : t('talk.replaced', { device: replaced });
  if (told === null) return null;
  return (
    <p className={styles.strip} data-is="told" role="status">
      <AlertIcon size={16} />
      {told}
    </p>
  );
}
