import { expect, test } from 'vitest';
import { afterSecondTry, countsOf, type FileResult, failedFiles, type Report, totalLine } from './counts.ts';

const file = (name: string, status: string, tests: Readonly<Record<string, string>>): FileResult => ({
  name,
  status,
  assertionResults: Object.entries(tests).map(([fullName, how]) => ({ fullName, status: how })),
});
const report = (more: Partial<Report> = {}): Report => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [file('one', 'passed', { a: 'passed' })],
  ...more,
});

test('skipped and still to be written count as skipped', () => {
  expect(countsOf(report(), 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a file that cannot be loaded counts as one failure', () => {
  expect(countsOf(report({ numFailedTests: 2, testResults: [file('one', 'failed', {})] }), 1).failed).toBe(3);
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

test('files that failed are tried once more: what passes then counts and is named, what fails again has failed', () => {
  const first = report({
    numPassedTests: 3,
    numFailedTests: 2,
    testResults: [file('calm', 'passed', { a: 'passed', b: 'passed' }), file('shaky', 'failed', { c: 'passed', d: 'failed', e: 'failed' })],
  });
  expect(failedFiles(first)).toEqual(['shaky']);
  const second = report({
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [file('shaky', 'failed', { c: 'passed', d: 'passed', e: 'failed' })],
  });
  expect(afterSecondTry(first, second, 1)).toEqual({ passed: 4, failed: 1, skipped: 2, late: ['d'] });
  expect(afterSecondTry(first, undefined, 1)).toMatchObject({ passed: 2, failed: 1, late: [] });
});
