/** How many tests passed, failed and were skipped. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What we read of vitest's JSON report. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileResult[];
};
export type FileResult = {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
};

/** A file that cannot be loaded counts as one failed test, and so does a run that failed for a reason outside every test. */
export function countsOf(report: Report | undefined, exitCode: number): Counts {
  if (!report) return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The files in which something failed. */
export const failedFiles = ({ testResults }: Report): readonly string[] =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/** What counts after the failed files ran once more, and which tests passed only then. */
export function afterSecondTry(first: Report, second: Report | undefined, exitCode: number): Counts & { readonly late: readonly string[] } {
  const before = first.testResults.filter(({ status }) => status === 'failed').flatMap((file) => file.assertionResults);
  const again = countsOf(second, exitCode);
  const now = second?.testResults.flatMap((file) => file.assertionResults) ?? [];
  const passed = new Set(now.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName));
  return {
    passed: first.numPassedTests - before.filter(({ status }) => status === 'passed').length + again.passed,
    failed: again.failed,
    skipped: first.numPendingTests + first.numTodoTests,
    late: before.filter(({ status, fullName }) => status === 'failed' && passed.has(fullName)).map(({ fullName }) => fullName),
  };
}

/** The one line a test run ends with. */
export function totalLine(all: readonly Counts[]): string {
  const total = (field: keyof Counts) => all.reduce((sum, counts) => sum + counts[field], 0);
  return `${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`;
}
