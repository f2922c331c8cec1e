import { expect, test } from 'vitest';
import { changed, type Kind } from './subject.ts';

type Added = { readonly type: 'added'; readonly n: number };
const kind: Kind<number, Added> = { name: 'sum', table: 'sums', evolve: (sum, { n }) => sum + n, due: () => null };
const add = (n: number): Added => ({ type: 'added', n });

test('a change folds its events from the version there was', () =>
  expect(changed(kind, { id: 'a', version: 3, state: 10 }, [add(1), add(2)])).toMatchObject({ id: 'a', from: 3, before: 10, state: 13 }));
test('what is new had no state before', () =>
  expect(changed(kind, { id: 'a', version: 0, state: 0 }, [add(1)])).toMatchObject({ from: 0, before: null, state: 1 }));
