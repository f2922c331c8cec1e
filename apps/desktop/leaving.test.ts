import { describe, expect, test } from 'vitest';
import { isOpenWork, openWork, warnsOnClose } from './leaving.ts';
import { nothing } from './store.ts';

const idle = nothing({ agent: 'anna', may: [] } as never);
const work = (...stages: readonly string[]) =>
  ({
    ...idle,
    agent: { version: 1, state: { work: stages.map((stage, n) => ({ interaction: `c${n}`, stage, channel: 'chat', since: n })) } },
    chats: { c0: { version: 1, state: { work: { form: { name: 'Jane' } } } } },
  }) as never;

describe('[DT73] what is open', () => {
  test('has offers first, then conversations, then wrap-ups, with the customer where known', () =>
    expect(openWork(work('wrapUp', 'active', 'offered')).map(({ id, customer }) => [id, customer])).toEqual([
      ['c2', null],
      ['c1', null],
      ['c0', 'Jane'],
    ]));
  test('is why signing out was refused', () =>
    expect(['agents.workOpen', 'signIn.offerOpen', 'signIn.needed'].map(isOpenWork)).toEqual([true, true, false]));
});

test('[DT74] only the last window with open work is asked for before it closes', () => {
  expect([warnsOnClose(work('active'), 1), warnsOnClose(work('active'), 2), warnsOnClose(idle, 1)]).toEqual([true, false, false]);
});
