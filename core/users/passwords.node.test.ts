import { verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { hashOf, isRight } from './passwords.node.ts';

test('[US3] a hash is Argon2id of 19 MiB and two passes, another one each time', async () => {
  const hashes = [await hashOf('right-horse-battery'), await hashOf('right-horse-battery')];
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('[US3] the right password is right, also when its letters are composed differently', async () => {
  const hash = await hashOf('Gr\u00fcne Wiesen 7');
  expect(await isRight('Gru\u0308ne Wiesen 7', hash)).toBe(true);
  expect(await isRight('grune Wiesen 7', hash)).toBe(false);
});

test('[US3] without a hash the same work is done, with the same cost, and the answer is no', async () => {
  const check = vi.fn<typeof verify>(verify);
  expect(await isRight('nobody has this password', undefined, check)).toBe(false);
  expect(check).toHaveBeenCalledTimes(1);
  expect(check.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
