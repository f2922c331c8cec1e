import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AcceptAll } from './acceptAll.web.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from './icons.web.ts';
import styles from './offer.module.css';
import { OfferCard } from './offerCard.web.tsx';
import { foremost, pageAt, pageOf, stacked } from './offers.ts';
import type { Row } from './selectors.ts';
import type { Verbs } from './verbs.web.ts';

/** From so many on a card is one line. */
const manyFrom = 3;

/** The same offers as cards at the bottom right, while the list is narrow, out of sight, or held still by the pointer. [DT65] */
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
  const [asked, setAsked] = useState(0);
  const all = stacked(offers);
  const { page, from, shown } = pageAt(all, asked);
  const first = foremost(offers);
  if (!offers.length) return null;
  const whole = held.length === offers.length;
  return (
    <aside className={styles.stack} aria-label={t('offer.stack')} data-zone="offers" tabIndex={-1}>
      {all.length > pageOf && (
        <div className={styles.pager} data-held={whole}>
          <span>{t('offer.pager', { from: from + 1, to: from + shown.length, count: all.length })}</span>
          <button type="button" aria-label={t('offer.before')} aria-disabled={page === 0} onClick={() => setAsked(Math.max(0, page - 1))}>
            <ChevronLeftIcon size={16} />
          </button>
          <button
            type="button"
            aria-label={t('offer.after')}
            aria-disabled={from + pageOf >= all.length}
            onClick={() => from + pageOf < all.length && setAsked(page + 1)}
          >
            <ChevronRightIcon size={16} />
          </button>
        </div>
      )}
      {shown.map((row) => (
        <OfferCard key={row.id} row={row} verbs={verbs} held={held.includes(row)} top={row === first} small={all.length >= manyFrom} />
      ))}
      <div data-held={whole}>
        <AcceptAll offers={offers} verbs={verbs} />
      </div>
    </aside>
  );
}
