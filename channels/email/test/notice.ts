import { parentPort, workerData } from 'node:worker_threads';
import { promises } from './promises.ts';
import { walk } from './walk.ts';

/** The first thing that is wrong here, by one kind of proof. */
const proofs: Readonly<Record<string, () => string | null>> = {
  tables() {
    for (const [title, holds] of Object.entries(promises)) {
      const wrong = thrown(holds);
      if (wrong) return `table ${title}: ${wrong}`;
    }
    return null;
  },
  walk: () => thrown(() => void walk(1, 400)),
};

function thrown(run: () => void): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'nothing said';
  }
}

const noticed = (workerData as readonly string[]).reduce<string | null>((seen, by) => seen ?? proofs[by]?.() ?? null, null);
parentPort?.postMessage(noticed);
