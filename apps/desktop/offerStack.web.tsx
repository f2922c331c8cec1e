import { useTranslations } from 'use-intl';
import { OfferCard } from './offerCard.web.tsx';
import type { Row } from './selectors.ts';
import type { Verbs } from './verbs.web.ts';
import styles from './workList.module.css';

const most = 3;

/** The same offers as cards at the bottom right, while the list is narrow, out of sight, or held still by the pointer. */
export function OfferStack({
  offers,
  held,
  verbs,
}: {
  readonly offers: readonly Row[];
  readonly held: readonly Row[];
  readonly verbs: Verbs;
}) {
  const t = useTranslations();
  if (!offers.length) return null;
  return (
    <aside className={styles.stack} aria-label={t('offer.stack')}>
      {offers.length > most && (
        <p className={styles.pager} data-held="false">
          {t('offer.more', { count: offers.length - most })}
        </p>
      )}
      {offers.slice(0, most).map((row) => (
        <OfferCard key={row.id} row={row} verbs={verbs} held={held.includes(row)} top={row === offers[0]} />
      ))}
    </aside>
  );
}
