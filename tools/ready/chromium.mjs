import { existsSync } from 'node:fs';
import { installByApt } from './apt.mjs';
import { say } from './say.mjs';

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
function byApt() {
  return installByApt('Installing Chromium for the browser stories (apt-get)', ...PACKAGES.map((name) => [name, 'fonts-liberation']));
}
