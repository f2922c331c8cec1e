/** How long to wait before try number `tries` (0 is the first repeat): 0.5, 1, 2, 4 ... 15 s, each up to half shorter by chance. [WI8] */
export const backoff = (tries: number, random: number): number => Math.min(500 * 2 ** Math.min(tries, 10), 15_000) * (1 - random / 2);
