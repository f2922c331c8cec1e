import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Sound } from '../call.ts';
import { compositions } from './compose.ts';

/** What is heard where a centre has no file of that name. */
const INSTEAD: { readonly [S in Sound['is']]: string } = {
  music: 'calm',
  greeting: 'chime',
  announcement: 'chime',
  whisper: 'whisper',
  beep: 'beep',
  ringback: 'ringback',
};

/** Puts our sounds where the engines can read them, beside those of the centre (NAME.opus); answers where a sound lies. */
export function installSounds(folder: string): (sound: Sound) => string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const fileOf = (name: string) => join(folder, `${basename(name)}.opus`);
  for (const name of Object.keys(compositions)) {
    copyFileSync(new URL(`./${name}.opus`, import.meta.url), fileOf(name));
    chmodSync(fileOf(name), 0o644);
  }
  return (sound) => {
    const own = 'name' in sound ? fileOf(sound.name) : '';
    return own !== '' && existsSync(own) ? own : fileOf(INSTEAD[sound.is]);
  };
}
