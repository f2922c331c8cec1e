import { parentPort, workerData } from 'node:worker_threads';
import { promises as ofAgents } from '@patchbay/agents/test/promises.ts';
import { reach as reachSeats } from '@patchbay/agents/test/reached.ts';
import { rows as seatRows, strange as strangeSeats } from '@patchbay/agents/test/rows.ts';
import { walk as walkSeats } from '@patchbay/agents/test/walk.ts';
import { promises as ofInteractions } from '@patchbay/interactions/test/promises.ts';
import type { Proof } from './faults.ts';
import { promises as ofChats } from './promises.ts';
import { type Reached, reach } from './reached.ts';
import { rows, strange } from './rows.ts';
import { walk } from './walk.ts';

/** The first thing that is wrong here, by one kind of proof. */
const proofs: { readonly [P in Proof]: () => string | undefined } = {
  tables() {
    for (const [title, holds] of Object.entries({ ...ofAgents, ...ofInteractions, ...ofChats })) {
      const wrong = thrown(holds);
      if (wrong) return `table ${title}: ${wrong}`;
    }
    return undefined;
  },
  walk: () =>
    thrown(() => {
      walkSeats(1, 1500);
      walk(1, 1500);
    }),
  rows() {
    let reached: Reached | undefined;
    const wrong = thrown(() => {
      reached = reach([2], 1500);
    });
    if (!reached) return wrong;
    const odd = rows.flatMap((row) => row.follow(reached as Reached).wrong.map((one) => `${row.title}: ${one}`));
    const seats = reachSeats([2, 3], 1500);
    const oddSeats = seatRows.flatMap((row) => row.follow(seats).wrong.map((one) => `${row.title}: ${one}`));
    return [...strange(reached), ...odd, ...strangeSeats(seats), ...oddSeats][0];
  },
};

function thrown(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0];
  }
}

const noticed = (workerData as readonly Proof[]).reduce<string | null>((seen, by) => seen ?? proofs[by]() ?? null, null);
parentPort?.postMessage(noticed);
