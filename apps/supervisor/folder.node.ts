import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { noteProcess, processOf } from './notes.node.ts';

/** Makes the data folder ours for as long as we run. Throws with the remedy when it cannot be written or another supervisor has it. */
export function claimFolder(name: string): string {
  const folder = resolve(name);
  const reason = unwritable(folder);
  if (reason)
    throw new Error(`The data folder ${folder} cannot be used (${reason}).\nChoose another: PATCHBAY_DATA=/path/to/folder npm start`);
  const other = processOf(folder, 'supervisor');
  if (other !== undefined)
    throw new Error(
      `Patchbay already runs with the data folder ${folder} (process ${other}).\n` +
        `Stop it there with Ctrl-C (or: kill ${other}), or start a second one: PATCHBAY_DATA=./data2 PATCHBAY_PORT=7071 npm start`,
    );
  noteProcess(folder, 'supervisor', process.pid);
  return folder;
}

function unwritable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
