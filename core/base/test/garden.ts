import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pure = (file: string) => file.endsWith('.ts') && !/\.(node|test)\.ts$/.test(file);

/** One line planted wrong: in a file, what stands there and what would stand there instead. */
export type Fault = readonly [file: string, right: string, wrong: string];

/** Copies of the pure folders to plant faults in, and a way to throw them away. */
export interface Garden {
  /** Plants one fault alone; answers who noticed it, or null. */
  plant(fault: Fault | null, by?: readonly string[]): Promise<string | null>;
  clear(): void;
}

/** A garden in a temporary folder, for a channel and what it stands on; its `test/notice.ts` says who notices, by each kind of proof. */
export function gardenOf(channel: string): Garden {
  const folders = ['core/base', 'core/agents', 'core/interactions', channel];
  const home = mkdtempSync(join(tmpdir(), 'patchbay-faults-'));
  let beds = 0;
  return {
    async plant(fault, by = ['tables', 'walk', 'rows']) {
      const bed = join(home, `${++beds}`);
      for (const folder of folders) copy(folder, bed);
      cpSync(join(root, channel, 'package.json'), join(bed, 'package.json'));
      if (fault) spoil(bed, fault);
      const seen = await ask(join(bed, channel, 'test/notice.ts'), by);
      rmSync(bed, { recursive: true, force: true });
      return seen;
    },
    clear: () => rmSync(home, { recursive: true, force: true }),
  };
}

function copy(folder: string, bed: string): void {
  for (const file of [...listed(folder), ...listed(join(folder, 'test'))]) {
    const to = join(bed, file);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, nearby(readFileSync(join(root, file), 'utf8'), file));
  }
}
const listed = (folder: string) =>
  readdirSync(join(root, folder))
    .filter(pure)
    .map((file) => join(folder, file));

/** Package names become paths, so that the copy imports its own neighbours and nothing of ours. */
const nearby = (text: string, file: string) =>
  text.replace(/'@patchbay\/(base|agents|interactions|contacts)\//g, (_, name) => `'./${relative(dirname(file), `core/${name}`)}/`);

/** However the lines are broken. */
function spoil(bed: string, [file, right, wrong]: Fault): void {
  const text = readFileSync(join(bed, file), 'utf8');
  const there = new RegExp(right.split(/\s+/).map(RegExp.escape).join('\\s+'), 'g');
  if ([...text.matchAll(there)].length !== 1) throw new Error(`${file} does not have this once: ${right}`);
  writeFileSync(
    join(bed, file),
    text.replace(there, () => wrong),
  );
}

/** One that never ends is noticed too; one that cannot be loaded proves nothing. */
function ask(file: string, by: readonly string[]): Promise<string | null> {
  const worker = new Worker(file, { workerData: by });
  return new Promise<string | null>((resolve, reject) => {
    const guard = setTimeout(() => resolve('it never ended'), 30_000);
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => clearTimeout(guard));
  }).finally(() => worker.terminate());
}
