import { coreBench } from './core.node.ts';
import { desktopBench } from './desktop.node.ts';
import { emailBench } from './email.node.ts';
import { routingBench } from './routing.node.ts';
import { voiceBench } from './voice.node.ts';

/** `npm run bench -- NAME [--json] [--seconds=N]`: measures, prints figures beside the limits taken in the same run. */
type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>;
const [name = 'core', ...flags] = process.argv.slice(2);
const benches: Readonly<Record<string, (say: (line: string) => void) => Promise<Figures>>> = {
  core: coreBench,
  desktop: desktopBench,
  email: emailBench,
  routing: routingBench,
  voice: (tell) => voiceBench(tell, Number(flags.find((flag) => flag.startsWith('--seconds='))?.slice(10) ?? 60)),
};
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const say = flags.includes('--json') ? () => undefined : (line: string) => console.error(line);
const figures = await bench(say);
console.log(JSON.stringify(figures));
process.exit(0);
