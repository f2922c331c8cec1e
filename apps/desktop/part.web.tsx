import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import styles from './context.module.css';

/** A part of the context with its heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

/** What could not be read stays where it would have been, with the way to try again. */
export function Failed({ onAgain }: { readonly onAgain: () => void }) {
  const t = useTranslations();
  return (
    <p className={styles.failed}>
      {t('context.failed')}{' '}
      <button type="button" className={styles.link} onClick={onAgain}>
        {t('again')}
      </button>
    </p>
  );
}
