import type { Explained } from '@patchbay/help/help.ts';
import { search } from '@patchbay/help/search.ts';
import { useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './api.web.ts';
import { Button } from './button.web.tsx';
import styles from './helpList.module.css';
import { PrintIcon } from './icons.web.ts';
import { Listing } from './listing.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { useFresh } from './useFresh.web.ts';

/** Every code with its text, cause and remedy: searched, printed, and opened at the one that the address names. [DT71] [HE4] */
export function HelpList() {
  const t = useTranslations();
  const id = useId();
  const { language } = usePreferences();
  const [query, setQuery] = useState(named);
  const errors = useFresh(api.errors, language, { once: true });
  useEffect(() => {
    const follow = (): void => setQuery(named());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      <div className={styles.tools}>
        <label className={styles.field} htmlFor={id}>
          {t('help.find')}
          <input id={id} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <Button icon={<PrintIcon size={16} />} onPress={() => window.print()}>
          {t('help.print')}
        </Button>
      </div>
      <Listing read={errors} count={(body) => search(body.errors, query).length} empty={t('palette.none', { query })}>
        {(body) => <Found shown={search(body.errors, query)} />}
      </Listing>
    </>
  );
}

function Found({ shown }: { readonly shown: readonly Explained[] }) {
  const t = useTranslations();
  return (
    <>
      <p className={styles.note} role="status">
        {t('help.found', { count: shown.length })}
      </p>
      <ul className={styles.list}>
        {shown.map((one) => (
          <Row key={one.code} one={one} />
        ))}
      </ul>
    </>
  );
}

function Row({ one }: { readonly one: Explained }) {
  const t = useTranslations();
  return (
    <li className={styles.row}>
      <h2 className={styles.head}>
        <span className={styles.code}>{one.code}</span> {one.text}
      </h2>
      <dl className={styles.why}>
        <dt>{t('help.cause')}</dt>
        <dd>{one.cause}</dd>
        <dt>{t('help.remedy')}</dt>
        <dd>{one.remedy}</dd>
      </dl>
    </li>
  );
}

const named = (): string => /^#(PB\d{3})$/.exec(location.hash)?.[1] ?? '';
