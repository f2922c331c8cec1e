import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './call.module.css';
import { onTick } from './clock.web.ts';
import { AlertIcon, HoldIcon } from './icons.web.ts';
import { sound } from './sound.web.ts';
import { holdIs } from './talk.ts';
import { Since } from './timer.web.tsx';

/** That the customer is on hold, and since when; after the time of the queue it warns, after twice that once more. [DT246] */
export function HoldLine({ since, warnMs }: { readonly since: number; readonly warnMs: number }) {
  const t = useTranslations();
  const [is, setIs] = useState<ReturnType<typeof holdIs>>('fine');
  useEffect(() => onTick((now) => setIs(holdIs(since, warnMs, now))), [since, warnMs]);
  useEffect(() => {
    if (is !== 'fine') sound('warning', true);
  }, [is]);
  return (
    <p className={styles.line} data-is={is === 'fine' ? 'held' : 'muted'}>
      {is === 'fine' ? <HoldIcon size={16} /> : <AlertIcon size={16} />}
      <span>{t('call.heldFor')}</span>
      <Since at={since} />
      <span role="alert">{is !== 'fine' && t(`call.holdIs.${is}`)}</span>
    </p>
  );
}
