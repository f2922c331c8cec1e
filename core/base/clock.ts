/** Where time comes from; given to whatever needs it, so that tests set it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once when it is `at` or later; answers how to call that off. */
  wake(at: number, run: () => void): () => void;
}

/** A clock whose alarms are called off together, when whoever set them ends. */
export function endingClock(clock: Clock): { readonly clock: Clock; end(): void } {
  const open = new Set<() => void>();
  let ended = false;
  return {
    clock: {
      now: () => clock.now(),
      wake(at, run) {
        if (ended) return () => undefined;
        const cancel = clock.wake(at, () => {
          open.delete(off);
          run();
        });
        const off = () => {
          open.delete(off);
          cancel();
        };
        open.add(off);
        return off;
      },
    },
    end() {
      ended = true;
      for (const off of [...open]) off();
    },
  };
}

/** Where new names come from. */
export interface Ids {
  /** A name that no one else has; later ones sort after earlier ones (RFC 9562, version 7). */
  next(): string;
  /** A secret of 256 random bits, base64url. */
  secret(): string;
}
