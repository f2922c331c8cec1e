/** Counts per name in a sliding window, in memory: `may(name, now)` is false beyond `most` in `windowMs`. */
export function limiter(most: number, windowMs: number): (name: string, now: number) => boolean {
  const seen = new Map<string, number[]>();
  return (name, now) => {
    const recent = (seen.get(name) ?? []).filter((at) => at > now - windowMs);
    if (recent.length >= most) return false;
    seen.set(name, [...recent, now]);
    if (seen.size > 10_000) for (const [other, times] of seen) if ((times.at(-1) ?? 0) <= now - windowMs) seen.delete(other);
    return true;
  };
}
