import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './testing/longest-first.ts';

const everywhere = ['{core,channels,practices,apps,testing,bench,tools}/**'];
const files = (suffix: string) => everywhere.map((folder) => `${folder}/*${suffix}`);
const exclude = ['**/node_modules/**', '**/dist/**'];
const postgres = 'testing/postgres.setup.ts';
const soaking = Boolean(process.env.PATCHBAY_SOAK);
/** How long a test may hang: generous, as machines are busy at times and no test means to measure one. */
const atMost = (milliseconds: number) => (soaking ? 3_600_000 : milliseconds);
/** What is asked again until it is true is asked as long as a page is waited for; vitest's own second is too short for a busy machine. */
const patient = { poll: { timeout: 45_000 } };

/** One more than there are cores: what waits for a process, a socket or a page leaves a core to somebody else. */
const workers = Math.min(availableParallelism() + 1, 6);

/** Three kinds of test, told apart by the suffix of the file; `soak` joins them in a long run. */
const projects: TestProjectInlineConfiguration[] = [
  {
    test: {
      name: 'rules',
      include: files('.test.ts'),
      exclude: [...exclude, '**/*.{node,web,soak}.test.ts'],
      isolate: false,
      testTimeout: atMost(180_000),
      hookTimeout: 60_000,
    },
  },
  {
    test: {
      name: 'node',
      include: files('.node.test.ts'),
      exclude,
      isolate: false,
      globalSetup: postgres,
      expect: patient,
      testTimeout: atMost(120_000),
      hookTimeout: 60_000,
    },
  },
  {
    test: {
      name: 'browser',
      include: files('.web.test.ts'),
      exclude,
      isolate: false,
      globalSetup: postgres,
      expect: patient,
      testTimeout: atMost(240_000),
      hookTimeout: 60_000,
    },
  },
];

const soak: TestProjectInlineConfiguration = {
  test: {
    name: 'soak',
    include: files('.soak.test.ts'),
    exclude,
    globalSetup: postgres,
    expect: patient,
    testTimeout: atMost(0),
    hookTimeout: 60_000,
  },
};

export default defineConfig({
  test: {
    maxWorkers: workers,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    projects: soaking ? [...projects, soak] : projects,
  },
});
