import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../ready/run.mjs';
import { kindsOf } from './counts.ts';

const VITEST = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Runs vitest projects as one run, which begins once and leaves no core idle between them; shows its output, and counts kind by kind. */
export async function runProjects(projects, patterns) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-report-'));
  const report = join(folder, 'report.json');
  const flags = [
    ...['run', ...projects.flatMap((project) => ['--project', project]), '--passWithNoTests'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ];
  try {
    const code = await show([...flags, ...patterns]);
    return kindsOf(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of a project's tests, without running them; the names of their files when they cannot be read. */
export async function namesIn(project, patterns) {
  const list = ['list', '--project', project, ...patterns];
  const full = await run(process.execPath, [VITEST, ...list]);
  const { output } = full.code === 0 ? full : await run(process.execPath, [VITEST, ...list, '--filesOnly']);
  return output.split('\n').filter((line) => /\.test\.tsx?/.test(line));
}

/** Whoever stops us stops vitest too, which then ends its database; there is no next phase. */
function show(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [VITEST, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop(child));
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Asked with SIGINT, vitest lets the running test files end themselves. */
function stop(child) {
  child.once('close', () => process.exit(1));
  child.kill('SIGINT');
}
