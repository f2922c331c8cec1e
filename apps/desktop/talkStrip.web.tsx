import { Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { useDesk, useLive } from './deskContext.web.tsx';
import { DeviceStrip } from './deviceStrip.web.tsx';
import { AlertIcon, HeadsetIcon, MutedIcon } from './icons.web.ts';
import { later } from './later.web.tsx';
import { reportsAsked } from './reporting.web.ts';
import styles from './talk.module.css';
import { speaksMuted, spokenMuted } from './talk.ts';
import type { Talk } from './talk.web.ts';
import { bringHere, isMutedNow, keepTalking, station, unmute } from './talking.web.ts';

const SendLogs = later(() => import('./sendLogs.web.tsx').then((file) => file.SendLogs));

/** Says what is wrong with the sound of calls and what to do; nothing while all is well. [DT230] [DT234] */
export function TalkStrip() {
  return (
    <>
      <DeviceStrip />
      <LineStrip />
    </>
  );
}

function LineStrip() {
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

const lookMs = 250;
/** Who is muted and speaks is told so: nobody else can. (BP-24) */
function SpeaksMuted({ talk }: { readonly talk: Talk }) {
  const t = useTranslations();
  const live = useLive();
  const muted = isMutedNow(useDesk().mirror, live.me.id);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (!muted) return;
    const timer = setInterval(() => setTimes((before) => spokenMuted(before, true, talk.loudness())), lookMs);
    return () => {
      clearInterval(timer);
      setTimes(0);
    };
  }, [muted, talk]);
  if (!speaksMuted(times)) return null;
  return (
    <p className={styles.strip} data-is="failed" role="status">
      <MutedIcon size={16} />
      <span>{t('talk.speaksMuted')}</span>
      <Button onPress={() => unmute(live)} keys="F8">
        {t('call.unmute')}
      </Button>
    </p>
  );
}

function Here({ talk }: { readonly talk: Talk }) {
  const t = useTranslations();
  const state = useSyncExternalStore(talk.state.subscribe, talk.state.get);
  const quality = useSyncExternalStore(talk.quality.subscribe, talk.quality.get);
  const replaced = useSyncExternalStore(talk.replaced.subscribe, talk.replaced.get);
  const [report, setReport] = useState<string | null>(null);
  const asked = useSyncExternalStore(reportsAsked.subscribe, reportsAsked.get);
  const heard = useRef(asked);
  useEffect(() => {
    if (heard.current !== asked) setReport(talk.figures().join('\n'));
    heard.current = asked;
  }, [asked, talk]);
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
  return (
    <>
      <SpeaksMuted talk={talk} />
      {told !== null && (
        <p className={styles.strip} data-is="told" role="status">
          <AlertIcon size={16} />
          <span>{told}</span>
          {quality === 'poor' && <Button onPress={() => setReport(talk.figures().join('\n'))}>{t('talk.report')}</Button>}
        </p>
      )}
      {report !== null && (
        <Suspense fallback={null}>
          <SendLogs about={t('talk.reportAbout', { figures: report })} onClose={() => setReport(null)} />
        </Suspense>
      )}
    </>
  );
}
