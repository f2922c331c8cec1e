import type { TenantId } from './decision.ts';
import type { Change } from './subject.ts';

/** What was committed, for whoever lives in this process. */
export interface Committed {
  readonly tenant: TenantId;
  readonly at: number;
  readonly by: string;
  readonly changes: readonly Change[];
}

/** Carries what was committed to those who follow, in the order of the commits of each subject as far as this process made them. */
export interface Bus {
  publish(committed: Committed): void;
  subscribe(told: (committed: Committed) => void): () => void;
}

/** The bus of one process. What a follower throws goes to `failed`; the others are told all the same. */
export function processBus(failed: (error: unknown) => void): Bus {
  const followers = new Set<(committed: Committed) => void>();
  return {
    publish(committed) {
      for (const told of followers)
        try {
          told(committed);
        } catch (error) {
          failed(error);
        }
    },
    subscribe(told) {
      followers.add(told);
      return () => followers.delete(told);
    },
  };
}
