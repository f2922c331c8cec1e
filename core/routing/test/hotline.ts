import { dice } from '@patchbay/base/test/random.ts';
import { type Expected, expected, handled, left, newPace, passed } from '../pace.ts';

/** A hotline: so many agents, mean times in ms. */
export interface Hotline {
  readonly agents: number;
  readonly everyMs: number;
  readonly talkMs: number;
  readonly patienceMs: number;
  /** One in ten waits for ever, and only they are judged: who gives up would have waited longest. */
  readonly stay?: boolean;
  /** How often an agent who gets free takes somebody of another line first. */
  readonly shared?: number;
  /** So many conversations are known from before. */
  readonly known?: number;
  readonly seed: number;
}
/** What somebody was told at the end of the line, and how long it took until an agent answered. */
export interface Guess {
  readonly told: Expected;
  readonly tookMs: number;
}

/** Simulates a day of customers who come, wait and give up by chance, and answers what those who were answered had been told. */
export function dayOf(
  { agents, everyMs, talkMs, patienceMs, shared = 0, known = 0, stay = false, seed }: Hotline,
  lengthMs = 10 * 3_600_000,
): readonly Guess[] {
  const { next } = dice(seed);
  const after = (meanMs: number) => -meanMs * Math.log(1 - next());
  const guesses: Guess[] = [];
  const busy: { readonly until: number; readonly ms: number; readonly ours: boolean }[] = [];
  let line: { readonly since: number; readonly gives: number; readonly judged: boolean; readonly told: Expected | null }[] = [];
  let pace = newPace(0);
  for (let n = 0; n < known; n++) pace = handled(pace, after(talkMs));
  let comes = after(everyMs);
  for (let now = 0; now < lengthMs; ) {
    const ends = Math.min(...busy.map((b) => b.until), Infinity);
    const gives = Math.min(...line.map((w) => w.gives), Infinity);
    now = Math.min(comes, ends, gives);
    pace = passed(pace, now, line.length, agents);
    if (now === comes) {
      comes = now + after(everyMs);
      const told = busy.length < agents ? null : expected(pace, line.length + 1, agents);
      const stays = stay && next() < 0.1;
      line.push({ since: now, gives: stays ? Infinity : now + after(patienceMs), judged: stays === stay, told });
    } else if (now === ends) {
      const at = busy.findIndex((b) => b.until === now);
      if (busy[at]?.ours) pace = handled(pace, busy[at].ms);
      busy.splice(at, 1);
      for (; busy.length < agents && next() < shared; ) busy.push({ until: now + after(talkMs), ms: 0, ours: false });
    } else {
      line = line.filter((w) => w.gives !== now);
      pace = left(pace, 'gaveUp');
    }
    while (busy.length < agents && line.length) {
      const [first, ...others] = line;
      line = others;
      const ms = after(talkMs);
      busy.push({ until: now + ms, ms, ours: true });
      if (first && first.since < now) pace = left(pace, 'answered');
      if (first?.told && first.judged && first.since < now) guesses.push({ told: first.told, tookMs: now - first.since });
    }
    pace = passed(pace, now, line.length, agents);
  }
  return guesses;
}

/** How good guesses were: the mean error relative to the mean wait, the tilt (above 1: told too long), and how many were within the band. */
export function judged(guesses: readonly Guess[]) {
  const sum = (of: (g: Guess) => number) => guesses.reduce((all, g) => all + of(g), 0);
  const took = sum((g) => g.tookMs);
  return {
    guesses: guesses.length,
    error: sum((g) => Math.abs(g.told.ms - g.tookMs)) / took,
    tilt: sum((g) => g.told.ms) / took,
    within: sum((g) => Number(g.told.fromMs <= g.tookMs && g.tookMs <= g.told.toMs)) / guesses.length,
  };
}
