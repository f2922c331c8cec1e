/** What a site gives to say who its customer is: a token it has signed, or how to get a fresh one. */
export type ProofSource = string | (() => Promise<string> | string);

/** Keeps what the site gave until it is needed; each token is good for one use. [WI21] */
export function proofs(complain: (why: unknown) => void) {
  let source: ProofSource | null = null;
  return {
    give(next: ProofSource) {
      source = next;
    },
    has: () => source !== null,
    /** The token, once; null: there is none, or the site could not give one. */
    async take(): Promise<string | null> {
      const now = source;
      source = null;
      try {
        return typeof now === 'function' ? await now() : now;
      } catch (error) {
        complain(error);
        return null;
      }
    },
    /** The server did not take it: the customer goes on as somebody unknown, and the site is told why. */
    complain,
  };
}
export type Proofs = ReturnType<typeof proofs>;
