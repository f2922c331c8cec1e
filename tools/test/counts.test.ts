import { expect, test } from 'vitest';
import { countsOf, kindsOf, type Report, totalLine } from './counts.ts';

const file = (name: string, ...statuses: readonly string[]) => ({
  name,
  status: statuses.length === 0 || statuses.includes('failed') ? 'failed' : 'passed',
  startTime: 1000,
  endTime: 3500,
  assertionResults: statuses.map((status) => ({ status })),
});
const report = (more: Partial<Report> = {}): Report => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [file('a.test.ts', 'passed')],
  ...more,
});

test('skipped and still to be written count as skipped', () => {
  expect(countsOf(report(), 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a file that cannot be loaded counts as one failure', () => {
  expect(countsOf(report({ numFailedTests: 2, testResults: [file('a.test.ts')] }), 1).failed).toBe(3);
});

test('an error outside every test, and a vitest that does not start, count as one failure', () => {
  expect(countsOf(report(), 1).failed).toBe(1);
  expect(countsOf(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a phase without tests counts nothing', () => {
  expect(countsOf(undefined, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('the last line totals the phases', () => {
  const all = [countsOf(report(), 0), { passed: 0, failed: 1, skipped: 0 }];
  expect(totalLine(all)).toBe('5 passed, 1 failed, 2 skipped');
});

test('one run is told kind by kind; what failed outside every test is not lost', () => {
  const testResults = [
    file('/a/rules.test.ts', 'passed', 'todo'),
    file('/a/api.node.test.ts', 'passed', 'failed'),
    file('/a/story.web.test.ts', 'skipped', 'passed'),
    file('/a/broken.web.test.ts'),
  ];
  const whole = report({ numPassedTests: 3, numFailedTests: 1, testResults });
  expect(kindsOf(whole, 1)).toEqual([
    { title: 'Rules and units', passed: 1, failed: 0, skipped: 1, seconds: 2.5 },
    { title: 'Server, against PostgreSQL', passed: 1, failed: 1, skipped: 0, seconds: 2.5 },
    { title: 'Browser stories', passed: 1, failed: 1, skipped: 1, seconds: 2.5 },
  ]);
  const outside = [{ title: 'Outside every test', passed: 0, failed: 1, skipped: 0, seconds: 0 }];
  expect(kindsOf(undefined, 1)).toEqual(outside);
  expect(kindsOf(report(), 1).slice(1)).toEqual(outside);
});
