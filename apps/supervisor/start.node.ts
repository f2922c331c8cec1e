import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Settings, settingsFrom } from './settings.ts';
import { type Supervision, supervise } from './supervise.node.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Something that runs beside the supervision and ends with it. */
export type Companion = (running: Supervision, say: (line: string) => void) => Promise<{ readonly stop: () => Promise<void> }>;

/** Where Node keeps what it has made of our sources: whoever starts again is there in half the time. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Runs Patchbay with this server until Ctrl-C: the whole life of the supervisor's process. */
export async function start(serverFile: string, companion?: Companion): Promise<void> {
  const settings = settingsFrom(process.env);
  if ('problems' in settings) return fail(settings.problems.join('\n'));
  process.stdout.on('error', () => undefined); // A closed terminal or pipe is no reason to leave the database alone.
  const asked = stopAsked();
  try {
    const running = await supervise(settings, {
      serverFile,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
      say,
      unwanted: asked.once,
    });
    void running.ready.then((lines) => console.log(announcement(settings, lines)));
    const beside = await companion?.(running, say);
    await stopWhen(asked, { ...running, stop: async (hurry) => void (await Promise.all([beside?.stop(), running.stop(hurry)])) });
  } catch (error) {
    if (!asked.once.aborted) fail(error instanceof Error ? error.message : String(error));
  }
  process.exit(0);
}

/** Aborted by the first and by the second request to stop. */
type Asked = { readonly once: AbortSignal; readonly again: AbortSignal };

function stopAsked(): Asked {
  const [once, again] = [new AbortController(), new AbortController()];
  const ask = (signal: NodeJS.Signals) => (once.signal.aborted ? again : once).abort(signal);
  for (const signal of SIGNALS) process.on(signal, ask);
  return { once: once.signal, again: again.signal };
}

async function stopWhen({ once, again }: Asked, running: Supervision): Promise<void> {
  if (!once.aborted) await new Promise((resolve) => once.addEventListener('abort', resolve, { once: true }));
  say(`stopping (${once.reason}) ...`);
  const began = performance.now();
  await running.stop(again);
  say(`stopped after ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function announcement({ port, folder, databaseUrl }: Settings, lines: readonly string[]): string {
  const here = `http://localhost:${port}`;
  const facts = [`Desktop     ${here}/`, `Demo shop   ${here}/demo`, `API         ${here}/api/openapi.json`];
  const data = databaseUrl ? 'Data        in the database of DATABASE_URL' : `Data        ${resolve(folder)}`;
  const said = lines.length > 0 ? ['', ...lines] : [];
  return ['', 'Patchbay is ready.', '', ...[...facts, data, ...said, '', 'Ctrl-C stops it.'].map((line) => `  ${line}`.trimEnd()), ''].join(
    '\n',
  );
}

function say(line: string): void {
  console.log(`patchbay  ${line}`);
}

function fail(reason: string): never {
  console.error(`\n${reason}\n`);
  process.exit(1);
}
