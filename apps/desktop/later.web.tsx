import { type ComponentType, lazy } from 'react';
import { NotLoaded } from './broken.ts';

let round = 0;

/** Lets whatever could not be fetched be fetched once more when it is shown next. */
export function fetchAnew(): void {
  round += 1;
}

/** A part that is fetched when it is first shown; its failure is `NotLoaded`, and is tried again after `fetchAnew`. [DT170] */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let failedIn: number | null = null;
  const fetched = () =>
    lazy(() =>
      load().then(
        (part) => ({ default: part }),
        (cause: unknown) => {
          failedIn = round;
          throw new NotLoaded(undefined, { cause });
        },
      ),
    );
  let part = fetched();
  return function Later(props: P) {
    if (failedIn !== null && failedIn < round) {
      failedIn = null;
      part = fetched();
    }
    const Part = part as unknown as ComponentType<P>;
    return <Part {...props} />;
  };
}
