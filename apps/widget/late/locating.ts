import { metresBetween } from '@patchbay/chat/places.ts';
import type { VisitorView } from '@patchbay/chat/visitor.ts';
import type { WordKey } from '../words.ts';

/** What the browser has found; `accuracy` in metres, `at` by the customer's clock. */
export interface Found {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number;
  readonly at: number;
}

/** The command that tells it; no more digits than it is worth. [WI24] */
export const located = ({ lat, lng, accuracy }: Omit<Found, 'at'>) => ({
  type: 'locate' as const,
  lat: Number(lat.toFixed(6)),
  lng: Number(lng.toFixed(6)),
  accuracy: Math.min(Math.ceil(accuracy), 1_000_000),
});

/** Until when the customer shares where they are; null: they do not. [WI41] */
export const sharedUntil = (view: VisitorView | null): number | null =>
  view?.stage === 'over'
    ? null
    : (view?.entries.reduce<number | null>((until, e) => (e.type === 'sharing' ? e.until : until), null) ?? null);

/** How long until the customer is told that sharing ends: two minutes before. [WI41] */
export const untilWarned = (until: number, now: number): number => Math.max(0, until - now - 120_000);

/** Whether what was found is worth telling after what was told last: further than a chance error, or a minute old; never more than one in 10 s. [WI41] */
export function isNews(found: Found, told: Found | null): boolean {
  if (!told) return true;
  const ms = found.at - told.at;
  return ms >= 60_000 || (ms >= 10_000 && metresBetween(told, found) >= Math.max(10, found.accuracy / 2));
}

/** Why the browser did not say it (GeolocationPositionError). */
export const troubleOf = (code: number): WordKey => (code === 1 ? 'placeForbidden' : code === 3 ? 'placeLate' : 'placeUnknown');
