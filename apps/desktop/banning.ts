/** How long customers are usually banned here, and at most. */
export interface BanLimits {
  readonly usualDays: number;
  readonly mostDays: number;
}

const steps = [1, 7, 30, 90, 365, 3650];

/** The lengths to choose from, in days, the shortest first: the usual and the longest among them. [DT80] */
export const lengths = ({ usualDays, mostDays }: BanLimits): readonly number[] =>
  [...new Set([...steps.filter((n) => n < mostDays), usualDays, mostDays])].toSorted((a, b) => a - b);
