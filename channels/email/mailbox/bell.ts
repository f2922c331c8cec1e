/** Wakes whoever waits; rung while nobody waits, the next one does not wait. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or when this is over. */
  rung(or?: Promise<unknown>): Promise<void>;
}

/** A bell that nobody has rung yet. */
export function newBell(): Bell {
  let rang = false;
  let wake = () => {};
  return {
    ring() {
      rang = true;
      wake();
    },
    async rung(or) {
      const ring = new Promise<void>((resolve) => (wake = resolve));
      if (!rang) await (or ? Promise.race([ring, or]) : ring);
      rang = false;
      wake = () => {};
    },
  };
}
