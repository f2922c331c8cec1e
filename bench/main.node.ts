import { coreBench } from './core.node.ts';

/** `npm run bench -- core [--json]`: measures, prints figures beside the limits taken in the same run. */
const [name = 'core', ...flags] = process.argv.slice(2);
if (name !== 'core') {
  console.error(`There is no bench "${name}". There is: core`);
  process.exit(2);
}
const say = flags.includes('--json') ? () => undefined : (line: string) => console.error(line);
const figures = await coreBench(say);
console.log(JSON.stringify(figures));
process.exit(0);
