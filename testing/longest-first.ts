import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for processes that start again and again takes longest: begun last, everybody else would be done and wait for it. */
const long = [/\/faults\//, /\/supervisor\./, /\/handing\.web/, /\/beside\.web/, /\/accessible\.web/, /\/widget\.web/];
const rank = ({ moduleId }: TestSpecification) => {
  const at = long.findIndex((one) => one.test(moduleId));
  return at === -1 ? long.length : at;
};

/** One kind after the other, as each has processes of its own; what one ends with leaves cores to the next. */
const kinds = ['rules', 'node', 'browser', 'soak'];
const turn = ({ project }: TestSpecification) => kinds.indexOf(project.name);

/** The order of test files: by kind, the longest first, then as vitest does. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => turn(a) - turn(b) || rank(a) - rank(b));
  }
}
