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

/** Why the browser did not say it (GeolocationPositionError). */
export const troubleOf = (code: number): WordKey => (code === 1 ? 'placeForbidden' : code === 3 ? 'placeLate' : 'placeUnknown');
