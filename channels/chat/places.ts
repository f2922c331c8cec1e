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

type Point = Pick<Place, 'lat' | 'lng'>;
const earth = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How many metres lie between two points, on a sphere: half a percent at most from the truth. [CH44] */
export function metresBetween(a: Point, b: Point): number {
  const [from, to] = [radians(a.lat), radians(b.lat)];
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(half)));
}

const winds = ['north', 'northEast', 'east', 'southEast', 'south', 'southWest', 'west', 'northWest'] as const;
/** One of eight directions. */
export type Wind = (typeof winds)[number];

/** In which direction one goes from a to b at first. [CH44] */
export function windTo(a: Point, b: Point): Wind {
  const [from, to, turn] = [radians(a.lat), radians(b.lat), radians(b.lng - a.lng)];
  const bearing = Math.atan2(Math.sin(turn) * Math.cos(to), Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn));
  return winds[Math.round((bearing / Math.PI) * 4 + 8) % 8] ?? 'north';
}

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
