/** How many tests passed, failed and were skipped. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What we read of vitest's JSON report. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileReport[];
};
type FileReport = {
  readonly name: string;
  readonly status: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly { readonly status: string }[];
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

/** The kinds of test files, as they follow each other, told by the end of their names. */
export const KINDS = [
  { project: 'rules', title: 'Rules and units', is: (file: string) => !/\.(node|web)\.test\.tsx?$/.test(file) },
  { project: 'node', title: 'Server, against PostgreSQL', is: (file: string) => file.endsWith('.node.test.ts') },
  { project: 'browser', title: 'Browser stories', is: (file: string) => /\.web\.test\.tsx?$/.test(file) },
] as const;

/** What one run of several kinds did, kind by kind; what failed outside every test is a line of its own. Their times overlap where one ends and the next begins. */
export function kindsOf(
  report: Report | undefined,
  exitCode: number,
): readonly (Counts & { readonly title: string; readonly seconds: number })[] {
  const kinds = KINDS.flatMap(({ title, is }) => {
    const files = report?.testResults.filter(({ name }) => is(name)) ?? [];
    if (files.length === 0) return [];
    const [began, ended] = [Math.min(...files.map((f) => f.startTime)), Math.max(...files.map((f) => f.endTime))];
    return [{ title, ...countsOf(ofFiles(files), 0), seconds: (ended - began) / 1000 }];
  });
  const { failed } = countsOf(report, exitCode);
  const outside = failed - kinds.reduce((sum, kind) => sum + kind.failed, 0);
  return outside > 0 ? [...kinds, { title: 'Outside every test', passed: 0, failed: outside, skipped: 0, seconds: 0 }] : kinds;
}

function ofFiles(testResults: readonly FileReport[]): Report {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const are = (...statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status)).length;
  return {
    testResults,
    numPassedTests: are('passed'),
    numFailedTests: are('failed'),
    numPendingTests: are('skipped', 'pending', 'disabled'),
    numTodoTests: are('todo'),
  };
}

/** The one line a test run ends with. */
export function totalLine(all: readonly Counts[]): string {
  const total = (field: keyof Counts) => all.reduce((sum, counts) => sum + counts[field], 0);
  return `${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`;
}
