import { expect, test } from 'vitest';
import { countsOf, type Report, totalLine } from './counts.ts';

const report = (more: Partial<Report> = {}): Report => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
  ...more,
});

test('skipped and still to be written count as skipped', () => {
  expect(countsOf(report(), 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a file that cannot be loaded counts as one failure', () => {
  expect(countsOf(report({ numFailedTests: 2, testResults: [{ status: 'failed', assertionResults: [] }] }), 1).failed).toBe(3);
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
