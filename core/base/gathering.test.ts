import { expect, test } from 'vitest';
import { gathering } from './gathering.ts';

test('[BA14] what is asked while a question is under way goes together in the next one; each gets its own answer, or none', async () => {
  const asked: (readonly number[])[] = [];
  const answers: { readonly go: () => void }[] = [];
  const double = gathering<number, number>(async (all) => {
    asked.push(all);
    await new Promise<void>((go) => answers.push({ go }));
    if (all.includes(13)) throw new Error('13');
    return (one, n) => one * 2 + n;
  });
  const first = [double(1), double(2)];
  await expect.poll(() => answers.length).toBe(1);
  const second = [double(3), double(4), double(5)];
  answers[0]?.go();
  expect(await Promise.all(first)).toEqual([2, 5]);
  await expect.poll(() => answers.length).toBe(2);
  const third = Promise.allSettled([double(13), double(6)]);
  answers[1]?.go();
  expect(await Promise.all(second)).toEqual([6, 9, 12]);
  await expect.poll(() => answers.length).toBe(3);
  answers[2]?.go();
  expect((await third).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const last = double(7);
  await expect.poll(() => answers.length).toBe(4);
  answers[3]?.go();
  expect(await last).toBe(14);
  expect(asked).toEqual([[1, 2], [3, 4, 5], [13, 6], [7]]);
});
