import { codeOf } from '@patchbay/help/codes.ts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import styles from './banner.module.css';
import { ahead } from './clock.web.ts';
import { without } from './desk.ts';
import { useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon, NoLineIcon, SoundOffIcon } from './icons.web.ts';
import { type Line, nextRung, type Rung, rungOf } from './ladder.ts';
import { usePreferences } from './preferences.web.ts';
import { blocked, wakeSound } from './sound.web.ts';
import { Since } from './timer.web.tsx';
import { Code, Trouble } from './trouble.web.tsx';

const [offlineCode, soundCode] = [codeOf('desktop.offline'), codeOf('desktop.soundBlocked')] as [string, string];

/** Which rung of the ladder the line is on, drawn anew when it is reached. */
export function useRung(line: Line): Rung {
  const [rung, setRung] = useState<Rung>('fine');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      setRung(rungOf(line, Date.now()));
      const at = nextRung(line, Date.now());
      if (at !== null) timer = setTimeout(look, at - Date.now() + 10);
    };
    look();
    return () => clearTimeout(timer);
  }, [line]);
  return rung;
}

/** What is wrong with the line or the sound, in one strip below the header. [DT5] */
export function Banner({ line }: { readonly line: Line }) {
  const t = useTranslations();
  const rung = useRung(line);
  const silent = useSyncExternalStore(blocked.subscribe, blocked.get);
  const { sound } = usePreferences();
  useEffect(() => {
    if (rung === 'reconnecting') announce.polite({ kind: 'line', text: t('line.reconnecting') }, String);
    if (rung === 'offline') announce.assertive({ kind: 'line', text: `${t('line.offline')} ${t('line.noContacts')}` }, String);
  }, [rung, t]);
  if (rung !== 'fine' && !line.up) {
    return (
      <div className={styles.banner} data-rung={rung}>
        <NoLineIcon size={16} />
        {rung === 'reconnecting' ? (
          <span>{t('line.reconnecting')}</span>
        ) : (
          <span>
            <strong>
              {t('line.offline')} <Since at={line.since + ahead.get()} className={styles.time} />
            </strong>{' '}
            {t('line.noContacts')}
          </span>
        )}
        {rung === 'offline' && <Code code={offlineCode} said={t('line.offline')} />}
      </div>
    );
  }
  if (!silent || !sound) return null;
  return (
    <div className={styles.banner} data-rung="silent">
      <SoundOffIcon size={16} />
      <span>{t('sound.blocked')}</span>
      <button type="button" className={styles.turnOn} onClick={wakeSound}>
        {t('sound.turnOn')}
      </button>
      <Code code={soundCode} said={t('sound.blocked')} />
    </div>
  );
}

/** Why something I asked for myself, such as another state, did not happen. */
export function MyProblem() {
  const { problems } = useDesk();
  const live = useLive();
  const problem = problems[live.me.id];
  if (!problem) return null;
  return (
    <div className={styles.banner} data-rung="offline" role="alert">
      <AlertIcon size={16} />
      <Trouble problem={problem} onClose={() => live.change((desk) => ({ problems: without(desk.problems, live.me.id) }))} />
    </div>
  );
}
