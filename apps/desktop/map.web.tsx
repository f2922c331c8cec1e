import { metresBetween, type Place } from '@patchbay/chat/places.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import {
  circle,
  circleMarker,
  control,
  type FeatureGroup,
  featureGroup,
  GridLayer,
  type Map as LeafletMap,
  latLngBounds,
  map as mapOn,
  polyline,
  tileLayer,
} from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './map.module.css';
import { usePreferences } from './preferences.web.ts';
import type { MapOfCentre } from './session.ts';
import { timeOfDay } from './time.ts';

/** Squares of paper where there are no pictures: one sees that it moves. */
class Paper extends GridLayer {
  override createTile(): HTMLElement {
    const cell = document.createElement('div');
    cell.className = styles.cell ?? '';
    return cell;
  }
}

/** Where a customer was and is, how exact that is, and the way between; pictures only of the server that the centre names. [DT91] */
export function PlaceMap({ places, settings }: { readonly places: readonly Place[]; readonly settings: MapOfCentre }) {
  const t = useTranslations();
  const { language, region } = usePreferences();
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ readonly map: LeafletMap; readonly group: FeatureGroup; shown: Place | null } | null>(null);
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  const newest = places.at(-1);

  useEffect(() => {
    if (!element.current) return;
    const map = mapOn(element.current, { zoomControl: false, attributionControl: false, maxZoom: settings.tiles ? settings.zoom : 19 });
    control.zoom({ zoomInTitle: t('place.closer'), zoomOutTitle: t('place.farther') }).addTo(map);
    control.scale({ imperial: false }).addTo(map);
    background(settings)
      .on('tileerror', () => setBroken(true))
      .addTo(map);
    if (settings.tiles) control.attribution({ prefix: false }).addAttribution(attribution(settings)).addTo(map);
    const group = featureGroup().addTo(map);
    drawn.current = { map, group, shown: null };
    const sized = new ResizeObserver(() => map.invalidateSize());
    sized.observe(element.current);
    return () => {
      sized.disconnect();
      map.remove();
      drawn.current = null;
    };
  }, [settings, t]);

  useEffect(() => {
    const now = drawn.current;
    if (!now || !newest) return;
    now.group.clearLayers();
    for (const layer of layersOf(places, (place) => timeOfDay(place.at, region))) layer.addTo(now.group);
    if (settings.home)
      circleMarker([settings.home.lat, settings.home.lng], { radius: 6, className: styles.home ?? '' })
        .bindTooltip(escaped(textIn(settings.home.label, language)))
        .addTo(now.group);
    const inView = now.shown && now.map.getBounds().contains([newest.lat, newest.lng]);
    if (!inView) show(now.map, newest);
    now.shown = newest;
  }, [places, newest, settings, region, language]);

  if (!newest) return null;
  const everything = latLngBounds([...places, ...(settings.home ? [settings.home] : [])].map(({ lat, lng }) => [lat, lng]));
  const spread = places.length > 1 || settings.home;
  return (
    <div className={styles.frame}>
      <div ref={element} className={styles.map} data-large={large} role="group" aria-label={t('place.map')} />
      {broken && <p role="status">{t('place.noTiles')}</p>}
      <div className={styles.tools}>
        <button type="button" onClick={() => drawn.current && show(drawn.current.map, newest)}>
          {t('place.centre')}
        </button>
        {spread && (
          <button type="button" onClick={() => drawn.current?.map.fitBounds(everything, { padding: [24, 24], maxZoom: 17 })}>
            {t('place.whole')}
          </button>
        )}
        <button type="button" onClick={() => setLarge(!large)}>
          {t(large ? 'place.small' : 'place.large')}
        </button>
      </div>
    </div>
  );
}

/** As close as the place is exact. */
function show(map: LeafletMap, place: Place): void {
  const metres = Math.max(place.accuracy ?? 0, 60);
  const degrees = metres / 111_000;
  const wide = degrees / Math.max(Math.cos((place.lat * Math.PI) / 180), 0.01);
  map.fitBounds(
    [
      [place.lat - degrees, place.lng - wide],
      [place.lat + degrees, place.lng + wide],
    ],
    { animate: false, maxZoom: 17 },
  );
}

function layersOf(places: readonly Place[], said: (place: Place) => string) {
  const newest = places.at(-1);
  const at = ({ lat, lng }: Place): [number, number] => [lat, lng];
  const before = places.slice(0, -1).filter((place) => newest && metresBetween(place, newest) > 5);
  return [
    polyline(places.map(at), { className: styles.way ?? '', interactive: false }),
    ...before.map((place) => circleMarker(at(place), { radius: 4, className: styles.before ?? '' }).bindTooltip(escaped(said(place)))),
    ...(newest?.accuracy ? [circle(at(newest), { radius: newest.accuracy, className: styles.within ?? '', interactive: false })] : []),
    ...(newest ? [circleMarker(at(newest), { radius: 7, className: styles.here ?? '' }).bindTooltip(escaped(said(newest)))] : []),
  ];
}

const background = ({ tiles, zoom }: MapOfCentre): GridLayer =>
  tiles ? tileLayer(tiles, { maxZoom: zoom, referrerPolicy: 'origin' }) : new Paper({ tileSize: 64 });

const attribution = ({ attribution: whose, licence }: MapOfCentre): string => {
  const text = escaped(whose ?? '');
  return licence ? `<a href="${escaped(licence)}" target="_blank" rel="noreferrer noopener">${text}</a>` : text;
};

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** The library takes HTML. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
