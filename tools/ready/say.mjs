const dim = (text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[2m${text}\u001b[22m` : text);

/** Prints one line of progress. */
export const say = (line) => console.log(`${dim('patchbay')}  ${line}`);

/** Ends the preparation: what went wrong, and on the next lines what to do about it. */
export class Stop extends Error {
  constructor(what, remedy) {
    super(`${what}\n  ${remedy.split('\n').join('\n  ')}`);
  }
}

/** Runs a step that takes a while: says what begins, every ten seconds that it goes on, and how long it took. */
export async function timed(what, step) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  say(`${what} ...`);
  const still = setInterval(() => say(`${what} ... ${Math.round((Date.now() - began) / 1000)} s so far`), 10_000);
  try {
    const result = await step();
    say(`${what}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(still);
  }
}
