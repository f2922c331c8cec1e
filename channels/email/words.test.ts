import { sources } from '@patchbay/base/test/repository.ts';
import { expect, test } from 'vitest';
import { words } from './words.ts';

const used = sources('channels/email/*.ts')
  .filter(({ path }) => !/(?:words|\.test)\.ts$/.test(path))
  .flatMap(({ text }) => [...text.matchAll(/'((?:email|case)\.\w+)'/g)].map(([, key]) => key ?? ''));

test('[IN1] whatever is refused has a text in each language, and no text is for nothing', () => {
  const refusals = new Set(
    used.filter(
      (key) =>
        !/^(?:email|case)\.(?:arrived|writing|reading|discarded|shelved|drafted|handedOn|queueChanged|toReview|reviewed|held|takenBack|dispatched|deferred|delivered|failed|bounced|settled|began|changed|noted)$/.test(
          key,
        ),
    ),
  );
  for (const texts of [words.en, words.de]) expect(Object.keys(texts).sort()).toEqual([...refusals].sort());
});
