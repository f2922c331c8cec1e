import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server as its own process, to be killed. */
export interface ServerProcess {
  readonly url: string;
  /** The process there is now. */
  pid(): number;
  /** Kills it with -9, does `meanwhile` and starts the next one; resolves when that one serves. */
  killed(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../apps/server/main.node.ts', import.meta.url));

/** Starts a server on this database and a free port of its own; `more` are further settings, `told` is what a supervisor says to each. */
export async function serverProcess(
  database: string,
  log: 'error' | 'fatal' = 'error',
  more: Readonly<Record<string, string>> = {},
  told?: object,
): Promise<ServerProcess> {
  const port = await freePort();
  const started = async () => {
    const child = await start({ DATABASE_URL: database, PATCHBAY_PORT: String(port), PATCHBAY_LOG: log, ...more });
    if (told) child.send(told);
    return child;
  };
  let child = await started();
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child.pid ?? 0,
    async killed(meanwhile) {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await meanwhile?.();
      child = await started();
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function start(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...settings }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
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
