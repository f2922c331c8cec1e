// `npm test [-- PATTERN]`: checks, then rules, server tests and browser stories in one run; the last line is the total.
import { join } from 'node:path';
import { lineOf, runCheck } from './checks.mjs';
import { findChromium } from './ready/chromium.mjs';
import { root } from './ready/run.mjs';
import { KINDS, totalLine } from './test/counts.ts';
import { namesIn, runProjects } from './test/vitest.mjs';

// Dozens of servers are started, and killed: Node compiles each source for the first of them only.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled');

const patterns = process.argv.slice(2);
const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const CHECKS = 'Types, lint and dependency rule';

const results = [...(patterns.length === 0 ? await checks() : []), ...(await tests())];
report();

/** Each check counts as one test. */
async function checks() {
  console.log(`\n== ${CHECKS}`);
  const began = performance.now();
  const done = await Promise.all(['types', 'lint', 'rule'].map((name) => runCheck(name)));
  for (const check of done) console.log(lineOf(check));
  const passed = done.filter((check) => check.passed).length;
  return [{ ...NOTHING, title: CHECKS, passed, failed: done.length - passed, seconds: (performance.now() - began) / 1000 }];
}

async function tests() {
  const chromium = findChromium();
  if (chromium) process.env.PATCHBAY_CHROMIUM = chromium;
  const [run, left] = chromium ? [KINDS, []] : [KINDS.slice(0, -1), KINDS.slice(-1)];
  console.log(`\n== ${run.map(({ title }) => title).join('; ')}`);
  const counts = await runProjects(
    run.map(({ project }) => project),
    patterns,
  );
  return [...counts, ...(await Promise.all(left.map(withoutChromium)))];
}

/** What cannot be run here, by name. */
async function withoutChromium({ project, title }) {
  const names = await namesIn(project, patterns);
  console.log(
    `NO CHROMIUM: these ${names.length} browser stories are SKIPPED (npm test installs it by apt when it may; or set PATCHBAY_CHROMIUM):`,
  );
  for (const name of names) console.log(`  skipped  ${name}`);
  return { ...NOTHING, title, skipped: names.length, seconds: 0 };
}

function report() {
  console.log('\n== Summary');
  for (const { title, passed, failed, skipped, seconds } of results)
    console.log(`${failed > 0 ? '✗' : '✓'} ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds.toFixed(1)} s`);
  const ran = results.filter(({ title }) => title !== CHECKS).some(({ passed, failed }) => passed + failed > 0);
  if (!ran) console.log('No test ran.');
  console.log(totalLine(results));
  process.exitCode = results.some(({ failed }) => failed > 0) || !ran ? 1 : 0;
}
