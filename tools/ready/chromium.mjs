import { existsSync } from 'node:fs';
import { endOf, run } from './run.mjs';
import { say, timed } from './say.mjs';

/** The shell draws pages and nothing else: the stories take half as long in it as in a whole browser with its windows. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the browser stories: PATCHBAY_CHROMIUM, else one in a usual place, else nothing. */
export function findChromium() {
  const chosen = process.env.PATCHBAY_CHROMIUM;
  return chosen ? (existsSync(chosen) ? chosen : undefined) : PLACES.find((place) => existsSync(place));
}

/** Makes sure there is a browser: installs Chromium by apt where that needs no password, else says that the stories will be skipped. */
export async function ensureChromium() {
  if (findChromium()) return;
  const reason = process.env.PATCHBAY_CHROMIUM ? `PATCHBAY_CHROMIUM=${process.env.PATCHBAY_CHROMIUM} is not there` : await byApt();
  if (findChromium()) return;
  say('');
  say(`NO CHROMIUM: ${reason}.`);
  say('The browser stories will be SKIPPED. Install Chromium, or set PATCHBAY_CHROMIUM to a Chromium or Chrome.');
  say('');
}

/** Returns why it did not work, for people. */
async function byApt() {
  const root = await rootCommand();
  if (!existsSync('/usr/bin/apt-get')) return 'it is not installed, and there is no apt to install it with';
  if (!root) return 'it is not installed, and installing it needs a password';
  return timed('Installing Chromium for the browser stories (apt-get)', async () => {
    const update = await apt(root, ['update']);
    if (update.code !== 0) return `apt-get update failed: ${endOf(update.output, 4)}`;
    let install;
    for (const name of PACKAGES) {
      install = await apt(root, ['install', '-y', '--no-install-recommends', name, 'fonts-liberation']);
      if (install.code === 0) return 'apt installed it, but not where Patchbay looks';
    }
    return `apt-get install failed: ${endOf(install.output, 4)}`;
  });
}

function apt(root, args) {
  const network = [
    '-o',
    'Acquire::Retries=2',
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'Acquire::https::Timeout=20',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  const [command, ...before] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...network];
  return run(command, [...before, ...args], { timeout: 600_000 });
}

async function rootCommand() {
  if (process.getuid?.() === 0) return [];
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}
