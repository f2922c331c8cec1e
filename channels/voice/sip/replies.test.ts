import { expect, test } from 'vitest';
import { causeOf, STATUS, unknownIn, wantsReliable } from './replies.ts';

test.each([
  [486, 'Busy Here', 'busy'],
  [600, 'Busy Everywhere', 'busy'],
  [480, 'Temporarily Unavailable', 'noAnswer'],
  [408, 'Request Timeout', 'noAnswer'],
  [404, 'Not Found', 'invalid'],
  [404, 'Not Registered', 'notRegistered'],
  [484, 'Address Incomplete', 'invalid'],
  [603, 'Decline', 'declined'],
  [699, 'Whatever', 'declined'],
  [503, 'Service Unavailable', 'failed'],
])('[VO90] %i %s means: %s', (status, phrase, cause) => expect(causeOf(status, phrase)).toBe(cause));

test('[VO90] each reason we have is a final reply to a caller', () => {
  expect(Object.values(STATUS).every((status) => status >= 400 && status < 700)).toBe(true);
});

test('[VO93] required extensions: known ones, unknown ones, and reliable ringing among them', () => {
  expect([unknownIn(['100rel, Timer']), unknownIn(['foo', 'bar,timer']), unknownIn([])]).toEqual([[], ['foo', 'bar'], []]);
  expect([wantsReliable(['timer', '100REL']), wantsReliable(['timer'])]).toEqual([true, false]);
});
