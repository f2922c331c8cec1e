/** Work that waits for its turn. */
export interface Turns {
  /** Does the work when it is its turn; 'full': there is no place to wait. Fails as the work fails. */
  take<T>(address: string, work: () => Promise<T>): Promise<T | 'full'>;
}

/**
 * At most `parallel` at a time, `waiting` in the queue, and `perAddress` of one address, whether they wait or not: a flood cannot eat the server, and
 * one address cannot take all places. [US7]
 */
export function turns({ parallel, waiting, perAddress }: { parallel: number; waiting: number; perAddress: number }): Turns {
  const queue: (() => void)[] = [];
  const present = new Map<string, number>();
  let running = 0;

  const count = (address: string, by: number) => {
    const now = (present.get(address) ?? 0) + by;
    if (now) present.set(address, now);
    else present.delete(address);
  };
  const turn = (): Promise<void> => {
    if (running < parallel) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve)); // the one before hands its turn over
  };
  const next = () => {
    const waits = queue.shift();
    if (waits) waits();
    else running -= 1;
  };
  return {
    async take(address, work) {
      if (queue.length >= waiting || (present.get(address) ?? 0) >= perAddress) return 'full';
      count(address, 1);
      await turn();
      try {
        return await work();
      } finally {
        count(address, -1);
        next();
      }
    },
  };
}
