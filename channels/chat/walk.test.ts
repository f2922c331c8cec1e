import { expect, test } from 'vitest';
import { types } from './test/every.ts';
import { walk } from './test/walk.ts';

/** Seeds that once found something. They always run. */
const found: readonly (readonly [seed: number, steps: number, what: string])[] = [
  [1, 200, 'a message after the end made it the agent’s turn; a wrap-up without a disposition was ordered to end'],
];
/** Between them every command is accepted; many more in walk.soak.test.ts. */
const days = [201, 202, 203, 205, 207, 211];

test.each(found)('[IN3] [IN13] [AG8] what seed %i found stays away', (seed, steps) => void walk(seed, steps), 60_000);
const accepted = new Set<string>();
test.each(days)('[IN3] [IN13] [AG8] [CH7] everything holds on a random day, seed %i', (seed) => {
  for (const type of walk(seed, 5000).accepted.keys()) accepted.add(type);
});
test('on those days every command was accepted', () =>
  expect(types.filter((type) => !accepted.has(type) && type !== 'saveData')).toEqual([]));
