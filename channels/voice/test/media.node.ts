import { copyFileSync, rmSync } from 'node:fs';
import { databaseAccount } from '@patchbay/supervisor/account.node.ts';
import { startEngine } from '@patchbay/supervisor/engine.node.ts';
import { guard } from '@patchbay/supervisor/guard.node.ts';
import type { Sound } from '../call.ts';
import { health } from '../engines/health.node.ts';
import { janus } from '../engines/janus.ts';
import { rtpengine } from '../engines/rtpengine.ts';
import { openMedia } from '../media/engine.node.ts';
import type { MediaEngine, MediaEvent } from '../media/media.ts';
import { installSounds } from '../sounds/installed.node.ts';
import { LIBRARIES, setup } from './edge.node.ts';

/** rtpengine and Janus on free ports; sounds named 1000 and 1300 are such tones. */
export async function startMedia(tell: (event: MediaEvent) => void): Promise<{
  readonly engine: MediaEngine;
  readonly close: () => Promise<void>;
}> {
  const s = await setup();
  const account = databaseAccount('/nonexistent');
  const specs = [rtpengine(s), janus(s, LIBRARIES)];
  const running = await Promise.all(
    specs.map((spec) => startEngine(spec, { folder: s.folder, account, healthy: () => health(spec.name, s.places, s.secrets) })),
  );
  for (const { pid, ended } of running) void ended.then(guard(pid, s.folder));
  const file = (sound: Sound) => `${s.folder}/sounds/${'name' in sound ? sound.name : 'beep'}.opus`;
  installSounds(`${s.folder}/sounds`);
  for (const tone of [1000, 1300]) copyFileSync(new URL(`./tones/${tone}.opus`, import.meta.url), `${s.folder}/sounds/${tone}.opus`);
  const say = (line: string) => {
    throw new Error(line);
  };
  const engine = await openMedia({ ...s, tell, file, say });
  const close = async () => {
    engine.close();
    await Promise.all(running.map((one) => one.stop()));
    rmSync(s.folder, { recursive: true, force: true });
  };
  return { engine, close };
}
