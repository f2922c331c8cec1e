import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keep } from './keep.node.ts';
import { end, endOf, type Running } from './process.node.ts';

const APPS = fileURLToPath(new URL('..', import.meta.url));

/** Builds the desktop and the widget into their dist folders whenever their sources change. */
export async function rebuildInterface(say: (line: string) => void): Promise<{ readonly stop: () => Promise<void> }> {
  const built = ['desktop', 'widget'].filter((app) => isBuilt(join(APPS, app)));
  const kept = await Promise.all(built.map((app) => keep({ name: app, start: () => startVite(join(APPS, app)), say })));
  return { stop: async () => void (await Promise.all(kept.map(({ stop }) => stop()))) };
}

function isBuilt(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name === 'index.html' || name.startsWith('vite.config.'));
}

async function startVite(cwd: string): Promise<Running> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--watch', '--mode', 'development'], {
    cwd,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  return { pid, ended, stop: (hurry) => end(pid, { signal: 'SIGTERM', grace: 5_000, force: 'SIGKILL', hurry }) };
}
