import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { round } from './measure.ts';
import { place } from './place.node.ts';
import { relay } from './relay.node.ts';
import { screen } from './screen.node.ts';

/** The figures of the desk: what an agent's screen costs and how soon it answers. docs/benchmarks.md says how to read them. */
export async function desktopBench(say: (line: string) => void): Promise<Record<string, number>> {
  say('messages ...');
  const messages = await relay();
  const here = await place();
  try {
    say('the screen ...');
    const seen = await screen(here);
    return Object.fromEntries(Object.entries({ ...seen, ...sizes(), ...messages }).map(([name, n]) => [name, round(n)]));
  } finally {
    await here.close();
  }
}

const app = (path: string) => new URL(`../apps/${path}`, import.meta.url);
const weigh = (file: URL) => gzipSync(readFileSync(file), { level: 9 }).length / 1024;

/** JavaScript of the first screen and of the widget, in KB (gzip), as built. */
function sizes() {
  const page = readFileSync(app('desktop/dist/index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) => path ?? '');
  return {
    desktopGzipKb: scripts.reduce((sum, path) => sum + weigh(app(`desktop/dist/${path}`)), 0),
    widgetLoaderKb: weigh(app('widget/dist/loader.js')),
    widgetAppKb: weigh(app('widget/dist/app.js')),
  };
}
