import { decimalOf, metresBetween, type Place, sexagesimalOf, windTo } from '@patchbay/chat/places.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Boundary } from './boundary.web.tsx';
import { useCentre } from './deskContext.web.tsx';
import { distance } from './distance.ts';
import { Fact } from './fact.web.tsx';
import { later } from './later.web.tsx';
import map from './map.module.css';
import styles from './part.module.css';
import { Part } from './part.web.tsx';
import { usePreferences } from './preferences.web.ts';
import { timeOfDay } from './time.ts';

const PlaceMap = later(() => import('./map.web.tsx').then((file) => file.PlaceMap));

const mapOf = (place: Place): string =>
  `https://www.openstreetmap.org/?mlat=${place.lat}&mlon=${place.lng}#map=16/${place.lat}/${place.lng}`;

/** Where the customer is: on a map that needs no pictures, to read, to copy, how far, and to open elsewhere. [DT91] */
export function Places({ places, sharing }: { readonly places: readonly Place[]; readonly sharing: number | null }) {
  const t = useTranslations();
  const centre = useCentre();
  const { language, region } = usePreferences();
  const newest = places.at(-1);
  if (!newest && sharing === null) return null;
  const earlier = places.slice(0, -1).toReversed();
  const within = (place: Place): string => (place.accuracy === null ? '' : t('place.within', { n: place.accuracy }));
  const far = (from: Pick<Place, 'lat' | 'lng'>, to: Place): string =>
    t('place.far', { distance: distance(metresBetween(from, to), region), wind: t(`wind.${windTo(from, to)}`) });
  const before = earlier.find((place) => newest && metresBetween(place, newest) >= 10);
  const { home } = centre.map;
  return (
    <Part title={t('place.title')}>
      {sharing !== null && <p className={map.live}>{t('place.live', { time: timeOfDay(sharing, region) })}</p>}
      {newest && (
        <>
          <Boundary zone="part">
            <Suspense fallback={<div className={`${map.map} ${map.frame}`} />}>
              <PlaceMap places={places} settings={centre.map} />
            </Suspense>
          </Boundary>
          <dl className={styles.facts}>
            <Fact name={t('place.decimal')} value={decimalOf(newest)} copy />
            <Fact name={t('place.sexagesimal')} value={sexagesimalOf(newest)} copy />
            <Fact name={t('place.at')} value={[timeOfDay(newest.at, region), within(newest)].filter(Boolean).join(', ')} />
            {home && <Fact name={t('place.from', { name: textIn(home.label, language) })} value={far(home, newest)} />}
            {before && <Fact name={t('place.since', { time: timeOfDay(before.at, region) })} value={far(before, newest)} />}
          </dl>
          <a className={map.elsewhere} href={mapOf(newest)} target="_blank" rel="noreferrer noopener">
            {t('place.open')}
          </a>
        </>
      )}
      {earlier.length > 0 && (
        <details className={map.elsewhere}>
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
