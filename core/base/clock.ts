/** Where time comes from; given to whatever needs it, so that tests set it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once when it is `at` or later; answers how to call that off. */
  wake(at: number, run: () => void): () => void;
}

/** Where new names come from. */
export interface Ids {
  /** A name that no one else has; later ones sort after earlier ones (RFC 9562, version 7). */
  next(): string;
  /** A secret of 256 random bits, base64url. */
  secret(): string;
}
