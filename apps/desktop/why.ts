/** What the server keeps of a routing decision; the part that is told. */
export interface KeptDecision {
  readonly at: number;
  readonly decision: {
    readonly agent: string;
    readonly order: Order;
    readonly considered: readonly { readonly agent: string; readonly excluded: string | null }[];
  };
}
export type Order = 'onlyOne' | 'named' | 'preferred' | 'notAskedBefore' | 'bestSkill' | 'leastUsed' | 'longestIdle' | 'smallestId';
/** Why it came to me, and why not to the others who were looked at. */
export interface Why {
  readonly order: Order;
  readonly others: readonly { readonly agent: string; readonly excluded: string }[];
}

/** The last decision that chose me; null: there is none. [DT36] */
export function whyOf(decisions: readonly KeptDecision[], me: string): Why | null {
  const mine = decisions.filter((kept) => kept.decision.agent === me).at(-1)?.decision;
  if (!mine) return null;
  return { order: mine.order, others: othersOf(mine) };
}

/** Who else was looked at, and why they did not get it. */
export const othersOf = ({ agent: chosen, considered }: KeptDecision['decision']): Why['others'] =>
  considered.flatMap(({ agent, excluded }) => (agent !== chosen && excluded ? [{ agent, excluded }] : []));
