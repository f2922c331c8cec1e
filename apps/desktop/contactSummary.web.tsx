import { useTranslations } from 'use-intl';
import type { ContactLine } from './contacts.ts';
import styles from './context.module.css';
import { VerifiedIcon } from './icons.web.ts';

/** A contact in a line or two. */
export function ContactSummary({ contact: { name, verified, addresses } }: { readonly contact: ContactLine }) {
  const t = useTranslations();
  return (
    <span className={styles.summary}>
      <b>
        {name || t('contact.nameless')} {verified && <VerifiedIcon size={14} role="img" aria-label={t('contact.verified')} />}
      </b>
      <small>
        {addresses
          .slice(0, 3)
          .map(({ typed }) => typed)
          .join(' · ')}
      </small>
    </span>
  );
}
