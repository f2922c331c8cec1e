import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server as its own process, to be killed. */
export interface ServerProcess {
  readonly url: string;
  /** The process there is now. */
  pid(): number;
  /** Kills it with -9 and starts the next one; resolves when that one serves. */
  killed(): Promise<void>;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../apps/server/main.node.ts', import.meta.url));

/** Starts a server on this database and a free port of its own. */
export async function serverProcess(database: string): Promise<ServerProcess> {
  const port = await freePort();
  let child = await started(database, port);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child.pid ?? 0,
    async killed() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = await started(database, port);
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function started(database: string, port: number): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: database, PATCHBAY_PORT: String(port), PATCHBAY_LOG: 'error' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it served.`)));
  });
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  return address.port;
}
