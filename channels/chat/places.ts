/** Where a customer was, as their browser or app said it (WGS 84, degrees); `accuracy` in metres. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number | null;
  readonly at: number;
}

/** So many places of one chat are kept in its state; all of them are in its history. */
const kept = 50;

/** A place joins those that are known, the newest last; one of an older moment than the last is put in its order. [CH44] */
export const placed = (places: readonly Place[], place: Place): readonly Place[] =>
  [...places, place].toSorted((a, b) => a.at - b.at).slice(-kept);

/** "52.51630, 13.37770": about a metre. */
export const decimalOf = ({ lat, lng }: Pick<Place, 'lat' | 'lng'>): string => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

/** Degrees, minutes and seconds, as 52°30′58.7″N 13°22′39.7″E. */
export const sexagesimalOf = ({ lat, lng }: Pick<Place, 'lat' | 'lng'>): string =>
  `${angle(lat)}${lat < 0 ? 'S' : 'N'} ${angle(lng)}${lng < 0 ? 'W' : 'E'}`;

function angle(degrees: number): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const whole = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  return `${whole}°${String(minutes).padStart(2, '0')}′${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}″`;
}
