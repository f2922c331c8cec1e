import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRung } from './banner.web.tsx';
import { ahead } from './clock.web.ts';
import { useDesk } from './deskContext.web.tsx';
import { WaitIcon } from './icons.web.ts';
import styles from './listing.module.css';
import { Failed } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { drawnOf } from './reading.ts';
import { timeOfDay } from './time.ts';
import { Trouble } from './trouble.web.tsx';
import type { Fresh } from './useFresh.web.ts';

interface ListingProps<T> {
  readonly read: Fresh<T>;
  readonly count: (body: T) => number;
  /** What stands there when nothing is in it. */
  readonly empty: ReactNode;
  /** How many the server hands out at once. */
  readonly most?: number;
  readonly children: (body: T) => ReactNode;
}

/** A list in every state it can be in: being read, failed, not for me, empty, old, cut off. [DT172] */
export function Listing<T>({ read, count, empty, most, children }: ListingProps<T>) {
  const t = useTranslations();
  const drawn = drawnOf(read, count, most);
  switch (drawn.is) {
    case 'loading':
      return <Skeleton />;
    case 'failed':
      return <Failed problem={drawn.problem ?? undefined} onAgain={read.again} />;
    case 'forbidden':
      return (
        <p className={styles.none} role="alert">
          {drawn.problem && <Trouble problem={drawn.problem} />}
        </p>
      );
    default:
      return (
        <>
          {drawn.staleSince !== null && <AsOf at={drawn.staleSince} onAgain={read.again} />}
          <div className={styles.body} data-stale={drawn.staleSince !== null}>
            {drawn.is === 'empty' ? <p className={styles.none}>{empty}</p> : children(drawn.body)}
          </div>
          {drawn.cut && <p className={styles.cut}>{t('listing.cut', { count: count(drawn.body) })}</p>}
        </>
      );
  }
}

/** Grey lines in the place of what is being read; they appear only if that takes a while. */
export function Skeleton({ rows = 3 }: { readonly rows?: number }) {
  const t = useTranslations();
  return (
    <div className={styles.skeleton} role="status">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: rows }, (_, n) => (
        <span key={n} />
      ))}
    </div>
  );
}

/** From when what is shown is; with the way to read it again if there is one. */
export function AsOf({ at, onAgain }: { readonly at: number; readonly onAgain?: () => void }) {
  const t = useTranslations();
  const { region } = usePreferences();
  return (
    <p className={styles.asOf} role="status">
      <WaitIcon size={14} aria-hidden="true" />
      {t('listing.asOf', { time: timeOfDay(at, region) })}
      {onAgain && (
        <button type="button" className={styles.again} onClick={onAgain}>
          {t('again')}
        </button>
      )}
    </p>
  );
}

/** Since when what the stream has told may be old; null: it is current. [DT172] */
export function useStaleSince(): number | null {
  const { line } = useDesk();
  return useRung(line) === 'fine' || line.up ? null : line.since + ahead.get();
}
