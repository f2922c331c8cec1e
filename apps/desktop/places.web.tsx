import { decimalOf, type Place, sexagesimalOf } from '@patchbay/chat/places.ts';
import { useTranslations } from 'use-intl';
import styles from './context.module.css';
import { Fact } from './fact.web.tsx';
import { Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { timeOfDay } from './time.ts';

const mapOf = (place: Place): string =>
  `https://www.openstreetmap.org/?mlat=${place.lat}&mlon=${place.lng}#map=16/${place.lat}/${place.lng}`;

/** Where the customer is: to read, to copy, and to open on a map elsewhere; useful without any map of our own. [DT91] */
export function Places({ places }: { readonly places: readonly Place[] }) {
  const t = useTranslations();
  const { region } = usePreferences();
  const newest = places.at(-1);
  if (!newest) return null;
  const earlier = places.slice(0, -1).toReversed();
  const within = (place: Place): string => (place.accuracy === null ? '' : t('place.within', { n: place.accuracy }));
  return (
    <Part title={t('place.title')}>
      <dl className={styles.facts}>
        <Fact name={t('place.decimal')} value={decimalOf(newest)} copy />
        <Fact name={t('place.sexagesimal')} value={sexagesimalOf(newest)} copy />
        <Fact name={t('place.at')} value={[timeOfDay(newest.at, region), within(newest)].filter(Boolean).join(', ')} />
      </dl>
      <a href={mapOf(newest)} target="_blank" rel="noreferrer noopener">
        {t('place.open')}
      </a>
      {earlier.length > 0 && (
        <details>
          <summary>{t('place.earlier')}</summary>
          <ol className={styles.past}>
            {earlier.map((place) => (
              <li key={place.at}>
                {timeOfDay(place.at, region)}{' '}
                <a href={mapOf(place)} target="_blank" rel="noreferrer noopener">
                  {decimalOf(place)}
                </a>{' '}
                {within(place)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </Part>
  );
}
