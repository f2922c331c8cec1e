import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './ready/run.mjs';

const FOLDERS = ['core', 'channels', 'practices', 'apps', 'testing', 'bench', 'tools'];

const program = (...path) => join(root, 'node_modules', ...path);

/** What `npm run check` looks at: a name, and the program of node_modules that complains when something is wrong. */
const CHECKS = {
  types: () => [program('typescript7', 'bin', 'tsc'), '-p', '.'],
  lint: (folders) => [program('oxlint', 'bin', 'oxlint'), '--type-aware', ...folders],
  rule: (folders) => [program('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', ...folders],
  format: () => [program('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
  unused: () => [program('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'],
};

/** The names of all checks. */
export const CHECK_NAMES = Object.keys(CHECKS);

/** Runs one check in the project, or in another folder laid out like it: whether it passed, what it printed, and the seconds it took. */
export async function runCheck(name, folder = root) {
  const folders = FOLDERS.filter((one) => existsSync(join(folder, one)));
  const began = performance.now();
  const { code, output } = await run(process.execPath, CHECKS[name](folders), {
    cwd: folder,
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  return { name, passed: code === 0, output: output.trim(), seconds: (performance.now() - began) / 1000 };
}

/** One line for people; the complaints below it. */
export const lineOf = ({ name, passed, output, seconds }) =>
  `${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)${passed ? '' : `\n${output}\n`}`;
