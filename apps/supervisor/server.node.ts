import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { end, endOf, type Running } from './process.node.ts';

/** The server's process, and the lines it wants people to read once it serves. */
export type Server = Running & {
  readonly ready: Promise<readonly string[]>;
  /** Lets the server know something about the machine it runs on. */
  readonly tell: (message: object) => void;
};

/** How to start the server: its main file, where it will listen, and its environment. */
export type ServerOptions = { readonly file: string; readonly port: number; readonly host: string; readonly env: NodeJS.ProcessEnv };

const GRACE = 10_000;

/** Starts the server with our own Node, in a session of its own so that Ctrl-C reaches only the supervisor. */
export async function startServer({ file, port, host, env }: ServerOptions): Promise<Server> {
  const child = spawn(process.execPath, [file], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = endOf(child);
  const lines = linesOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  const ready = Promise.all([
    untilHealthy(`http://${reachable(host)}:${port}/healthz`, ended),
    Promise.race([lines, ended.then(() => [])]),
  ]).then(([, said]) => said);
  ready.catch(() => undefined); // Whoever waits for it hears the cause; so does the one who waits for the end.
  const tell = (message: object) => void (child.connected && child.send(message, ignored));
  return { pid, ended, ready, tell, stop: (hurry) => end(pid, { signal: 'SIGTERM', grace: GRACE, force: 'SIGKILL', hurry }) };
}

/** A server that is gone needs to know nothing; the next one is told anew. */
const ignored = () => undefined;

/** The server says `{ type: 'ready', lines }` when it serves. */
function linesOf(child: ChildProcess): Promise<readonly string[]> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message.lines);
    });
  });
}

function isReady(message: unknown): message is { readonly type: 'ready'; readonly lines: readonly string[] } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready' && 'lines' in message;
}

/** An address of this machine by which a server that listens there is reached. */
export function reachable(host: string): string {
  const every: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  return every[host] ?? (host.includes(':') ? `[${host}]` : host);
}

async function untilHealthy(url: string, ended: Promise<string>): Promise<void> {
  let cause: string | undefined;
  void ended.then((why) => (cause = why));
  while (!(await healthy(url))) {
    if (cause) throw new Error(cause);
    await pause(50);
  }
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).status === 200;
  } catch {
    return false; // Not listening yet, or too busy to answer: the caller asks again.
  }
}
