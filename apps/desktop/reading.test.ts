import { describe, expect, test } from 'vitest';
import { answered, drawnOf, type Read, unread } from './reading.ts';

type List = readonly string[];
const problem = { text: null, code: 'PB901' };
const refusal = { text: 'Not for you.', code: 'PB707' };
const ok = (body: List, at = 5): Read<List> => answered(unread, { is: 'ok', body }, at, null);
const drawn = (read: Read<List>, most?: number) => drawnOf(read, (body) => body.length, most);

describe('[DT172] what is drawn of a list', () => {
  test('nothing has come yet: it is being read', () => expect(drawn(unread)).toEqual({ is: 'loading' }));
  test('the first try failed: that, and never an empty list', () =>
    expect(drawn(answered(unread, { is: 'unreached' }, 9, problem))).toEqual({ is: 'failed', problem }));
  test('the server does not let me have it: whatever was there goes', () =>
    expect(drawn(answered(ok(['a']), { is: 'refused' }, 9, refusal))).toEqual({ is: 'forbidden', problem: refusal }));
  test('nothing is in it', () => expect(drawn(ok([]))).toMatchObject({ is: 'empty', staleSince: null }));
  test('something is in it', () => expect(drawn(ok(['a']))).toMatchObject({ is: 'some', body: ['a'], staleSince: null, cut: false }));
  test('a later try failed: what was read stays, with the time it is from', () =>
    expect(drawn(answered(ok(['a'], 7), { is: 'unreached' }, 9, problem))).toMatchObject({ is: 'some', body: ['a'], staleSince: 7 }));
  test('an empty one that could not be read again says since when it was empty', () =>
    expect(drawn(answered(ok([], 7), { is: 'unreached' }, 9, problem))).toMatchObject({ is: 'empty', staleSince: 7 }));
  test('the next answer mends it', () =>
    expect(drawn(answered(answered(ok(['a']), { is: 'unreached' }, 9, problem), { is: 'ok', body: ['b'] }, 11, null))).toMatchObject({
      is: 'some',
      body: ['b'],
      staleSince: null,
    }));
  test('as many as are handed out at once: that there may be more is said', () => {
    expect(drawn(ok(['a', 'b']), 2)).toMatchObject({ cut: true });
    expect(drawn(ok(['a']), 2)).toMatchObject({ cut: false });
  });
});
