import { expect, test } from 'vitest';
import { crossing, nthOf } from './crossing.ts';
import { type Entry, lines } from './transcript.ts';

const said = (n: number, from: string, at: number): Entry => ({
  ...{ n, at, by: from },
  event: {
    ...{ type: 'chat.said', id: `m${n}`, text: `text ${n}`, at, nth: n },
    from: from === 'customer' ? { is: 'customer' } : { is: 'agent', agent: from as never },
  },
});
const drawn = lines([said(1, 'customer', 1000), said(2, 'anna', 2000), said(3, 'customer', 3000), said(4, 'ben', 9000)], [], 'anna');
const keys = (begun: number, seen: number, ...just: readonly number[]) =>
  crossing(drawn, { begun, seen, just: (nth) => just.includes(nth) }).map((line) => line.key);

test('[CH86] a text crosses what others wrote since it was begun, unless that was read for a while', () => {
  expect(keys(1, 4)).toEqual([]);
  expect(keys(1, 4, 2, 4)).toEqual(['m4']);
  expect(keys(1, 1)).toEqual(['m3', 'm4']);
  expect(keys(4, 4, 4)).toEqual([]);
  expect(keys(0, 0)).toEqual(['m1', 'm3', 'm4']);
});
test('[CH86] what was read is counted to a line; a line that is not there any more means all', () => {
  expect([nthOf(drawn, 'm2'), nthOf(drawn, 'gone'), nthOf(drawn), nthOf([])]).toEqual([2, 4, 4, 0]);
});
test('[CH81] what a coach whispers is for one agent; whoever may not read it does not see that it is there', () => {
  const whisper = (text: string): Entry => ({
    ...{ n: 1, at: 1, by: 'sam' },
    event: { type: 'chat.whispered', id: 'w1', text, by: 'sam' as never, at: 1, nth: 1, to: 'anna' as never },
  });
  expect(lines([whisper('psst')], [], 'anna').at(-1)).toMatchObject({ is: 'said', inside: true, to: 'anna', text: 'psst' });
  expect(lines([whisper('')], [], 'ben')).toEqual([]);
});
