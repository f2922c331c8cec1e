/** How a picture is looked at: so many times the room there is, turned by so many degrees. */
export interface Look {
  readonly zoom: number;
  readonly turn: number;
}
/** As it fits, upright. */
export const plainLook: Look = { zoom: 1, turn: 0 };

const steps = [1, 1.5, 2, 3, 4, 6, 8];

/** One step larger (1) or smaller (-1), between what fits and eight times as much. */
export function zoomed({ zoom, turn }: Look, by: 1 | -1): Look {
  const at = steps.indexOf(zoom) + by;
  return { zoom: steps[Math.min(Math.max(at, 0), steps.length - 1)] ?? 1, turn };
}

/** A quarter to the right. */
export const turned = ({ zoom, turn }: Look): Look => ({ zoom, turn: (turn + 90) % 360 });

/** The next (1) or the one before (-1) of so many, round and round. */
export const next = (n: number, by: 1 | -1, of: number): number => (n + by + of) % of;
