import { describe, expect, test } from 'vitest';
import { agreedTimer, agreeTimer, leastAccepted, overAfter, refreshAfter, type Said, tooShort } from './session-timer.ts';

const said = (more: Partial<Said>): Said => ({ expires: undefined, minimum: undefined, supported: undefined, allow: undefined, ...more });

describe('who keeps a session going', () => {
  test.each<[string, Partial<Said>, string | undefined]>([
    ['a peer that knows nothing of timers gets none', {}, undefined],
    ['a peer that can refresh does', { supported: '100rel, timer' }, 'Session-Expires: 1800;refresher=uac'],
    ['it says how often', { supported: 'timer', expires: '600' }, 'Session-Expires: 600;refresher=uac'],
    ['it wants us to', { supported: 'timer', expires: '600;refresher=uas' }, 'Session-Expires: 600;refresher=uas'],
    ['somebody between us wants it and the peer cannot', { expires: '600' }, 'Session-Expires: 600;refresher=uas'],
    [
      'never more often than somebody between us allows',
      { supported: 'timer', expires: '600', minimum: '900' },
      'Session-Expires: 900;refresher=uac',
    ],
    ['nonsense is no wish', { expires: 'soon' }, undefined],
  ])('[VO97] an invitation: %s', (_, headers, answer) => {
    expect(agreeTimer(said(headers))?.headers[0]).toBe(answer);
  });

  test.each<[string, Partial<Said>, ReturnType<typeof agreedTimer>]>([
    ['no word of it: no timer', {}, null],
    ['they do', { expires: '600;refresher=uas' }, { seconds: 600, refresher: 'them', update: false }],
    ['we do, by UPDATE', { expires: '600 ; refresher = uac', allow: 'INVITE,update' }, { seconds: 600, refresher: 'us', update: true }],
  ])('[VO97] an answer: %s', (_, headers, timer) => {
    expect(agreedTimer(said(headers))).toEqual(timer);
  });

  test('[VO97] what is meant to wear us out is refused, and what they ask for is at least what the RFC wants', () => {
    expect([tooShort(said({ expires: '89' })), tooShort(said({ expires: '90' })), tooShort(said({}))]).toEqual([
      ['Min-SE: 90'],
      null,
      null,
    ]);
    expect([leastAccepted(said({ minimum: '3600' })), leastAccepted(said({ minimum: '1' })), leastAccepted(said({}))]).toEqual([
      3600, 90, 90,
    ]);
  });

  test.each([
    [90, 45_000, 60_000],
    [1800, 900_000, 1_768_000],
  ])('[VO97] a session of %i s is refreshed and over in time', (seconds, refresh, over) => {
    const timer = { seconds, refresher: 'us', update: false } as const;
    expect([refreshAfter(timer), overAfter(timer)]).toEqual([refresh, over]);
  });
});
