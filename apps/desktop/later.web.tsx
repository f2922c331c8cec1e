import { type ComponentType, lazy, useState } from 'react';
import { NotLoaded } from './broken.ts';

let round = 0;
const needed: (() => Promise<unknown>)[] = [];

/** Lets whatever could not be fetched be fetched once more when it is shown next. */
export function fetchAnew(): void {
  round += 1;
}

/** Fetches what an agent's next key may open, so that what is typed right after that key goes there, and the buttons of a call. [DT270] */
export async function fetchAhead(): Promise<void> {
  for (const fetch of needed.splice(0)) await fetch();
}

interface Kind {
  /** Fetched before it is asked for: what is typed into as soon as it is open, and what nobody may wait for. */
  readonly ahead?: boolean;
}

/** A part that is fetched when it is first shown; its failure is `NotLoaded`, and is tried again after `fetchAnew`. [DT170] */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, { ahead = false }: Kind = {}): ComponentType<P> {
  let failedIn: number | null = null;
  let there: ComponentType<P> | null = null;
  const fetched = () =>
    lazy(() =>
      load().then(
        (part) => ({ default: part }),
        (cause: unknown) => {
          failedIn = round;
          throw new NotLoaded(undefined, { cause });
        },
      ),
    ) as unknown as ComponentType<P>;
  let part = fetched();
  if (ahead)
    needed.push(() =>
      load().then(
        (loaded) => {
          there = loaded;
        },
        () => undefined, // it says so when it is opened
      ),
    );
  return function Later(props: P) {
    if (failedIn !== null && failedIn < round) {
      failedIn = null;
      part = fetched();
    }
    const [shown] = useState(() => there); // the same while it is open
    const Part = shown ?? part;
    return <Part {...props} />;
  };
}
