import { expect, test } from 'vitest';
import { types } from './test/any.ts';
import { walk } from './test/walk.ts';
import { words } from './words.ts';

const days = Array.from({ length: 20 }, (_, n) => 200 + n);
/** The rest is said by the server, who knows the centre. */
const refusals = Object.keys(words.en).filter(
  (why) => !['agents.notAnAgent', 'agents.notFound', 'agents.forbidden', 'agents.noSpare'].includes(why),
);
const refused = new Set<string>();
const accepted = new Set<string>();

test.each(days)(
  '[AG2] [AG8] [AG16] [AG21] [AG25] everything holds on a random day, and every second of it is accounted for, seed %i',
  (seed) => {
    const walked = walk(seed, 2500);
    for (const type of walked.accepted.keys()) accepted.add(type);
    for (const why of walked.refused) refused.add(why);
  },
);
test('on those days every command was accepted, and every refusal of the rules given', () => {
  expect(types.filter((type) => !accepted.has(type))).toEqual([]);
  expect(refusals.filter((why) => !refused.has(why))).toEqual([]);
});
