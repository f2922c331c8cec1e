import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.web.tsx';
import { tryOut, wakeSound } from './sound.web.ts';
import styles from './talk.module.css';
import { steps } from './talk.ts';
import type { Talk, TalkDevices } from './talk.web.ts';
import { chooseDevices, devices } from './talking.web.ts';

type Kind = keyof TalkDevices;
const kinds: Readonly<Record<Kind, MediaDeviceKind>> = { microphone: 'audioinput', speaker: 'audiooutput', ring: 'audiooutput' };

/** Microphone and loudspeaker of this computer, how loud I am, how the line sounds. [DT231] [DT235] */
export function TalkDevicesPart({ talk }: { readonly talk: Talk }) {
  const t = useTranslations();
  const [chosen, setChosen] = useState(devices);
  const known = useKnownDevices();
  const quality = useSyncExternalStore(talk.quality.subscribe, talk.quality.get);
  const choose = (kind: Kind, device: string): void => {
    const next = { ...chosen, [kind]: device };
    setChosen(next);
    void chooseDevices(next);
  };
  return (
    <>
      {(['microphone', 'speaker', 'ring'] as const).map((kind) => {
        const all = known.filter((one) => one.kind === kinds[kind] && one.deviceId !== 'default' && one.deviceId !== '');
        return (
          <label key={kind} className={styles.field}>
            {t(`talk.${kind}`)}
            <select value={chosen[kind]} onChange={(event) => choose(kind, event.target.value)}>
              <option value="">{t('talk.usual')}</option>
              {all.map(({ deviceId, label }) => (
                <option key={deviceId} value={deviceId}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      <div className={styles.field}>
        {t('talk.loudness')}
        <Loudness talk={talk} />
      </div>
      <p className={styles.row}>
        <Button
          onPress={() => {
            wakeSound();
            tryOut('offer');
          }}
        >
          {t('check.play')}
        </Button>
        {quality && <span>{t('talk.quality', { quality: t(`talk.sounds.${quality}`) })}</span>}
      </p>
    </>
  );
}

/** Ten steps, as loud as I am now. */
function Loudness({ talk }: { readonly talk: Talk }) {
  const t = useTranslations();
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLevel(steps(talk.loudness())), 100);
    return () => clearInterval(timer);
  }, [talk]);
  return (
    <div className={styles.meter} role="meter" aria-label={t('talk.loudness')} aria-valuemin={0} aria-valuemax={10} aria-valuenow={level}>
      {Array.from({ length: 10 }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name
        <span key={n} data-on={n < level} />
      ))}
    </div>
  );
}

/** What the computer has now. */
function useKnownDevices(): readonly MediaDeviceInfo[] {
  const [known, setKnown] = useState<readonly MediaDeviceInfo[]>([]);
  const look = useCallback(() => void navigator.mediaDevices?.enumerateDevices().then(setKnown), []);
  useEffect(() => {
    look();
    navigator.mediaDevices?.addEventListener('devicechange', look);
    return () => navigator.mediaDevices?.removeEventListener('devicechange', look);
  }, [look]);
  return known;
}
