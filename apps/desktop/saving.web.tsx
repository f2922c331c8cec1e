import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import styles from './page.module.css';
import { saving } from './preferences.web.ts';

/** Whether other browsers will know what was chosen here. */
export function Saving() {
  const t = useTranslations();
  const now = useSyncExternalStore(saving.subscribe, saving.get);
  return (
    <p className={styles.saving} data-is={now} role="status">
      {t(`settings.${now}`)}
    </p>
  );
}
