interface Waiting<Q, A> {
  readonly one: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks with one question what many ask at the same time: what comes while a question is under way goes together in the next one. Each gets its own
 * answer, or learns that none came.
 */
export function gathering<Q, A>(ask: (all: readonly Q[]) => Promise<(one: Q, n: number) => A>): (one: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  let underway = false;
  const go = async (): Promise<void> => {
    underway = true;
    await Promise.resolve(); // what is asked in this turn belongs to it
    for (let all = waiting; all.length; all = waiting) {
      waiting = [];
      try {
        const answer = await ask(all.map(({ one }) => one));
        for (const [n, { one, resolve }] of all.entries()) resolve(answer(one, n));
      } catch (error) {
        for (const { reject } of all) reject(error);
      }
    }
    underway = false;
  };
  return (one) =>
    new Promise<A>((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (!underway) void go();
    });
}
