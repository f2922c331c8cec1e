import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { expect, test } from 'vitest';
import config from './vite.config.ts';

/** So many kilobytes of code that no gzip makes smaller than its half. */
const code = (kilobytes: number) =>
  Array.from({ length: kilobytes * 16 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex')).join('');

/** What the build says of a first screen of this code, with a late part beside it. */
function built(first: string, late: string): readonly string[] {
  const plugin = config.plugins?.flat().find((one): one is Plugin => one instanceof Object && 'name' in one && one.name === 'weigh');
  const chunk = (fileName: string, isEntry: boolean, text: string) => ({ type: 'chunk', fileName, isEntry, imports: [], code: text });
  const said: string[] = [];
  const report = { info: () => undefined, error: (text: string) => said.push(text) };
  const generate = plugin?.generateBundle as unknown as (this: object, options: object, bundle: object) => void;
  generate.call(report, {}, { first: chunk('first.js', true, first), late: chunk('late.js', false, late) });
  return said;
}

test('[DT23] the build fails when the first screen needs more than 260 KB, and late parts do not count', () => {
  expect(built(code(10), code(1200))).toEqual([]);
  expect(built(code(1200), '')).toEqual([expect.stringContaining('more than 260')]);
});
