import { isRefused } from '@patchbay/base/decision.ts';
import { describe, expect, test } from 'vitest';
import { type Attaching, type Attachment, allReady, changed, sentFiles, unfit } from './attaching.ts';

const allowed = { types: ['jpeg', 'pdf'], megabytes: 2 } as const;
const file = { id: 'f', name: 'a.jpg', format: 'jpeg', size: 1, width: 1, height: 1, scan: 'clean' } as const;
const chosen = (id: string, is: Attaching, alt = ''): Attachment => ({
  id,
  interaction: 'i',
  name: 'a.jpg',
  size: 1,
  picture: true,
  alt,
  is,
});
const ready = chosen('a', { now: 'ready', file }, ' A house ');
const others: readonly Attaching[] = [{ now: 'uploading', part: 0.5 }, { now: 'unreached' }, { now: 'refused', why: 'No.' }];

describe('[CH31] a chosen file', () => {
  test.each([
    ['a.jpg', 1, null],
    ['a.jpg', 2 * 1024 * 1024, null],
    ['a.jpg', 2 * 1024 * 1024 + 1, 'files.tooLarge'],
    ['a.exe', 1, 'files.notAllowed'],
    ['a.png', 1, 'files.notAllowed'],
    ['a.pdf', 0, 'files.empty'],
  ] as const)('%s of %i bytes: %s', (name, size, why) => {
    const answer = unfit({ name, size }, allowed);
    expect(isRefused(answer) ? answer.refused : null).toBe(why);
  });
  test.each(others)('that is %o keeps the message back', (is) => expect(allReady([ready, chosen('b', is)])).toBe(false));
  test('that is ready, or none, does not', () => expect([allReady([ready]), allReady([])]).toEqual([true, true]));
  test('is sent with what it shows; what is not ready is not', () =>
    expect(sentFiles([ready, ...others.map((is) => chosen('b', is))])).toEqual([{ ...file, alt: 'A house' }]));
  test('is changed alone', () =>
    expect(changed([ready, chosen('b', { now: 'unreached' })], 'b', { alt: 'x' }).map((a) => a.alt)).toEqual([' A house ', 'x']));
});
