import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './port.node.ts';
import type { Fault } from './smtp.node.ts';

/** A mail server as a process of its own. */
export interface SmtpProcess {
  readonly port: number;
  /** The ids of the mails that it took, as they stand on the disk. */
  taken(): readonly string[];
  /** Resolves when it has taken so many more. */
  takes(more: number): Promise<void>;
  /** Kills it with -9 and starts the next one; resolves when that one serves. */
  killed(): Promise<void>;
  close(): Promise<void>;
}

const alone = fileURLToPath(new URL('smtp-alone.node.ts', import.meta.url));

/** Starts it; each that is started has these faults before it. */
export async function smtpProcess(faults: readonly Fault[]): Promise<SmtpProcess> {
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'patchbay-smtp-'))];
  const file = join(folder, 'taken');
  writeFileSync(file, '');
  let count = 0;
  let heard = () => {};
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [alone, String(port), file, JSON.stringify(faults)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    child.on('message', () => {
      count++;
      heard();
    });
    return child;
  };
  const kill = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  let child = await start();
  return {
    port,
    taken: () => readFileSync(file, 'utf8').split('\n').filter(Boolean),
    takes(more) {
      const enough = count + more;
      return new Promise((resolve) => (heard = () => count >= enough && resolve()));
    },
    async killed() {
      await kill();
      child = await start();
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
