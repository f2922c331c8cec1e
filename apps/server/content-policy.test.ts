import { centreSchema } from '@patchbay/configuration/centre.ts';
import { expect, test } from 'vitest';
import { mapOf, policyOf } from './content-policy.ts';

const centre = (key: string, map: object) => centreSchema.parse({ tenant: { key, name: key }, map });
const tiles = { tiles: 'https://tiles.example:8443/{z}/{x}/{y}.png?key=1', attribution: 'Tiles' };
const centres = (...all: ReturnType<typeof centre>[]) => ({
  of: (key: string) => all.find((one) => one.tenant.key === key),
  tenants: () => new Set(all.map((one) => one.tenant.key)),
});

test('[SV50] without a map of somebody else a page loads nothing but ours', () => {
  expect(policyOf({})).toContain("img-src 'self' data: blob:;");
  expect(policyOf({ images: mapOf(centres(centre('a', {})), undefined) })).toBe(policyOf({}));
  expect(policyOf({})).not.toMatch(/unsafe|https?:|\*/);
});
test('[SV50] pictures of the one server of maps are allowed, and nothing else of it', () => {
  const policy = policyOf({ images: mapOf(centres(centre('a', tiles)), undefined) });
  expect(policy.match(/https:\S+/g)).toEqual(['https://tiles.example:8443;']);
  expect(policy).toContain("img-src 'self' data: blob: https://tiles.example:8443;");
});
test('[SV50] of several centres it is the one of who is signed in; before that it is none', () => {
  const two = centres(centre('a', tiles), centre('b', {}));
  expect([mapOf(two, 'a'), mapOf(two, 'b'), mapOf(two, undefined), mapOf(two, 'none')]).toEqual([
    'https://tiles.example:8443',
    null,
    null,
    null,
  ]);
});
