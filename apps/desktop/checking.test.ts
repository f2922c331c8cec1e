import { describe, expect, test } from 'vitest';
import { checksOf, type Measured, told } from './checking.ts';

const well: Measured = {
  trips: [40, 20, 30],
  lineUp: true,
  losses: 0,
  ahead: 400,
  secure: true,
  missing: [],
  notices: 'granted',
  sound: 'on',
  storage: 'ok',
  voice: null,
  build: 'abc',
  newest: 'abc',
};
const bad = (more: Partial<Measured>) =>
  checksOf({ ...well, ...more })
    .filter(({ is }) => is !== 'pass')
    .map(({ id, is, code, value }) => [id, is, code, value]);

describe('[DT76] the system check', () => {
  test('passes where all is well, and says what it measured', () => {
    expect(bad({})).toEqual([]);
    expect(checksOf(well).map(({ id, value }) => [id, value])).toContainEqual(['network', 30]);
  });
  test.each<[Partial<Measured>, readonly unknown[]]>([
    [{ trips: [20, 400, 500] }, ['network', 'warn', 'PB911', 400]],
    [{ trips: [20, 1400, 1500] }, ['network', 'fail', 'PB911', 1400]],
    [{ trips: [20, null, 20] }, ['network', 'fail', 'PB911', 20]],
    [{ trips: [null, null] }, ['network', 'fail', 'PB901', null]],
    [{ losses: 3 }, ['line', 'warn', 'PB911', 3]],
    [{ lineUp: false }, ['line', 'fail', 'PB902', 0]],
    [{ secure: false }, ['encryption', 'warn', 'PB912', null]],
    [{ missing: ['WebSocket', 'locks'] }, ['browser', 'fail', 'PB907', 'WebSocket, locks']],
    [{ ahead: -61_000 }, ['clock', 'warn', 'PB905', -61]],
    [{ notices: 'denied' }, ['notices', 'warn', 'PB904', 'denied']],
    [{ sound: 'blocked' }, ['sound', 'fail', 'PB903', 'blocked']],
    [{ sound: 'off' }, ['sound', 'warn', 'PB903', 'off']],
    [{ sound: 'unheard' }, ['sound', 'fail', 'PB903', 'unheard']],
    [{ storage: 'none' }, ['storage', 'fail', 'PB906', 'none']],
    [{ newest: 'def' }, ['version', 'warn', 'PB908', 'abc']],
  ])('%j', (more, expected) => expect(bad(more)).toEqual([expected]));
  const voice = { microphone: 'ok', speaker: 'ok', ring: 'ok', path: 'good' } as const;
  test.each<[Partial<NonNullable<Measured['voice']>>, readonly unknown[]]>([
    [{ microphone: 'microphoneRefused' }, ['microphone', 'fail', 'PB914', 'microphoneRefused']],
    [{ microphone: 'insecure' }, ['microphone', 'fail', 'PB912', 'insecure']],
    [{ speaker: 'gone' }, ['speaker', 'fail', 'PB916', 'gone']],
    [{ ring: 'unheard' }, ['ring', 'fail', 'PB917', 'unheard']],
    [{ path: 'down' }, ['path', 'fail', 'PB918', 'down']],
    [{ path: 'fair' }, ['path', 'warn', 'PB919', 'fair']],
  ])('[DT248] of calls with the browser: %j', (more, expected) => expect(bad({ voice: { ...voice, ...more } })).toEqual([expected]));
  test('[DT248] calls in another window are no fault, and without calls nothing is asked of them', () => {
    expect(bad({ voice: { ...voice, path: 'elsewhere' } })).toEqual([]);
    expect(checksOf(well).map(({ id }) => id)).not.toContain('microphone');
  });
  test('a server that serves no desktop has no newer one', () => expect(bad({ newest: null })).toEqual([]));
  test('is told as text', () => {
    expect(
      told(checksOf({ ...well, lineUp: false }), new Date(0))
        .split('\n')
        .slice(0, 4),
    ).toEqual(['1970-01-01T00:00:00.000Z', 'network pass 30', 'line fail PB902 0', 'encryption pass']);
  });
});
