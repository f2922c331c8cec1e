// `npm run check [-- NAME ...]`: types, lint, dependency rule, format and unused code, two at a time.
import { CHECK_NAMES, lineOf, runCheck } from './checks.mjs';

const asked = process.argv.slice(2);
const waiting = asked.length > 0 ? asked : [...CHECK_NAMES];
const unknown = waiting.filter((name) => !CHECK_NAMES.includes(name));

if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(', ')}. There are: ${CHECK_NAMES.join(', ')}.`);
  process.exitCode = 1;
} else {
  await Promise.all([work(), work()]);
}

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const result = await runCheck(name);
    console.log(lineOf(result));
    if (!result.passed) process.exitCode = 1;
  }
}
