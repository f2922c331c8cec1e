import { crowdUsers } from './crowd.node.ts';
import { deciding } from './deciding.node.ts';
import { crowdSize, durable } from './durable.node.ts';
import { round } from './measure.ts';
import { place } from './place.node.ts';
import { withdrawing } from './withdrawing.node.ts';

/** The figures of routing: the pure core alone, then end to end in the database beside the bare statement. docs/benchmarks.md says how to read them. */
export async function routingBench(say: (line: string) => void): Promise<Record<string, number>> {
  say('deciding ...');
  const pure = deciding();
  say('offers in the database ...');
  const here = await place(withCrowd);
  try {
    const stored = await durable(here);
    say('withdrawing ...');
    return Object.fromEntries(Object.entries({ ...pure, ...stored, ...(await withdrawing(here)) }).map(([name, n]) => [name, round(n)]));
  } finally {
    await here.close();
  }
}

/** Offers stand longer than the bench takes on any machine: nobody here answers them. */
const withCrowd = (demo: string): string =>
  demo.replaceAll(/offerSeconds: \d+/g, 'offerSeconds: 600').replace(/^users:\n/m, `users:\n${crowdUsers(crowdSize)}`);
