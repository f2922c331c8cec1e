import { commands } from './commands.node.ts';
import { fanout } from './fanout.node.ts';
import { round } from './measure.ts';
import { offers } from './offers.node.ts';
import { place } from './place.node.ts';

/** The figures of core, each beside its limit taken in the same run. docs/benchmarks.md says how to read them. */
export async function coreBench(say: (line: string) => void): Promise<Record<string, number>> {
  const here = await place();
  try {
    say('commands ...');
    const c = await commands(here);
    say('fan-out ...');
    const f = await fanout(here);
    say('offers ...');
    const o = await offers(here);
    return Object.fromEntries(Object.entries({ ...c, ...o, ...f }).map(([name, n]) => [name, round(n)]));
  } finally {
    await here.close();
  }
}
