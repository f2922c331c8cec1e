// `npm test [-- PATTERN]`: checks, rules, server tests and browser stories one after the other; the last line is the total.
import { join } from 'node:path';
import { lineOf, runCheck } from './checks.mjs';
import { findChromium } from './ready/chromium.mjs';
import { root } from './ready/run.mjs';
import { totalLine } from './test/counts.ts';
import { namesIn, runProject } from './test/vitest.mjs';

// Dozens of servers are started, and killed: Node compiles each source for the first of them only.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled');

const patterns = process.argv.slice(2);
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

const phases = [
  { title: 'Types, lint and dependency rule', run: patterns.length === 0 ? checks : undefined },
  { title: 'Rules and units', run: () => runProject('rules', patterns) },
  { title: 'Server, against PostgreSQL', run: () => runProject('node', patterns) },
  { title: 'Browser stories', run: browser },
];

const results = [];
for (const { title, run } of phases.filter((phase) => phase.run)) {
  console.log(`\n== ${title}`);
  const began = performance.now();
  results.push({ title, ...(await run()), seconds: (performance.now() - began) / 1000 });
}
report();

/** Each check counts as one test. */
async function checks() {
  const done = await Promise.all(['types', 'lint', 'rule'].map((name) => runCheck(name)));
  for (const check of done) console.log(lineOf(check));
  const passed = done.filter((check) => check.passed).length;
  return { ...NOTHING, passed, failed: done.length - passed };
}

async function browser() {
  const chromium = findChromium();
  if (chromium) {
    process.env.PATCHBAY_CHROMIUM = chromium;
    return runProject('browser', patterns);
  }
  const names = await namesIn('browser', patterns);
  console.log(
    `NO CHROMIUM: these ${names.length} browser stories are SKIPPED (npm test installs it by apt when it may; or set PATCHBAY_CHROMIUM):`,
  );
  for (const name of names) console.log(`  skipped  ${name}`);
  return { ...NOTHING, skipped: names.length };
}

function report() {
  console.log('\n== Summary');
  for (const { title, passed, failed, skipped, seconds } of results)
    console.log(`${failed > 0 ? '✗' : '✓'} ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds.toFixed(1)} s`);
  const ran = results.filter(({ title }) => title !== phases[0].title).some(({ passed, failed }) => passed + failed > 0);
  if (!ran) console.log('No test ran.');
  console.log(totalLine(results));
  process.exitCode = results.some(({ failed }) => failed > 0) || !ran ? 1 : 0;
}
