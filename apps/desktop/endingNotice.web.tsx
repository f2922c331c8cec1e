import { codeOf } from '@patchbay/help/codes.ts';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { announce } from './announcer.web.ts';
import styles from './banner.module.css';
import { useDesk, useLive } from './deskContext.web.tsx';
import { WaitIcon } from './icons.web.ts';
import { Until } from './timer.web.tsx';
import { Code } from './trouble.web.tsx';

const code = codeOf('desktop.sessionEnds') ?? '';

/** Nobody uses this desktop: when it signs out by itself, and the way to stay. [DT75] */
export function EndingNotice() {
  const t = useTranslations();
  const live = useLive();
  const { ending } = useDesk().mirror;
  const text = t('ending.text');
  useEffect(() => {
    if (ending !== null) announce.assertive({ kind: 'state', text }, String);
  }, [ending, text]);
  if (ending === null) return null;
  return (
    <div className={styles.banner} data-rung="reconnecting">
      <WaitIcon size={16} />
      <span>
        {text} <Until at={ending} className={styles.time} />
      </span>
      <button type="button" className={styles.turnOn} onClick={live.used}>
        {t('ending.stay')}
      </button>
      <Code code={code} said={text} />
    </div>
  );
}
