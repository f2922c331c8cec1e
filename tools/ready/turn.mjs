import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './run.mjs';
import { say } from './say.mjs';

const NOTE = join(root, '.cache', 'preparing.pid');

/** Does the work when no other process prepares the same folder: two installations at once would destroy each other. */
export async function inTurn(work) {
  mkdirSync(dirname(NOTE), { recursive: true });
  for (let waited = false; !taken(); waited = true) {
    if (!waited) say(`Another process (${holder()}) is preparing this folder, waiting for it ...`);
    await pause(200);
  }
  process.once('exit', leave);
  try {
    return await work();
  } finally {
    leave();
  }
}

/** Whether the turn is ours now. Linking is atomic: the note is never seen half written. One whose process is gone does not count. */
function taken() {
  const own = `${NOTE}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, NOTE);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!lives(holder())) rmSync(NOTE, { force: true });
    return false;
  } finally {
    rmSync(own);
  }
}

function holder() {
  try {
    return Number(readFileSync(NOTE, 'utf8'));
  } catch {
    return 0; // It has just left.
  }
}

function leave() {
  if (holder() === process.pid) rmSync(NOTE, { force: true });
}

function lives(pid) {
  if (pid === 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
