import { useTranslations } from 'use-intl';
import styles from './card.module.css';
import type { ContactLine } from './contacts.ts';
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
