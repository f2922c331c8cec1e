import { useTranslations } from 'use-intl';
import styles from './clash.module.css';
import { useDesk, useLive } from './deskContext.web.tsx';
import { AlertIcon } from './icons.web.ts';

/** The same draft was written in another window too: what stands there, and which of both counts. [DT93] */
export function DraftClash({ name }: { readonly name: string }) {
  const t = useTranslations();
  const live = useLive();
  const { clashes } = useDesk();
  const theirs = clashes[name];
  if (theirs === undefined) return null;
  return (
    <div className={styles.clash} role="alert">
      <AlertIcon size={16} aria-hidden="true" />
      <p>
        <b>{t('draft.title')}</b> {theirs ? `${t('draft.theirs')}: ` : t('draft.gone')}
        {theirs && <q className={styles.theirs}>{theirs.text}</q>}
      </p>
      <button type="button" className={styles.choice} onClick={() => live.drafts.take(name)}>
        {t('draft.take')}
      </button>
      <button type="button" className={styles.choice} onClick={() => live.drafts.insist(name)}>
        {t('draft.keep')}
      </button>
    </div>
  );
}
