import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const children = new Set();

/** From here on, whoever stops us also stops what we run, and we leave only after it. */
export function stopTogether() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, async () => {
      const running = [...children];
      const ended = Promise.all(running.map((child) => new Promise((resolve) => child.once('close', resolve))));
      for (const child of running) child.kill('SIGTERM');
      await ended;
      process.exit(1);
    });
}

/** Runs a command without a terminal and without questions; resolves with its exit code and everything it printed. */
export function run(command, args, { cwd = root, env = {}, timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    const output = [];
    child.stdout.on('data', (part) => output.push(part));
    child.stderr.on('data', (part) => output.push(part));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString() });
    });
  });
}

/** The Node that runs Patchbay: the one the installation brought, else the one that runs this. */
export function nodeOfPatchbay() {
  const brought = `${root}node_modules/.bin/node`;
  return existsSync(brought) ? brought : process.execPath;
}

/** The last lines of an output, for an error message; npm's complaints about the Node it runs on are not the reason. */
export const endOf = (output, lines = 25) =>
  output
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn EBADENGINE'))
    .slice(-lines)
    .join('\n');
