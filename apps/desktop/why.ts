/** What the server keeps of a routing decision; the part that is told. */
export interface KeptDecision {
  readonly at: number;
  readonly decision: {
    readonly agent: string;
    readonly order: Order;
    /** Where the share of a queue put it before others. */
    readonly share?: ShareTold;
    readonly considered: readonly { readonly agent: string; readonly excluded: string | null }[];
    /** So many are not listed. */
    readonly rest: number;
  };
}
export type Order = 'onlyOne' | 'named' | 'preferred' | 'notAskedBefore' | 'bestSkill' | 'leastUsed' | 'longestIdle' | 'smallestId';
interface ShareTold {
  readonly queue: string;
  readonly waiting: number;
  readonly all: number;
  readonly share: number;
  readonly whole: number;
}

/** The last decision that chose me; null: there is none. [DT36] */
export const whyOf = (decisions: readonly KeptDecision[], me: string): KeptDecision['decision'] | null =>
  decisions.filter((kept) => kept.decision.agent === me).at(-1)?.decision ?? null;

/** Who else was looked at, and why they did not get it; null: they came after. */
export const othersOf = ({ agent: chosen, considered }: KeptDecision['decision']): KeptDecision['decision']['considered'] =>
  considered.filter(({ agent }) => agent !== chosen);
