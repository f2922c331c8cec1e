import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { endOf, nodeOfPatchbay, root, run } from './run.mjs';
import { Stop, timed } from './say.mjs';

const APPS = ['desktop', 'widget'];
const SHARED = ['core', 'channels', 'practices'];
const NOT_SOURCE = /\.node\.ts$|\.test\.tsx?$|\.md$|(^|\/)(node_modules|dist|migrations|test)(\/|$)/;

/** Builds the browser programs whose sources changed since their last build; one without sources yet is left out. */
export async function buildChanged() {
  for (const app of APPS) {
    const folder = join(root, 'apps', app);
    if (!existsSync(join(folder, 'index.html')) && !hasConfiguration(folder)) continue;
    const stamp = stampOf(app);
    if (stamp === builtFrom(folder)) continue;
    await timed(`Building the ${app}`, () => build(app, folder));
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(stampFile(folder), stamp);
  }
}

const hasConfiguration = (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('vite.config.'));

async function build(app, folder) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await run(nodeOfPatchbay(), [vite, 'build'], { cwd: folder });
  if (code === 0) return;
  throw new Stop(`vite build failed in apps/${app}:\n${endOf(output, 60)}`, `To see it alone: cd apps/${app} && npx vite build`);
}

const stampFile = (folder) => join(folder, 'dist', '.built-from');

const builtFrom = (folder) => (existsSync(stampFile(folder)) ? readFileSync(stampFile(folder), 'utf8') : undefined);

/** A fingerprint of everything that can end up in the browser program. */
function stampOf(app) {
  const hash = createHash('sha256');
  const folders = [...SHARED, join('apps', app)].map((name) => join(root, name));
  for (const file of [join(root, 'package-lock.json'), ...folders.flatMap(sourcesIn)])
    hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_SOURCE.test(relative(root, path))) return [];
    return entry.isDirectory() ? sourcesIn(path) : [path];
  });
}
