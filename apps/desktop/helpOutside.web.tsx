import { useTranslations } from 'use-intl';
import { build } from './build.web.ts';
import { HelpList } from './helpList.web.tsx';
import styles from './page.module.css';

/** The same for who has not signed in, perhaps because that is what fails. [DT71] */
export function HelpOutside() {
  const t = useTranslations();
  return (
    <main className={styles.alone}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1 className={styles.title}>{t('help.codes')}</h1>
          <a className={styles.leave} href="/">
            {t('signIn.submit')}
          </a>
        </header>
        <p className={styles.lead}>{t('help.lead', { build })}</p>
        <HelpList />
      </div>
    </main>
  );
}
