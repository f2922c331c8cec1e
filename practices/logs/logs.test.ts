import { describe, expect, test } from 'vitest';
import { type Entry, errorLine, frameLine, masked, most, noted, requestLine } from './logbook.ts';
import { fitting, reportBytes, reportSchema } from './report.ts';
import { counted, sumsOf } from './shown.ts';

const entry = (at: number, text = 'x'): Entry => ({ at, kind: 'line', text });

describe('[LG1] the book', () => {
  test('has the last half hour, and at most a thousand entries', () => {
    expect(noted([entry(0), entry(1000)], entry(most.ms + 500)).map(({ at }) => at)).toEqual([1000, most.ms + 500]);
    const full = Array.from({ length: most.entries }, (_, n) => entry(n));
    expect([noted(full, entry(5000)).length, noted(full, entry(5000))[0]?.at]).toEqual([most.entries, 1]);
    expect(noted([], entry(0, 'y'.repeat(999)))[0]?.text.length).toBe(most.text);
  });
});

describe('[LG2] what is remembered', () => {
  const secret = 'Eva Lund wrote: my PIN is 4711';
  const secrets = [secret, 'eva@shop.example', '+49 30 1234567', 'sk-live-abcdefghijklmnopqrstuvwxyz', '4111 1111 1111 1111'];
  test('of a request neither query nor anything that is no kind of command', () => {
    const line = requestLine({ method: 'GET', path: `/api/contacts?search=${secret}`, command: secret, status: 200, ms: 12.4, code: null });
    expect(line).toBe('GET /api/contacts 200 12 ms');
    expect(requestLine({ method: 'POST', path: '/api/commands', command: 'say', status: null, ms: 8000, code: 'PB901' })).toBe(
      'POST /api/commands say unreached 8000 ms PB901',
    );
  });
  test('of a frame what it is about, not what it says', () => {
    const events = [{ type: 'chat.said', text: secret }];
    expect(frameLine({ f: 'events', kind: 'interaction', id: 'c1', from: 3, to: 4, events })).toBe('events interaction c1 3 4');
    expect(frameLine({ f: 'subject', kind: 'interaction', id: 'c1', version: 4, state: { text: secret } })).toBe(
      'subject interaction c1 4',
    );
    expect([frameLine({ f: 'typing', interaction: 'c1' }), frameLine({ f: 'position' })]).toEqual([null, null]);
  });
  test('of an error no part of what somebody wrote', () => {
    for (const one of secrets) {
      const line = errorLine(new SyntaxError(`Unexpected token 'E', "${one}" is not valid JSON`));
      expect(line).toMatch(/^SyntaxError: Unexpected token …/);
      expect(line).not.toContain(one);
    }
    expect(errorLine(secret)).toBe('string');
  });
  test('addresses, numbers and tokens are masked, ids of ours stay', () => {
    const id = '01a1fd96-9f42-7ba3-bc2a-4a1b664ecd4c';
    expect(masked(`mail eva@shop.example or +49 30 1234567 about ${id}, 404`)).toBe(`mail •@• or • about ${id}, 404`);
    for (const one of secrets.slice(1)) expect(masked(`x ${one} y`)).not.toContain(one);
  });
});

test('[LG3] the newest entries that fit are sent', () => {
  const entries = Array.from({ length: most.entries }, (_, n) => entry(n, 'z'.repeat(most.text)));
  const report = fitting({ comment: 'It hangs.', build: 'a', browser: 'b', checked: '', entries });
  expect(JSON.stringify(report).length).toBeLessThanOrEqual(reportBytes);
  expect([report.entries.at(-1)?.at, reportSchema.safeParse(report).success]).toEqual([most.entries - 1, true]);
  expect(reportSchema.safeParse({ ...report, comment: 'c'.repeat(1001) }).success).toBe(false);
});

describe('[LG5] what was shown', () => {
  const row = (code: string, user: string, times: number, day = 1) => ({ code, user, build: 'b', times, day });
  test('is summed by code, the most often shown first', () =>
    expect(sumsOf([row('PB205', 'anna', 1), row('PB901', 'ben', 2, 9), row('PB205', 'cleo', 4, 3)])).toEqual([
      { code: 'PB205', times: 5, day: 3, rows: [row('PB205', 'cleo', 4, 3), row('PB205', 'anna', 1)] },
      { code: 'PB901', times: 2, day: 9, rows: [row('PB901', 'ben', 2, 9)] },
    ]));
  test('is counted up to what can be told at once', () => {
    expect(counted({ PB205: 1 }, 'PB205')).toEqual({ PB205: 2 });
    expect(counted({ PB205: 1000 }, 'PB205')).toEqual({ PB205: 1000 });
    expect(counted({}, 'PB901')).toEqual({ PB901: 1 });
  });
});
