import { useTranslations } from 'use-intl';
import styles from './signIn.module.css';

/** Until the server has said who we are; it appears only if that takes a while. */
export function Starting() {
  const t = useTranslations();
  return (
    <main className={styles.page}>
      <p className={styles.starting} role="status">
        {t('starting')}
      </p>
    </main>
  );
}
